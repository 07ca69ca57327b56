"""Possessives that never have an apostrophe, and "each other's", which has it before its s."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

_ABSOLUTE = re.compile(
    r"(?<![\w'’])(?P<owner>her|our|your|their)['’]s(?=\s*[.,;:!?]|\s+(?:and|or|but|alone|in|on|at|for|as|was|were)\b)",
    re.IGNORECASE,
)
_ITS = re.compile(r"(?<![\w'’])(?P<owner>its)['’](?=\s+[a-z])", re.IGNORECASE)
_EACH_OTHER = re.compile(
    r"\b(?P<who>each\s+other|one\s+another)(?:s(?P<mark>['’])(?=\s+[a-z])|s(?=\s+(?:arms|eyes|faces|hands|names|lives"
    r"|mouths|bodies|company|backs|heads|hair|houses|rooms|hearts|minds|thoughts|presence|throats|shoulders|lips)\b))"
)

_PIECES = ("r's", "r’s", "ts'", "ts’", "thers", "anothers")  # one of them is in whatever may be marked


class AbsolutePossessive:
    """Hers, ours, yours, theirs and its have no apostrophe; each other owns as one does."""

    rules = ("apostrophe.absolute",)
    description = "“Her's” or its like, “its'”, “each others'”."
    bad = (
        Example("The lamp was her's.", "her's", "The lamp was hers."),
        Example("The choice was your’s and hers.", "your’s", "The choice was yours and hers."),
        Example("The boat lost its' mast.", "its'", "The boat lost its mast."),
        Example("They held each others' hands.", "each others'", "They held each other's hands."),
        Example("They held each others hands.", "each others", "They held each other's hands."),
    )
    good = (
        "The lamp was hers, its light theirs. They held each other's hands, and one another's gaze.",
        "“Everything about her's so good,” he said.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the pronoun."""
        text = paragraph.text
        if not any(piece in text for piece in _PIECES):
            return
        for match in _ABSOLUTE.finditer(text):
            yield from self._finding(paragraph, match, match["owner"] + "s")
        for match in _ITS.finditer(text):
            yield from self._finding(paragraph, match, match["owner"])
        for match in _EACH_OTHER.finditer(text):
            mark = match["mark"] or ("’" if "’" in text else "'")
            yield from self._finding(paragraph, match, f"{match['who']}{mark}s")

    def _finding(self, paragraph: ParagraphView, match: re.Match[str], fix: str) -> Iterable[Finding]:
        span = Span(*match.span())
        if not in_dialect(paragraph, span):
            message = f"This possessive is written “{fix}”."
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.85)
