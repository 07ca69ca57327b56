"""``characters/<Name>.md``: TOML front matter between ``+++`` lines, then the writer's note."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from studio.model.problem import Problem
from studio.model.sheet import CharacterSheet
from studio.storage.atomic import lenient, make_folder, write_atomic
from studio.storage.encoding import decode
from studio.storage.error import ReadError, SaveError
from studio.storage.file_name import free_name, name_key, safe_stem
from studio.storage.file_read import digest, read_file
from studio.storage.line_end import read_line_ends
from studio.storage.toml_value import TomlValues, read_toml

LIMIT: Final = 4_000_000
_LONGEST_HEAD: Final = 200_000
_FRONT: Final = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)\n?", re.DOTALL | re.MULTILINE)
_KNOWN: Final = frozenset({"name", "aliases", "hidden", "confirmed"})


def parse_sheet(text: str, stem: str, file: str) -> tuple[CharacterSheet, tuple[Problem, ...]]:
    """The sheet in ``text``; ``stem`` is its name where the file gives none."""
    front = _FRONT.match(text)
    if front is None:
        return CharacterSheet(stem, note=text), ()
    try:
        table = read_toml(front.group(1))
    except ValueError as error:
        sentence = f"The head of “{file}” has a mistake ({error}); only its note was read."
        return CharacterSheet(stem, note=text), (Problem(file, sentence),)
    values = TomlValues(table, file)
    sheet = CharacterSheet(
        name=values.text("name").strip() or stem,
        aliases=tuple(alias.strip() for alias in values.texts("aliases") if alias.strip()),
        note=text[front.end() :],
        hidden=values.flag("hidden", False),
        confirmed=values.flag("confirmed", True),
        extra=MappingProxyType({key: value for key, value in table.items() if key not in _KNOWN}),
    )
    return sheet, tuple(values.problems)


def read_sheet(path: Path) -> tuple[CharacterSheet | None, tuple[Problem, ...]]:
    """The sheet in ``path``, None if it cannot be read."""
    file = f"{path.parent.name}/{path.name}"
    try:
        data = read_file(path, LIMIT)
    except ReadError as error:
        return None, (Problem(file, error.sentence),)
    decoded = decode(data)
    sheet, problems = parse_sheet(read_line_ends(decoded.text)[0], path.stem, file)
    return sheet, problems + tuple(Problem(file, f"“{file}” {trouble}.") for trouble in decoded.troubles)


def sheet_text(sheet: CharacterSheet, old: str = "") -> str:
    """The file for ``sheet``; comments and the order of keys of the ``old`` file survive.

    Raises:
        SaveError: if the head of the old file is broken and would be lost.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    front = _FRONT.match(old)
    try:
        if front and len(front.group(1)) > _LONGEST_HEAD:
            raise ValueError("too long")
        document = tomlkit.parse(front.group(1) if front else "")
        values: Mapping[str, object] = {
            **sheet.extra,
            "name": sheet.name,
            "aliases": list(sheet.aliases),
            "hidden": sheet.hidden,
            "confirmed": sheet.confirmed,
        }
        for key in [key for key in document if key not in values]:
            del document[key]
        for key, value in values.items():
            if key not in document or document[key] != value:
                document[key] = value
        head = tomlkit.dumps(document)
        tomllib.loads(head)
    except (TOMLKitError, ValueError, TypeError, RecursionError) as error:
        raise SaveError(f"The sheet of “{sheet.name}” has a mistake in its head; mend it first.") from error
    return f"+++\n{head.rstrip()}\n+++\n\n{sheet.note}"


def write_sheet(folder: Path, sheet: CharacterSheet) -> Path:
    """Save ``sheet`` in its file in ``folder``, or in a new one; returns the file.

    Raises:
        ChangedOutside: the file changed while it was being written.
        SaveError: it could not be written.
    """
    path = find_sheet(folder, sheet.name)
    try:
        make_folder(folder)
        old = read_file(path, LIMIT) if path else None
    except OSError as error:
        raise SaveError(f"The folder for “{sheet.name}” could not be made.") from error
    except ReadError as error:
        raise SaveError(error.sentence) from error
    if path is None:
        taken = {name_key(entry.name) for entry in folder.iterdir()}
        path = folder / free_name(safe_stem(sheet.name), ".md", lambda name: name_key(name) in taken)
    text = sheet_text(sheet, read_line_ends(decode(old or b"").text)[0])
    expected = digest(old) if old is not None else None
    write_atomic(path, text.encode("utf-8", "replace"), expected=expected, leniency=lenient())
    return path


def find_sheet(folder: Path, name: str) -> Path | None:
    """The file of the character called ``name``, None if there is none."""
    if not folder.is_dir():
        return None
    direct = folder / f"{safe_stem(name)}.md"
    for path in [direct, *sorted(folder.glob("*.md"))]:
        if path.is_file():
            sheet, _ = read_sheet(path)
            if sheet is not None and name_key(sheet.name) == name_key(name):
                return path
    return None
