"""A comma behind "but" that parts nothing: "He called, but, the others slept"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.speech_verb import FINITE_SPEECH_VERBS
from studio.text.word_list import word_set

_BUT = re.compile(r"(?P<lead>[,;]\s+)(?P<but>but),\s+(?P<next>[A-Za-z'’]+)(?P<rest>[^.!?…]*)")
_SUBJECTS = word_set(
    "i he she it we you they the this that these those his her my our their its there nobody"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_THINKING = word_set("think know suppose believe seem hope fear guess feel imagine see")
_ASIDE = re.compile(r"[,;:—–\"“”()]")


class ButComma:
    """Behind "but" stands a comma only where words are put in, and then there are two."""

    rules = ("punctuation.but_comma",)
    description = "A comma after “but” with no second one to close it."
    bad = (
        Example("He called, but, the others slept on.", "but,", "He called, but the others slept on."),
        Example("He called, but, the others had all gone to bed, leaving him.", "but,",
                "He called, but the others had all gone to bed, leaving him."),
        Example("It was late, but, she went out.", "but,", "It was late, but she went out."),
    )  # fmt: skip
    good = (
        "He called, but, as always, nobody came. It was late, but, when it rained, she went out.",
        "But, sir! Nothing, but nothing, helped. She was tired, but, the others being asleep, she rowed.",
        "It was late, but, he thought to himself, not too late. It was, but, as he said to her, not his.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks "but" with its comma."""
        for match in _BUT.finditer(paragraph.text):
            if match["next"].lower() in _SUBJECTS and _goes_on(paragraph, match):
                start = match.start("but")
                yield Finding(
                    Span(start, start + 4),
                    Category.PUNCTUATION,
                    self.rules[0],
                    "No words are put in behind “but”, so no comma stands there.",
                    ("but",),
                    confidence=0.75,
                )


def _goes_on(paragraph: ParagraphView, match: re.Match[str]) -> bool:
    """Whether a clause goes on behind "but" that nothing parts from it: none that only says who thinks so."""
    aside = _ASIDE.search(match["rest"])
    if aside is None:
        return True
    end = match.start("rest") + aside.start()
    verbs = [
        t for t in paragraph.evidence.tokens if match.start("next") <= t.start < end and t.tag in _FINITE
    ]
    said = any(t.lower in FINITE_SPEECH_VERBS or t.lemma in _THINKING for t in verbs)
    return (
        aside.group() == "," and bool(verbs) and not said and len(match["rest"][: aside.start()].split()) > 2
    )
