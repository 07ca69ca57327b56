"""A name written another way than everywhere else: Jugo once, where Juugo stands forty times."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.model.name_word import bare
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.text.span import Span

DRIFT = "names.drift"
CAPITAL = "names.capital"
_SPELLING = ("SPELLING", "MORFOLOGIK", "HUNSPELL")
_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_FIRM = 3  # times a name must stand capitalised before its lower case counts as a slip
_SURE_OF_A_REAL_NAME = 0.85


class NameDrift:
    """Marks a rare word that is nearly a frequent name of the story, and a name without its capital.

    Good: "Niedhart" once beside "Neidhart" two hundred times; "ilvane" beside "Ilvane". Not marked: Tom
    and Tim, Maria beside Marie, plurals, pet names, names on a character sheet, words in lower case that a
    dictionary holds.
    """

    rules = (DRIFT, CAPITAL)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The drifted names of one paragraph."""
        text = paragraph.text
        unknown = {m.span.start for m in paragraph.evidence.grammar if m.rule_id.startswith(_SPELLING)}
        for match in _WORD.finditer(text):
            word = match.group()
            if word.lower() in story.words:
                continue
            if word.islower():
                if match.start() in unknown and (name := _without_capital(word, story)):
                    yield _capital(match.start(), word, name)
            elif name := _drifted(text, match, match.start() in unknown, story):
                yield _drift(match.start(), word, name)


def _without_capital(word: str, story: StoryContext) -> str | None:
    """The name that ``word`` is, but for the capital."""
    name = bare(word).capitalize()
    return name if story.cast.names.get(name, 0) >= _FIRM and word not in story.cast.own_words else None


def _drifted(text: str, match: re.Match[str], is_unknown: bool, story: StoryContext) -> str | None:
    """The name meant; a word of the dictionary (Sara, Jon) must be inside a sentence and very near."""
    if is_unknown:
        return story.cast.near_miss(match.group())
    before = text[: match.start()].rstrip(" \n\t\"'“”‘’«»(*_[")
    if not before or before[-1] in ".!?…:-—–":
        return None
    return story.cast.near_miss(match.group(), _SURE_OF_A_REAL_NAME)


def _drift(start: int, word: str, name: str) -> Finding:
    stem = _stem(word)
    fixed = name.upper() if stem.isupper() and len(stem) > 1 else name
    message = f"The story’s name is “{fixed}”; “{stem}” stands nearly nowhere else."
    return Finding(
        Span(start, start + len(stem)), Category.SPELLING, DRIFT, message, (fixed,), confidence=0.9
    )


def _capital(start: int, word: str, name: str) -> Finding:
    stem = _stem(word)
    message = f"“{name}” is a name in this story and is written with a capital."
    span = Span(start, start + len(stem))
    return Finding(span, Category.CAPITALIZATION, CAPITAL, message, (name,), confidence=0.9)


def _stem(word: str) -> str:
    """The word as written, without possessive or honorific suffix."""
    return word[: len(bare(word))]
