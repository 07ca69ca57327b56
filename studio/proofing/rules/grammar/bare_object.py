"""A “to” behind “let” or “make” and what is let or made: "He let the rope to slip"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "grammar.bare_object"
_NAMED = ("DT", "PRP$", "NNP", "PRP", "NN", "NNS")
_WITHIN = (*_NAMED, "JJ", "IN")


class ToBehindLet:
    """One lets or makes somebody go, without a "to". The passive ("was made to go") has one."""

    rules = (RULE,)
    description = "A “to” too many behind “let” or “make”."
    bad = (
        Example("He let the rope to slip into the water.", "to slip", "He let the rope slip into the water."),
        Example("The storm made Orla to turn back.", "to turn", "The storm made Orla turn back.", ("Orla",)),
    )
    good = (
        "He let the rope slip. She was made to go. They make laws to bind us.",
        "They let a room to pay the rent.",
        "He made up his mind to go, made it a rule to rise early, and made her way to bed.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the "to" with its verb."""
        tokens = paragraph.evidence.tokens
        for n in range(2, len(tokens)):
            token, to = tokens[n], tokens[n - 1]
            if token.tag != "VB" or to.lower != "to" or not _is_slip(tokens, n):
                continue
            span = Span(to.start, token.end)
            if not in_dialect(paragraph, span):
                message = f"Behind “{tokens[token.head].text}” the verb stands without “to”."
                yield Finding(span, Category.EXTRA_WORD, RULE, message, (token.text,), confidence=0.75)


def _is_slip(tokens: Sequence[Token], n: int) -> bool:
    token = tokens[n]
    head = tokens[token.head]
    if token.dep not in ("ccomp", "xcomp") or token.head >= n or head.lemma not in ("let", "make"):
        return False
    between = tokens[token.head + 1 : n - 1]
    if between and between[-1].lower in ("us", "me"):  # "let us to work"
        return False
    if head.tag == "VBN" or not between or not all(t.tag in _WITHIN for t in between):
        return False
    done = [i for i in range(token.head + 1, n - 1) if tokens[i].head == n and tokens[i].dep == "nsubj"]
    if head.lemma == "let":
        return bool(done) and between[0].tag in _NAMED
    return bool(done) and tokens[done[-1]].tag == "NNP"
