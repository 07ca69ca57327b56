"""LanguageTool's rules in this process, through LingoTweaker (Rust, LGPL-2.1+): no Java, no network."""

from __future__ import annotations

import ctypes
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from sys import intern
from typing import Any, Protocol

from studio.proofing.engines.rules_data import IsNeeded, needed_data
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.evidence import EngineError, GrammarMatch
from studio.text.mask import mask_markup
from studio.text.span import Span

# Switched off inside the engine, because they cost time and nothing of theirs is ever shown.
OFF_CATEGORIES = (
    "TYPOGRAPHY",
    "STYLE",
    "REDUNDANCY",
    "REPETITIONS_STYLE",
    "PLAIN_ENGLISH",
    "GENDER_NEUTRALITY",
    "WIKIPEDIA",
    "CREATIVE_WRITING",
)
OFF_RULES = ("MORFOLOGIK_RULE_EN_US", "MORFOLOGIK_RULE_EN_GB", "WHITESPACE_RULE", "EN_QUOTES", "DASH_RULE")

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_STAND_IN = "\u25a1"  # a white square: one UTF-16 unit, no letter, no mark of punctuation
_JOIN = "\n\n"


class _Native(Protocol):
    def check(self, text: str) -> list[dict[str, Any]]: ...


def masked(text: str) -> str:
    """``text`` as an engine may see it: markup and characters beyond the BMP hidden, length unchanged."""
    return _ASTRAL.sub(_STAND_IN, mask_markup(text))


def hidden_places(text: str, shown: str) -> tuple[int, ...]:
    """The offsets at which ``shown`` differs from ``text``, ascending."""
    if text == shown:
        return ()
    return tuple(i for i, (a, b) in enumerate(zip(text, shown, strict=True)) if a != b)


def drop_touching(
    matches: Iterable[GrammarMatch], hidden: Sequence[int], text: str
) -> tuple[GrammarMatch, ...]:
    """The matches whose span holds no hidden character and lies inside the text."""
    return tuple(
        m
        for m in matches
        if m.span.end <= len(text)
        and bisect_right(hidden, m.span.end - 1) == bisect_right(hidden, m.span.start - 1)
    )


class RulesEngine:
    """LanguageTool's grammar rules and this program's spelling.

    With the data that the studio needs, loading takes about 1 s and 110 MB, checking fills another 10 MB;
    with all of it 2 s, 300 MB and 30 MB. A check releases the interpreter lock and uses all cores for
    long texts: 8,000 words a second and core (with all data: 2,700).

    Args:
        dialect: "en-US" or "en-GB".
        spelling: the spelling engine to run beside it.
        is_needed: tells by category and id which rules are wanted; None for all of them.

    Raises:
        EngineError: when the library or its data is missing.
    """

    def __init__(
        self,
        dialect: str = "en-US",
        spelling: SpellingEngine | None = None,
        is_needed: IsNeeded | None = None,
    ) -> None:
        self._native = _load(dialect, is_needed)
        self._spelling = spelling or SpellingEngine()
        self.fingerprint = f"rules-2 {dialect} {self._spelling.fingerprint}"

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        """The matches in one paragraph, grammar first, then spelling.

        Raises:
            EngineError: when the engine fails on this text.
        """
        return self.check_many([text])[0]

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The matches of each paragraph. One call for many is quicker: the engine then uses all cores.

        Raises:
            EngineError: when the engine fails on these texts.
        """
        shown = [masked(text) for text in texts]
        try:
            raw = self._native.check(_JOIN.join(shown))
        except Exception as error:  # a foreign library; whatever it raises must not end the check
            raise EngineError(f"LanguageTool's rules stopped at a paragraph ({error}).") from error
        grammar = _by_text(raw, shown)
        return [
            drop_touching(found, hidden_places(text, seen), text) + self._spelling.check(text)
            for text, seen, found in zip(texts, shown, grammar, strict=True)
        ]


def _load(dialect: str, is_needed: IsNeeded | None) -> _Native:
    try:
        import lingotweaker_data_en

        all_data = Path(lingotweaker_data_en.data_dir())
        with needed_data(all_data, is_needed) if is_needed else nullcontext(all_data) as folder:
            engine = _native(dialect, folder)
        _give_memory_back()
        return engine
    except Exception as error:  # missing package, missing data, unknown language: all mean "not there"
        raise EngineError(f"LanguageTool's rules could not be loaded ({error}).") from error


def _native(dialect: str, folder: Path) -> _Native:
    """LingoTweaker on the data in ``folder``; it reads all of it now and none later."""
    import lt_py

    engine: _Native = lt_py.Engine(
        dialect,
        data_dir=str(folder),
        disabled_rules=list(OFF_RULES),
        disabled_categories=list(OFF_CATEGORIES),
    )
    return engine


def _give_memory_back() -> None:
    """Return what loading took and freed (about 100 MB) to the system, where the C library can do that."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def _by_text(raw: Iterable[Mapping[str, Any]], texts: Sequence[str]) -> list[list[GrammarMatch]]:
    """Sort matches on the joined text, with offsets in UTF-8 bytes, into their paragraphs."""
    starts: list[int] = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text.encode()) + len(_JOIN)
    found: list[list[GrammarMatch]] = [[] for _ in texts]
    for match in raw:
        index = bisect_right(starts, match["offset"]) - 1
        data = texts[index].encode()
        start = match["offset"] - starts[index]
        end = start + match["length"]
        if end <= len(data):
            span = Span(_code_points(data, start), _code_points(data, end))
            found[index].append(_match(match, span))
    return found


def _code_points(data: bytes, end: int) -> int:
    return len(data[:end].decode(errors="ignore"))


def _match(raw: Mapping[str, Any], span: Span) -> GrammarMatch:
    return GrammarMatch(  # few strings differ from match to match: they are kept once
        span,
        intern(str(raw["rule_id"])),
        intern(str(raw["category_id"])),
        intern(str(raw["issue_type"])),
        intern(str(raw["message"])),
        tuple(intern(str(s)) for s in raw["suggestions"][:8]),
    )
