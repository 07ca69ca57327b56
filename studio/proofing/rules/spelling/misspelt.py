"""Words that no dictionary holds and that are neither names nor the writer's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.engines.spelling_slip import slip_cost
from studio.proofing.evidence import GrammarMatch
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.spelling.dialect import in_dialect, marks_of_dialect
from studio.proofing.rules.spelling.guard import FOREIGN, is_cry, is_elision, is_italic
from studio.text.span import Span

RULE = "spelling.unknown"
_ENGINE_RULES = ("SPELLING", "MORFOLOGIK_RULE", "HUNSPELL")
_MANY_UNKNOWN = 3
_SHORT = 4  # letters; a foreign word as short as this is one letter from some English one
_SWAPPED, _LIKELY_SLIP = 1.0, 2.5  # costs, see ``slip_cost``
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \u00a0-]$")
_WORD_BEHIND = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_BEFORE = re.compile(r"(?:[^\W\d_][\w'’]*[-‑])*$")
_BEHIND = re.compile(r"(?:[-‑][\w'’]+)*")


class MisspeltWord:
    """Marks unknown words for which a likely correction is known.

    Good: "He heared teh bell." Not marked: names of the story in any form, words the writer added or uses
    again and again, sounds (hmm, aargh), elisions ('em, goin'), words in dialect speech, foreign words in
    italics, words in capitals throughout, British and American spellings.
    """

    rules = (RULE,)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The misspelt words of one paragraph."""
        unknown = [m for m in paragraph.evidence.grammar if m.rule_id.startswith(_ENGINE_RULES)]
        suspects = [m for m in unknown if not _is_own(paragraph, m.span, story)]
        for match in suspects:
            if _is_telling(paragraph.text, match) and not _is_foreign(paragraph, match.span, suspects):
                yield _finding(paragraph.text, match)


def _is_telling(text: str, match: GrammarMatch) -> bool:
    """Whether there is a correction; an apostrophe inside the word must at least be part of the slip."""
    word = match.span.of(text).replace("’", "'")
    best = match.suggestions[0].replace("’", "'") if match.suggestions else ""
    if best and best.lower() == word:
        return False  # a name in lower case; days, peoples and the story's own names have rules of their own
    if not best or "'" not in word.removesuffix("'s"):
        return bool(best)
    return best.replace("'", "") == word.replace("'", "")


def _is_own(paragraph: ParagraphView, span: Span, story: StoryContext) -> bool:
    """Whether the word is right here though no dictionary holds it."""
    text = paragraph.text
    word = span.of(text)
    whole = _with_hyphens(text, span)
    if story.knows(word) or story.knows(whole.of(text)) or word.lower() in story.cast.own_words:
        return True
    if not (word.islower() or word.istitle()) or (not word.isascii() and "’" not in word):
        return True
    if is_cry(word) or is_cry(whole.of(text)) or is_elision(text, span) or is_italic(text, span):
        return True
    return _is_capital_inside(text, whole) or in_dialect(paragraph, span)


def _with_hyphens(text: str, span: Span) -> Span:
    """The hyphenated word that the span is part of."""
    before, behind = _BEFORE.search(text[: span.start]), _BEHIND.match(text, span.end)
    return Span(before.start() if before else span.start, behind.end() if behind else span.end)


def _is_capital_inside(text: str, span: Span) -> bool:
    """Whether the word is capitalised though no sentence begins with it: then it is a name."""
    if not text[span.start].isupper():
        return False
    before = text[: span.start].rstrip(" \n\t\"'“”‘’«»(*_[")
    return bool(before) and before[-1] not in ".!?…:—–"


def _is_foreign(paragraph: ParagraphView, span: Span, suspects: list[GrammarMatch]) -> bool:
    """Whether the words around are unknown or foreign too: French, or speech as it sounds.

    A word beside it that is surely a slip of the keys tells nothing of a foreign language: writers who type
    in haste misspell two words in a row.
    """
    text = paragraph.text
    others = {m.span.of(text).lower() for m in suspects if m.span != span and not _is_sure_slip(text, m)}
    before, behind = _WORD_BEFORE.search(text, 0, span.start), _WORD_BEHIND.match(text, span.end)
    beside = {m.group(1).lower() for m in (before, behind) if m}
    if beside & (others | FOREIGN):
        return True
    if (
        before
        and behind
        and before.group(1).istitle()
        and behind.group(1).istitle()
        and text[span.start].islower()
    ):
        return True  # Ponte alle Grazie
    quotation = paragraph.quotation_at(span.start)
    if quotation is None:
        return False
    strange = sum(m.span.start in quotation.span for m in suspects)
    if strange >= _MANY_UNKNOWN:
        return True
    likely = sum(m.span.start in quotation.span and not _is_sure_slip(text, m) for m in suspects)
    # One mark of dialect, and another word as strange: both are written as they sound.
    return likely > 1 and marks_of_dialect(quotation.span.of(text)) > 0


def _is_sure_slip(text: str, match: GrammarMatch) -> bool:
    """Whether the word is its first correction with letters swapped, doubled or one vowel for another."""
    word = match.span.of(text).lower()
    best = match.suggestions[0].lower() if match.suggestions else ""
    if " " in best:
        return len(word) > _SHORT and best.replace(" ", "") == word
    return bool(best) and slip_cost(word, best) <= (_LIKELY_SLIP if len(word) > _SHORT + 1 else _SWAPPED)


def _finding(text: str, match: GrammarMatch) -> Finding:
    word, best = match.span.of(text), match.suggestions[0]
    message = f"“{word}” is in no dictionary; “{best}” may be meant."
    return Finding(match.span, Category.SPELLING, RULE, message, match.suggestions[:5], match.source, 0.9)
