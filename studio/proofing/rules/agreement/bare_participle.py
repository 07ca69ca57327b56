"""A participle without its helper behind a pronoun: "He taken the lamp", "she been waiting"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.conjugation import inflect
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.agreement.form_table import verb_lemma
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect, marks_of_dialect
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.bare_participle"
_PARTICIPLES = word_set(
    """
    gone known taken given written eaten broken spoken chosen frozen stolen worn torn thrown grown
    flown drawn ridden driven risen fallen forgotten shaken been shown beaten bitten sworn woken
    """
)
_TOLD = word_set("i:been i:known i:taken i:given")  # a narrator's own grammar, as are "seen" and "done"
_GOVERN = word_set("have make let see find get want do hear feel keep know with leave consider")
_REACH = 6


class BareParticiple:
    """A participle is no verb by itself: "had" is missing before it, or the past is meant.

    Not marked: speech, dialect, "had he taken", "they made it known".
    """

    rules = (RULE,)
    description = "A participle behind a pronoun, without “had” or “have”."
    bad = (
        Example("Ansel was pale. He taken the lamp with him.", "He taken",
                "Ansel was pale. He had taken the lamp with him."),
        Example("It was the hour she been waiting for.", "she been",
                "It was the hour she had been waiting for."),
    )  # fmt: skip
    good = (
        "Had he taken the lamp, she would have known. Never had she been so cold. They made it known.",
        "“He been there,” she said. He saw it done. I seen it. How had he fallen?",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the participle, in narration."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens)):
            token = tokens[n]
            if token.lower not in _PARTICIPLES or not token.text.islower() or not _is_bare(tokens, n):
                continue
            who = tokens[n - 1]
            span = Span(who.start, token.end)
            if paragraph.in_quotation(token.start) or in_dialect(paragraph, span):
                continue
            if marks_of_dialect("\n".join((paragraph.before, paragraph.text, paragraph.after))):
                continue
            helper = "has" if paragraph.scene.tense is Tense.PRESENT else "had"
            forms = (f"{helper} {token.lower}", *inflect(verb_lemma(token.lower), "VBD")[:1])
            fixes = tuple(f"{who.text} {form}" for form in forms)
            message = f"A participle needs a helper here: “{fixes[0]}”."
            yield Finding(span, Category.GRAMMAR_OTHER, RULE, message, fixes, confidence=0.75)


def _is_bare(tokens: Sequence[Token], n: int) -> bool:
    who = tokens[n - 1]
    if who.lower not in ("he", "she", "they", "we", "i", "it") or f"{who.lower}:{tokens[n].lower}" in _TOLD:
        return False
    before = [t for t in tokens[max(0, n - _REACH) : n - 1] if t.sentence == who.sentence]
    if before and (before[-1].lemma == "be" or before[-1].tag in ("MD", "RB")):
        return False
    return not any(t.lemma in _GOVERN or t.lower in ("'s", "'d", "had", "n't") for t in before)
