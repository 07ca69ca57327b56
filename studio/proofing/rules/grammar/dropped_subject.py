"""A clause that lost its pronoun or its “is”: "just as opened his mouth", ", it the small things"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.agreement.form_table import is_past
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import apart, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "grammar.dropped_subject"
_IMPERSONAL = word_set(
    """
    became suited befitted seemed did was had were appeared happened followed pleased compared told opposed
    came fell lay met caught crossed suffered concerned regarded touched affected left said
    """
)
_SUBJECTS = MappingProxyType({"his": ("he", "she"), "her": ("she", "he"), "their": ("they",)})
_COMPARES = word_set("so such as same much well far long soon , ; : (")


class DroppedSubject:
    """“As” before a verb with “his” behind it lacks a subject; “it” before an article lacks its verb.

    Not marked: speech and dialect for the first, "as became his rank", "such as left her cold".
    """

    rules = (RULE,)
    description = "A clause that lacks its pronoun, or the “is” behind “it”."
    bad = (
        Example(
            "Orla looked up just as opened his mouth.",
            "opened",
            "Orla looked up just as he opened his mouth.",
        ),
        Example(
            "“It is not the boat, it the crew,” she said.",
            "it",
            "“It is not the boat, it's the crew,” she said.",
        ),
    )
    good = (
        "He sat down as he opened his mail. She spoke as became her rank, and of his heart.",
        "When asked his name he was silent. Give it the lamp. For it, the best was good enough.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb of the first, the "it" of the second."""
        tokens = paragraph.evidence.tokens
        for n in range(2, len(tokens) - 1):
            if tokens[n - 1].lower == "as" and _lacks_subject(tokens, n):
                if not paragraph.in_quotation(tokens[n].start):
                    who = _SUBJECTS[lower_at(tokens, n + 1)]
                    fixes = tuple(f"{one} {tokens[n].text}" for one in who)
                    yield from self._finding(paragraph, tokens[n], fixes, "The clause has no subject.")
            elif tokens[n].lower == "it" and _lacks_verb(tokens, n) and apart(tokens, n, paragraph.text):
                short = tokens[n].text + ("’s" if "’" in paragraph.text else "'s")
                past = () if paragraph.scene.tense is Tense.PRESENT else (f"{tokens[n].text} was",)
                yield from self._finding(paragraph, tokens[n], (short, *past), "The clause has no verb.")

    def _finding(
        self, paragraph: ParagraphView, token: Token, fixes: tuple[str, ...], message: str
    ) -> Iterator[Finding]:
        span = Span(token.start, token.end)
        if not in_dialect(paragraph, span):
            yield Finding(span, Category.MISSING_WORD, RULE, message, fixes, confidence=0.75)


def _lacks_subject(tokens: Sequence[Token], n: int) -> bool:
    verb = tokens[n]
    if verb.tag not in ("VBD", "VBN") or not verb.text.islower() or verb.lower in _IMPERSONAL:
        return False
    if tokens[n + 1].tag != "PRP$" or lower_at(tokens, n + 1) not in _SUBJECTS:
        return False
    return lower_at(tokens, n - 2) not in _COMPARES and is_past(verb.lower)


def _lacks_verb(tokens: Sequence[Token], n: int) -> bool:
    it = tokens[n]
    if it.tag != "PRP" or it.dep not in ("nsubj", "dep", "ROOT", "attr", "appos", "ccomp", "prep"):
        return False
    opens = tag_at(tokens, n - 1) in (",", ".", ":", "``")
    return opens and lower_at(tokens, n + 1) in ("the", "a", "an") and tag_at(tokens, n + 1) == "DT"
