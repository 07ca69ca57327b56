"""Grammar by LanguageTool's rules, as far as they are right in fiction."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import GrammarMatch
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.grammar.article import with_and
from studio.proofing.rules.grammar.policy import DOUBLED_BY_ACCIDENT, Place, place_of
from studio.proofing.rules.grammar.wording import category_of, sentence_for
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

PREFIX = "lt."
_SPELLING = ("SPELLING", "MORFOLOGIK", "HUNSPELL")
_CHOSEN = frozenset((("HE_VERB_AGR", "being"), ("NON3PRS_VERB", "says")))  # "he being ill", "I says"
_MODIFIED = frozenset(("NOUN", "PROPN", "ADJ"))


class LanguageToolGrammar:
    """Passes on LanguageTool's matches that the table in ``policy`` lets through.

    Grammar is heard in narration and hardly in speech, nothing is heard in dialect, nothing about a name
    of the story. Good: "He walked in to a wall." Not marked: "I ain't seen them boys", "had had",
    "She went in to rest."
    """

    rules = ("lt",)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """The grammar findings of one paragraph; their rule is "lt." and LanguageTool's id."""
        if "lt" in story.disabled:
            return
        for match in paragraph.evidence.grammar:
            if not match.rule_id.startswith(_SPELLING) and _is_heard(paragraph, match, story):
                yield _finding(paragraph.text, with_and(paragraph, match))


def _is_heard(paragraph: ParagraphView, match: GrammarMatch, story: StoryContext) -> bool:
    place = place_of(match)
    if place is Place.NOWHERE or (place is Place.NARRATION and paragraph.in_quotation(match.span.start)):
        return False
    word = match.span.of(paragraph.text)
    if word[:1].isupper() and story.knows(word):
        return False
    return _is_slip(paragraph, match, word) and not in_dialect(paragraph, match.span)


def _is_slip(paragraph: ParagraphView, match: GrammarMatch, word: str) -> bool:
    """What the rule's id alone does not tell."""
    if match.rule_id.startswith("ENGLISH_WORD_REPEAT"):
        return word.partition(" ")[0].lower() in DOUBLED_BY_ACCIDENT
    if match.rule_id == "IN_TO_INTO" and _is_infinitive_behind(paragraph, match.span):
        return False  # "she went in to rest"
    if match.rule_id.startswith("EN_COMPOUNDS"):
        return _is_split_compound(paragraph, match, word)
    return (match.rule_id, word) not in _CHOSEN


def _is_infinitive_behind(paragraph: ParagraphView, span: Span) -> bool:
    following = next((t for t in paragraph.evidence.tokens if t.start >= span.end), None)
    return following is not None and following.tag == "VB"


def _is_split_compound(paragraph: ParagraphView, match: GrammarMatch, word: str) -> bool:
    """Two words that are one today ("foot path"); one with a hyphen only before what it describes."""
    best = match.suggestions[0] if match.suggestions else ""
    if "-" in word or " " not in word or not best or " " in best:
        return False
    return "-" not in best or _describes(paragraph, match.span)


def _describes(paragraph: ParagraphView, span: Span) -> bool:
    following = next((t for t in paragraph.evidence.tokens if t.start >= span.end), None)
    return following is not None and following.start == span.end + 1 and following.pos in _MODIFIED


def _finding(text: str, match: GrammarMatch) -> Finding:
    word = match.span.of(text)
    category = category_of(match)
    confidence = 0.8 if category in (Category.REPEATED_WORD, Category.REAL_WORD) else 0.6
    return Finding(
        match.span,
        category,
        PREFIX + match.rule_id,
        sentence_for(match, word),
        match.suggestions[:5],
        match.source,
        confidence,
    )
