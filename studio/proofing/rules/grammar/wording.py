"""LanguageTool's matches in the studio's words: the kind of mistake, and one plain sentence."""

from __future__ import annotations

import re

from studio.proofing.evidence import GrammarMatch
from studio.proofing.finding import Category

# The first that fits, against the rule's id.
_KINDS = (
    (re.compile(r"WORD_REPEAT|^DT_DT$|^IT_IT$|REPEATED|REPITION|REPETITION"), Category.REPEATED_WORD),
    (re.compile(r"COMPOUND|HYPHEN|_NO_WHERE|^NO_WHERE$|^APART_|EVERYDAY|ALL_?MOST|SPLIT"), Category.COMPOUND),
    (re.compile(r"APOSTROPHE|^ITS?_|ABOUT_ITS|WONT_|CONTRACTION|^CANT|WHOS"), Category.APOSTROPHE),
    (re.compile(r"AGR(?:EEMENT)?(?:_|$)|NON3PRS|_VBZ|_VBP|_NNS$|^HE_NEED|^DO_HE"), Category.AGREEMENT),
    (re.compile(r"MISSING"), Category.MISSING_WORD),
    (re.compile(r"^EN_A_VS_AN$|^AN_AND$"), Category.REAL_WORD),
)
_BY_CATEGORY = (
    ("CONFUSED_WORDS", Category.REAL_WORD),
    ("COMPOUNDING", Category.COMPOUND),
    ("TYPOS", Category.REAL_WORD),
)

_SENTENCES = (
    ("EN_A_VS_AN", "Before this word “{best}” is needed, not “{word}”."),
    ("AN_AND", "“{best}” may be meant here, not “{word}”."),
    ("ENGLISH_WORD_REPEAT_RULE", "The word stands twice."),
    ("HE_VERB_AGR", "“{word}” does not go with its subject; “{best}” would."),
    ("NON3PRS_VERB", "“{word}” does not go with its subject; “{best}” would."),
    ("IT_IS", "“its” tells whose it is, “it’s” is short for “it is”."),
    ("ITS_TO_IT_S", "“its” tells whose it is, “it’s” is short for “it is”."),
    ("EN_COMPOUNDS", "This is usually written “{best}”."),
)
_MEANT = "“{best}” may be meant here, not “{word}”."
_DOUBT = "The words do not fit together here."
_TAG = re.compile(r"</?(?:suggestion|em|i|b|marker)>")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"'‘])")
_LONGEST = 140


def category_of(match: GrammarMatch) -> Category:
    """The kind of mistake a match is about."""
    for pattern, category in _KINDS:
        if pattern.search(match.rule_id):
            return category
    return next((c for name, c in _BY_CATEGORY if name == match.category_id), Category.GRAMMAR_OTHER)


def sentence_for(match: GrammarMatch, word: str) -> str:
    """One sentence that a writer understands about the match on ``word``."""
    best = match.suggestions[0] if match.suggestions else ""
    for start, sentence in _SENTENCES:
        if match.rule_id.startswith(start) and (best or "{best}" not in sentence):
            return sentence.format(word=word, best=best)
    theirs = _SENTENCE_END.split(_TAG.sub("", match.message).strip())[0].replace('"', "”")
    if (
        theirs.startswith(("Did you mean", "Possible", "Consider", "Use "))
        or not 20 < len(theirs) <= _LONGEST
    ):
        return _MEANT.format(best=best, word=word) if best else _DOUBT
    return theirs if theirs[-1] in ".?!" else theirs + "."
