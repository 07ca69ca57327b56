"""LanguageTool's English data with the rules that nobody needs left out.

The engine reads, compiles and runs every rule of its files, also those that are switched off. Without the
rules whose matches are never shown it takes 150 MB less, loads in half the time and checks in two thirds of
it. What the others say stays the same, except where the match of a rule left out would have stood before it.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile

from studio.proofing.engines.empty_model import emptied

IsNeeded = Callable[[str, str], bool]
"""Told a rule's category and id: whether the rule matters to what is shown."""

_RULE_FILES: Final = ("en/rules/grammar.xml", "en/rules/style.xml")
_UNUSED: Final = ("core/spelling_global.txt",)
"""Emptied: 31,000 names of products and towns for the spelling rule, which is off; 24 MB when loaded."""
_MODELS: Final = (
    ("en/models/en-pos-maxent.bin", "NN"),
    ("en/models/en-chunker.bin", "O"),
    ("en/models/en-token.bin", "F", "T"),
)
"""The models that only serve to find phrases, each with what it says when it is emptied: "O" is no phrase."""
_RULE_ELEMENTS: Final = frozenset({"rule", "rulegroup"})
_LOG = logging.getLogger(__name__)


def without_idle_rules(xml: bytes, is_needed: IsNeeded) -> bytes:
    """A file of rules without those that are not needed; all else stays byte for byte.

    A group stays whole when it or any rule in it is needed.

    Raises:
        xml.parsers.expat.ExpatError: when the file is not XML.
    """
    reader = _RuleReader(is_needed)
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: reader.start(
        name, attributes, parser.CurrentByteIndex
    )
    parser.EndElementHandler = lambda _name: reader.end(xml.find(b">", parser.CurrentByteIndex) + 1)
    parser.Parse(xml, True)
    kept = []
    at = 0
    for start, end in reader.idle:
        kept.append(xml[at:start])
        at = end
    return b"".join((*kept, xml[at:]))


@contextmanager
def needed_data(source: Path, is_needed: IsNeeded) -> Iterator[Path]:
    """A folder like ``source`` (LanguageTool's data) with the needed rules only, while the engine loads.

    The folder holds links to the files of ``source``, copies where the system has no links. Where it cannot
    be made, ``source`` itself is given: the engine is then large and slow, but there.
    """
    with tempfile.TemporaryDirectory(prefix="story-studio-rules-", ignore_cleanup_errors=True) as name:
        try:
            yielded = _make(source, Path(name), is_needed)
        except (OSError, expat.ExpatError, BadZipFile):
            _LOG.warning(
                "LanguageTool's rules could not be sorted out; all of them are loaded", exc_info=True
            )
            yielded = source
        yield yielded


class _RuleReader:
    """Follows the elements of a file of rules and notes where the idle ones begin and end, in bytes."""

    def __init__(self, is_needed: IsNeeded) -> None:
        self.idle: list[tuple[int, int]] = []
        self._is_needed = is_needed
        self._category = ""
        self._depth = self._rule_depth = 0
        self._start = -1
        self._needed = False

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """An element begins at byte ``at``."""
        self._depth += 1
        if name == "category":
            self._category = attributes.get("id", "")
        elif name in _RULE_ELEMENTS:
            if self._start < 0:
                self._start, self._rule_depth, self._needed = at, self._depth, False
            if "id" in attributes:
                self._needed = self._needed or self._is_needed(self._category, attributes["id"])

    def end(self, at: int) -> None:
        """The innermost open element ends before byte ``at``."""
        if self._start >= 0 and self._depth == self._rule_depth:
            if not self._needed:
                self.idle.append((self._start, at))
            self._start = -1
        self._depth -= 1


def _make(source: Path, folder: Path, is_needed: IsNeeded) -> Path:
    made = {name: without_idle_rules((source / name).read_bytes(), is_needed) for name in _RULE_FILES}
    made |= dict.fromkeys(_UNUSED, b"")
    made |= {name: emptied((source / name).read_bytes(), *said) for name, *said in _MODELS}
    _mirror(source, folder, made)
    return folder


def _mirror(source: Path, folder: Path, made: dict[str, bytes], prefix: str = "") -> None:
    """Fill ``folder`` with links to what ``source`` holds, and with the files of ``made`` (by their path)."""
    for entry in sorted(source.iterdir()):
        path = prefix + entry.name
        target = folder / entry.name
        if path in made:
            target.write_bytes(made[path])
        elif entry.is_dir() and any(name.startswith(path + "/") for name in made):
            target.mkdir()
            _mirror(entry, target, made, path + "/")
        else:
            _link(entry, target)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.resolve(), target_is_directory=source.is_dir())
    except (OSError, NotImplementedError):
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)
