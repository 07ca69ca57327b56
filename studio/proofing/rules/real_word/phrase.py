"""Words that are wrong in the company they keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.real_word.phrase_more import MORE_PHRASES
from studio.proofing.rules.real_word.phrase_table import PHRASES, Phrase
from studio.proofing.rules.real_word.word import like
from studio.text.span import Span

RULE = "real_word.phrase"
CONFIDENCE = 0.9
_REACH = 40
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class _Pattern:
    right: str
    before: re.Pattern[str]
    after: re.Pattern[str]


class ConfusedPhrase:
    """Finds the entries of the phrase table."""

    rules = (RULE,)
    description = "A word that is wrong between these neighbours."
    bad = (
        Example("It was well passed midnight.", "passed", "It was well past midnight."),
        Example("You could of told me.", "of", "You could have told me."),
        Example("He was taller then his brother.", "then", "He was taller than his brother."),
        Example("“I can’t breath!” she cried.", "breath", "“I can’t breathe!” she cried."),
        Example("Nobody in the hole village slept.", "hole", "Nobody in the whole village slept."),
        Example("A bolt of lighting hit the mast.", "lighting", "A bolt of lightning hit the mast."),
        Example("“Hurry. Shell be late,” he said.", "Shell", "“Hurry. She’ll be late,” he said."),
        Example("They didn't stand a change.", "change", "They didn't stand a chance."),
        Example("He would have lead them home.", "lead", "He would have led them home."),
        Example("He wasn’t phased by the rain.", "phased", "He wasn’t fazed by the rain."),
        Example("She was playing little attention.", "playing", "She was paying little attention."),
        Example("The inn had all sorts or guests.", "or", "The inn had all sorts of guests."),
    )
    good = (
        "He passed noon in the shade, and of course he was better then.",
        "They could, of course, have gone. The breath of the sea was cold; to breathe was to taste it.",
        "The king reigned in his stead, and the lamp's lighting was dim; the moon phased out by dawn.",
        "She had a past. There hands were raised, and their own hands stayed down.",
        "“More then!” he called. The whole of it was theirs, and the lead ran to the wall.",
    )

    def __init__(self) -> None:
        patterns: dict[str, list[_Pattern]] = {}
        for phrase in (*PHRASES, *MORE_PHRASES):
            patterns.setdefault(phrase.wrong, []).append(_compiled(phrase))
        self._patterns = patterns

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterator[Finding]:
        """One finding for each word that an entry fits, the first entry that does."""
        text = paragraph.text
        for match in _WORD.finditer(text):
            word = match.group()
            span = Span(match.start(), match.end())
            for pattern in self._patterns.get(word.lower().replace("’", "'"), ()):
                if _fits(pattern, text, span) and not story.knows(word):
                    yield _finding(text, span, pattern.right)
                    break


def _finding(text: str, span: Span, right: str) -> Finding:
    word = span.of(text)
    right = like(word, right)
    if "’" in text or "“" in text:
        right = right.replace("'", "’")
    message = f"“{word}” is probably “{right}” here; the two are often mixed up."
    return Finding(span, Category.REAL_WORD, RULE, message, (right,), confidence=CONFIDENCE)


def _fits(pattern: _Pattern, text: str, span: Span) -> bool:
    return (
        pattern.after.match(text, span.end) is not None
        and pattern.before.search(text[max(0, span.start - _REACH) : span.start]) is not None
    )


def _compiled(phrase: Phrase) -> _Pattern:
    def flexible(pattern: str) -> str:
        return re.sub(r" (?!\))", r"\\s+", pattern.replace("'", "['’]"))

    before = rf"(?:^|[^\w])(?:{flexible(phrase.before)})$" if phrase.before else ""
    after = rf"{flexible(phrase.after)}(?!\w)" if phrase.after else ""
    return _Pattern(phrase.right, re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE))
