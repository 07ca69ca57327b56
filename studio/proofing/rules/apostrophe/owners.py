"""Several owners without an apostrophe: "my parents house", "the boys faces", "mens' coats"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.token_row import FINITE, apart, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

_LEADS = word_set("the his her my their our your these those both")
_BEINGS = word_set(
    """
    parents boys girls brothers sisters friends soldiers guards dogs horses children kids neighbours
    neighbors teachers students prisoners sailors villagers lovers twins wolves dragons knights mothers
    fathers grandparents enemies strangers
    """
)
_MANY = word_set(
    "faces heads voices houses names lives mouths hearts eyes hands feet legs arms shoulders bedrooms"
)  # fmt: skip
_SINGLE = word_set("house bedroom room voice face life death car kitchen cottage bed")
_ALSO_VERBS = word_set("house room voice face bed")
_SHARED = re.compile(
    r"\b(?P<who>[Gg]irl|[Bb]oy)(?P<mark>['’])s(?=\s+(?:bathroom|lavatory|toilets?|dormitory|dormitories|"
    r"dorms?|restroom|washroom|locker[ -]?room|changing[ -]room|loo)\b)"
)
_TWICE_PLURAL = re.compile(r"\b(?P<who>(?:[Ww]om|[Mm])en|[Cc]hildren)s(?P<mark>['’])(?=\s+[a-z])")
_NOT_SHARED = re.compile(r"\b(?:(?:[Aa]n?|[Oo]ne|[Ee]very|[Oo]ther)\s+|little\s+|dead\s+)$")


class SeveralOwners:
    """What several own is written with an apostrophe behind their plural."""

    rules = ("apostrophe.several_owners",)
    description = "Several owners whose apostrophe is missing or stands before the s."
    bad = (
        Example("My parents house stood by the ferry.", "parents", "My parents' house stood by the ferry."),
        Example("The boys faces were wet.", "boys", "The boys' faces were wet."),
        Example("She ran to the girl's bathroom.", "girl's", "She ran to the girls' bathroom."),
        Example("He sold mens' coats and rope.", "mens'", "He sold men's coats and rope."),
    )
    good = (
        "The boys face the wall, and the guards house the dogs. The parents voice their doubts.",
        "My parents' house, the boys' faces, the girls' bathroom, a boy's bathroom.",
        "He gave the dogs names. She showed the children faces cut from bark.",
        "It cost the soldiers lives. They made the girls beds of straw.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the owners."""
        text = paragraph.text
        for match in _TWICE_PLURAL.finditer(text):
            yield self._finding(Span(*match.span()), match["who"] + match["mark"] + "s")
        for match in _SHARED.finditer(text):
            if not _NOT_SHARED.search(text, 0, match.start()):
                yield self._finding(Span(*match.span()), match["who"] + "s" + match["mark"])
        yield from self._plain(paragraph)

    def _plain(self, paragraph: ParagraphView) -> Iterator[Finding]:
        tokens, text = paragraph.evidence.tokens, paragraph.text
        mark = "’" if "’" in text else "'"
        for n, token in enumerate(tokens):
            if token.lower in _BEINGS and _own(tokens, n) and apart(tokens, n, text):
                yield self._finding(Span(token.start, token.end), token.text + mark)

    def _finding(self, span: Span, fix: str) -> Finding:
        message = "Several own what stands behind, so the apostrophe stands behind their plural."
        return Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.8)


def _own(tokens: Sequence[Token], n: int) -> bool:
    thing = lower_at(tokens, n + 1)
    if lower_at(tokens, n - 1) not in _LEADS or not tokens[n].text.islower():
        return False
    if thing in _MANY:
        # "gave the dogs names": a verb before may take both.
        begins = n < 2 or tag_at(tokens, n - 2) in (".", ",", "IN", "CC", "``", "''", ":")
        return begins and tag_at(tokens, n + 2) in (*FINITE, "IN", ".", ",", "CC", "RB")
    if thing in _ALSO_VERBS:
        return tag_at(tokens, n + 2) in FINITE
    return thing in _SINGLE and tag_at(tokens, n + 1) == "NN"
