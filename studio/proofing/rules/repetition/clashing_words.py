"""Two words of which only one can stand: "a the boat", "could would"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

_OWNERS = "his|my|their|its|our|your"
_CLASH = re.compile(
    rf"(?<![\w'’\-.])(?:(?P<one>[Aa]n?|[Tt]he)\s+(?P<two>an?|the|{_OWNERS})"
    rf"|(?P<owner>(?i:{_OWNERS}))\s+(?P<article>an?|the|{_OWNERS})"
    r"|(?P<modal>can|could|will|would|shall|should|must)\s+(?P<other>can|could|will|would|shall|should|must))"
    r"(?=\s+[^\W\d_])"
)


class ClashingWords:
    """An article beside another article or a possessive, or two modal verbs: one is left over."""

    rules = ("repetition.clashing_words",)
    description = "Two words in a row of which only one can stand."
    bad = (
        Example("He tied a the rope to the ring.", "a the", "He tied the rope to the ring."),
        Example("She took the his rope.", "the his", "She took his rope."),
        Example("She took the rope an the lamp.", "an the", "She took the rope and the lamp."),
        Example("They could would row all night.", "could would", "They could row all night."),
    )  # fmt: skip
    good = (
        "Vitamin A the doctor gave her. He read A The in the margin. It was the one.",
        "They did what they could. Would he row? What he would, should he wish it, was his.",
        "She gave a thought to the night. It was his the moment he saw it.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks both words and offers each."""
        for match in _CLASH.finditer(paragraph.text):
            first, second = (word for word in match.groups() if word is not None)
            if first.lower() == second.lower() or (
                first.lower() in ("his", "its", "your") and match["owner"]
            ):
                continue
            if first == "A" and match.start() and paragraph.text[match.start() - 1] == " ":
                continue
            if match["modal"] and not self._are_modals(paragraph, match):
                continue
            yield Finding(
                Span(*match.span()),
                Category.EXTRA_WORD,
                self.rules[0],
                "Only one of these two words can stand here.",
                self._fixes(first, second, modal=bool(match["modal"])),
                confidence=0.8,
            )

    @staticmethod
    def _fixes(first: str, second: str, *, modal: bool) -> tuple[str, ...]:
        if modal:
            return first, second
        if first == "an":  # most often a torn "and"
            return f"and {second}", second
        return (second.capitalize() if first[0].isupper() else second), first

    @staticmethod
    def _are_modals(paragraph: ParagraphView, match: re.Match[str]) -> bool:
        tags = [t.tag for t in paragraph.evidence.tokens if match.start() <= t.start < match.end()]
        before = [t.tag for t in paragraph.evidence.tokens if t.end <= match.start()][-1:]
        subject = not before or before[0] in ("PRP", "NNS", "NNP", "EX")
        return tags == ["MD", "MD"] and subject and not paragraph.in_quotation(match.start())
