"""An article before a word that none can lead: "sat the in kitchen", "the he was late", ", the told him"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import apart, lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "grammar.stray_article"
# Each of these pairs stands less than once in a million words of published novels.
_PAIR = re.compile(
    r"(?<![\w'’.\-])(?P<article>[Tt]he|[Aa]|[Mm]y|[Tt]heir|[Oo]ur)\s+"
    r"(?P<word>(?P<before>in|on|at|to|for|from|of|with|into)|(?P<who>he|she|they|we|it|them|him|us)"
    r"|is|was|were|are|has|had|could|would|should|did|been)(?=\s+(?!and\b|or\b)[a-z])"
)


class StrayArticle:
    """Behind an article stands what has a name; a preposition, a pronoun or "was" is a slip there.

    Not marked: dialect, words with a hyphen, words that are nouns as well.
    """

    rules = (RULE,)
    description = "An article or “my” before a word that none can lead."
    bad = (
        Example("He sat the in kitchen all day.", "the in", "He sat in the kitchen all day."),
        Example("They knew the he would come.", "the he", "They knew that he would come."),
        Example("What else was the to say?", "the to", "What else was there to say?"),
        Example("They feared the were lost.", "the were", "They feared they were lost."),
        Example("She waited for him, the told him all she knew.", "the",
                "She waited for him, then told him all she knew."),
    )  # fmt: skip
    good = (
        "The in-crowd sat in the to-and-fro of it all. He took the by and little used road.",
        "The envied of the town, the rejected of all. He, the hunted, slept. A not unkind word was said.",
        "There is a she there.",
        "The has-beens sat there. “The It girl,” he said. Vitamin A is good.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the article, with the word behind it where both must change."""
        text = paragraph.text
        for match in _PAIR.finditer(text):
            if not _is_name(match, text):
                yield from self._finding(paragraph, Span(*match.span()), _mended(match))
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens) - 1):
            if tokens[n].lower == "the" and _leads_past(tokens, n) and apart(tokens, n, text):
                fixes = ("then", "they", "he") if tokens[n].text == "the" else ("They", "Then", "He")
                yield from self._finding(paragraph, Span(tokens[n].start, tokens[n].end), fixes)

    def _finding(self, paragraph: ParagraphView, span: Span, fixes: tuple[str, ...]) -> Iterator[Finding]:
        if not in_dialect(paragraph, span):
            written = span.of(paragraph.text)
            message = f"“{written}” cannot stand here; one of these words may be another."
            yield Finding(span, Category.REAL_WORD, RULE, message, fixes, confidence=0.85)


def _is_name(match: re.Match[str], text: str) -> bool:
    """Whether "A" is a letter ("vitamin A is good"), or a "he" or "she" an animal."""
    if match["article"].lower() == "a" and match["who"]:
        return True
    opens = text[: match.start()].rstrip()[-1:] in ("", ".", "!", "?", "“", '"')
    return match["article"] == "A" and not opens


def _mended(match: re.Match[str]) -> tuple[str, ...]:
    article, word = match["article"], match["word"]
    fixes: tuple[str, ...]
    if article.lower() != "the":
        fixes = (f"{word} {article.lower()}", word, article)
    elif match["before"]:
        fixes = (f"{word} the", word, f"they {word}")
        fixes = (f"there {word}", *fixes) if word == "to" else fixes
    elif match["who"]:
        fixes = (f"that {word}", f"then {word}", word)
    else:
        fixes = (f"they {word}", f"there {word}", f"that {word}", word)
    if article[0].isupper():
        fixes = tuple(fix[0].upper() + fix[1:] for fix in fixes)
    return fixes


def _leads_past(tokens: Sequence[Token], n: int) -> bool:
    """Whether what stands behind is a past and nothing else: "the told him", ", the collapsed on a bench"."""
    word = tokens[n + 1]
    if not (word.text.islower() and word.text.isalpha()) or not _is_mere_past(word.lower):
        return False
    if lower_at(tokens, n - 1) not in ("", ",", "and", "but", ".", ";"):  # "among the wounded we left"
        return False
    after = tag_at(tokens, n + 2)
    if after in ("DT", "PRP", "PRP$"):
        return True
    return after in ("IN", "RP") and lower_at(tokens, n - 1) == "," and word.tag == "VBD"


def _is_mere_past(word: str) -> bool:
    if not word.endswith("ed") and word not in _IRREGULAR:
        return False
    known = inflections().known_lemmas(word)
    if "NOUN" in known or word in known.get("ADJ", ()):
        return False
    verbs = known.get("VERB", ())
    return word not in verbs and any(word in inflections().verb(lemma, "VBD") for lemma in verbs)


_IRREGULAR = word_set(
    """
    told took gave went came saw said stood sat knew got made held kept left ran began brought thought
    caught threw drew grew shook spoke broke drove rode wrote heard sent fell led
    """
)
