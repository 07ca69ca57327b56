"""A pronoun and the form of "be" beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "agreement.pronoun"
_ADVERB = r"(?:(?:both|all|also|still|never|always|only) )?"
_PLURAL = re.compile(rf"\b(they|we|you|these|those) {_ADVERB}(was|is|wasn['’]t|isn['’]t)\b", re.IGNORECASE)
_SINGULAR = re.compile(rf"\b(he|she|it) {_ADVERB}(are|aren['’]t)\b", re.IGNORECASE)
_RIGHT = MappingProxyType(
    {"was": "were", "is": "are", "wasn't": "weren't", "isn't": "aren't", "are": "is", "aren't": "isn't"}
)
# "what we both wanted most of you is …", "which of these was …": the pronoun belongs to what went before.
_GOVERNED = re.compile(
    r"\b(?:of|to|for|with|by|from|like|than|about|between|among|at|on|in|against|beside|and|or|nor)\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:what|who|whom|which|that|all|everything|whatever|thing|one|reason|place|way|time|something)"
    r"\s[^.;:?!]{0,40}$",
    re.IGNORECASE,
)


class PronounAgreement:
    """Marks "they was", "we is", "he are" in narration, where the pronoun stands beside its verb.

    Not marked: speech, dialect, "each of you was", "what matters to you is".
    """

    rules = (RULE,)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The pronouns of one paragraph whose verb does not fit."""
        for pattern in (_PLURAL, _SINGULAR):
            for match in pattern.finditer(paragraph.text):
                span = Span(*match.span(2))
                if not self._is_subject(paragraph, match) or in_dialect(paragraph, span):
                    continue
                yield _finding(span, match.group(1), match.group(2))

    @staticmethod
    def _is_subject(paragraph: ParagraphView, match: re.Match[str]) -> bool:
        before = paragraph.text[: match.start()]
        if paragraph.in_quotation(match.start()) or _GOVERNED.search(before):
            return False
        return match.group(1).lower() in ("they", "we", "he", "she") or not _CLAUSE.search(before)


def _finding(span: Span, pronoun: str, verb: str) -> Finding:
    right = _RIGHT[verb.lower().replace("’", "'")]
    right = right.replace("'", "’") if "’" in verb else right
    message = f"“{pronoun}” goes with “{right}”, not with “{verb}”."
    return Finding(span, Category.AGREEMENT, RULE, message, (right,), confidence=0.8)
