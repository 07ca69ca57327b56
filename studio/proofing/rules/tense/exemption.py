"""Present-tense verbs that belong in a story told in the past, and the other way about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from studio.proofing.checker import ParagraphView
from studio.proofing.evidence import Token
from studio.proofing.rules.tense.verb import FiniteVerb, near, sentence_at
from studio.text.span import Span


class Excuse(IntEnum):
    """How well a verb's tense is accounted for."""

    NONE = 0
    SOME = 1
    """The narrator's own present or a general truth, perhaps."""
    THOUGHT = 2
    """Looks like a thought without marks: only strong evidence counts against it."""
    FULL = 3
    """Right as it stands."""


_SET_PHRASES = re.compile(
    r"""\b(?:
        you\s(?:know|see|understand|mind) | who\sknows | (?:god|heaven|lord|goodness)\s(?:only\s)?knows
      | that\sis(?=\s+to\s+say|[,:—])
      | i\s(?:mean|suppose|think|believe|guess|dare\ssay|daresay|fear|am\ssure|confess|imagine)
      | as\s(?:it\sis|is|follows|we\sknow|they\ssay|i\ssay|regards|concerns|usual)
      | so\sto\ss(?:peak|ay) | what\sis\s(?:more|worse|called) | (?:it|that)\sgoes\swithout | if\sneed\sbe
      | come\sto\sthink | needless\sto | there(?:'s|’s|\sis)\sno\s(?:doubt|telling|denying)
      | it\sis\s(?:true|said|possible|probable|likely|certain|difficult|hard|easy|necessary|only\sfair)
      | believe\sme | mind\syou | let(?:'s|’s) | what\s(?:is|are)\scalled | (?:is|are)\s(?:known|called)\sas
      | would\shave\s\w+\sbelieve | the\sfact\sis | the\struth\sis
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TRUTH_SUBJECTS = frozenset(
    {"one", "nobody", "people", "everyone", "everybody", "men", "women", "mankind", "man", "woman", "life",
     "love", "death", "nature", "human", "humans", "god", "anyone", "whoever", "child", "children", "girls",
     "boys", "folks"}
)  # fmt: skip
_THOUGHT_TAGS = frozenset({"thought", "wondered", "mused", "reflected", "pondered", "decided"})
_THOUGHT_TAG_ENDS = frozenset(",.;:!?—")
_TRUTH_ADVERBS = frozenset(
    {"always", "never", "often", "usually", "sometimes", "generally", "seldom", "nowadays", "today", "now"}
)
_NARRATORS_TIME = frozenset({"nowadays", "today", "since"})
_CHAPTER = re.compile(r"\s*(?:chapter|part|book|canto|scene|act)\b[\s\dIVXLC.:—–-]", re.IGNORECASE)
_OPEN_ENDS = re.compile(r"[.!?…:;\"”'’)\]—–-]\s*$")
_FIRST_SECOND = frozenset(
    {"i", "me", "my", "mine", "myself", "you", "your", "yours", "we", "us", "our", "ours"}
)
_CAUSATIVES = frozenset(
    {
        "let",
        "make",
        "help",
        "see",
        "hear",
        "watch",
        "feel",
        "have",
        "notice",
        "bid",
        "observe",
        "dare",
        "need",
    }
)
_SUBJUNCTIVE_VERBS = frozenset(
    {"suggest", "demand", "insist", "propose", "request", "order", "ask", "require", "recommend", "wish"}
)
_SUBJUNCTIVE_WORDS = frozenset({"lest", "though", "if", "unless", "whether", "till", "until"})
_HEADING_WORDS = 12


def excuse(view: ParagraphView, verb: FiniteVerb) -> Excuse:
    """How well a present-tense verb is accounted for in narration told in the past."""
    tokens = view.evidence.tokens
    perfect = verb.modal and _next_is_perfect(tokens, verb.index)
    if perfect or _in_set_phrase(view.text, verb.span) or _is_bare_form(tokens, verb):
        return Excuse.FULL
    sentence = [t for t in sentence_at(tokens, verb.index) if not view.in_quotation(t.start)]
    if _is_thought(sentence) or _has_thought_tag(view):
        return Excuse.THOUGHT
    subject = None if verb.subject_index is None else tokens[verb.subject_index]
    if subject is None or subject.lower in {"i", "you", "we"}:
        return Excuse.SOME
    if any(t.lower in _NARRATORS_TIME for t in sentence) or _is_general(tokens, verb, sentence, subject):
        return Excuse.SOME
    return Excuse.NONE


def is_heading(text: str) -> bool:
    """Whether a paragraph looks like a title or a line of a list rather than prose."""
    short = len(text.split()) <= _HEADING_WORDS
    return short and (not _OPEN_ENDS.search(text) or _CHAPTER.match(text) is not None)


def _in_set_phrase(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 24) : span.end + 24]
    shift = max(0, span.start - 24)
    return any(
        m.start() + shift < span.end and span.start < m.end() + shift for m in _SET_PHRASES.finditer(around)
    )


def _is_thought(sentence: Sequence[Token]) -> bool:
    """A sentence wholly in the present that speaks of "I" or "you", asks or exclaims."""
    if any(t.tag == "VBD" for t in sentence):
        return False
    if any(t.lower in _FIRST_SECOND for t in sentence):
        return True
    return bool(sentence) and any(t.text in {"?", "!"} for t in sentence[-2:])


def _has_thought_tag(view: ParagraphView) -> bool:
    """Whether the paragraph says that somebody thinks it, as a speech tag would: ", Mara thought."."""
    tokens = view.evidence.tokens
    return any(
        token.lower in _THOUGHT_TAGS and token.tag == "VBD" and after.text in _THOUGHT_TAG_ENDS
        for token, after in pairwise(tokens)
        if not view.in_quotation(token.start)
    )


def _is_general(tokens: Sequence[Token], verb: FiniteVerb, sentence: Sequence[Token], subject: Token) -> bool:
    if any(t.tag == "VBD" for t in sentence):
        return False
    if subject.lower in _TRUTH_SUBJECTS or any(t.lower in _TRUTH_ADVERBS for t in sentence):
        return True
    determiners = {
        t.lower for t in near(tokens, verb.index) if t.head == verb.subject_index and t.dep in {"det", "poss"}
    }
    bare_plural = subject.tag == "NNS" and not determiners
    return bare_plural or bool(determiners & {"a", "an", "every", "any", "no", "each"})


def _is_bare_form(tokens: Sequence[Token], verb: FiniteVerb) -> bool:
    """Infinitives and subjunctives that the tagger takes for the present: "let him go", "lest he fall"."""
    token = tokens[verb.index]
    if token.tag != "VBP" or token.lower in {"are", "am", "'re", "'m", "'ve"}:
        return False
    if verb.subject_index is None:
        return True
    head = tokens[token.head]
    if token.head != verb.index and head.lemma in _CAUSATIVES and token.dep in {"ccomp", "xcomp"}:
        return True
    if verb.subject.third_singular:
        # "that he go", "if it please you"; a third person has no other use for the bare form.
        clause = {t.lower for t in near(tokens, verb.index) if t.head == verb.index and t.dep == "mark"}
        return bool(clause & _SUBJUNCTIVE_WORDS) or head.lemma in _SUBJUNCTIVE_VERBS
    return False


def _next_is_perfect(tokens: Sequence[Token], index: int) -> bool:
    return any(t.lower in {"have", "'ve"} for t in tokens[index + 1 : index + 4])
