"""What stands around a verb: its subject, its clause, and whether its tense means time at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.proofing.conjugation import Subject
from studio.proofing.evidence import Token
from studio.proofing.rules.tense.verb import near, sentence_at, subject_index, subject_of
from studio.text.speech_verb import FINITE_SPEECH_VERBS

_AUX = frozenset({"aux", "auxpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_QUANTIFIERS = frozenset({"some", "most", "others", "half", "none", "rest", "majority", "plenty", "number"})
_PLURALS = frozenset({"NNS", "NNPS"})
_CLOSING = frozenset("\"'”’»“‘«")
_PARTS = frozenset({"dobj", "nsubj", "attr", "npadvmod", "oprd"})
_ONE = frozenset({"one", "1"})
_UNREAL_HEADS = frozenset({"wish"})
_CAUSATIVES = frozenset(
    {"let", "make", "help", "see", "hear", "watch", "feel", "have", "notice", "bid", "dare", "need"}
)
_SUBJUNCTIVE_HEADS = frozenset(
    {"suggest", "demand", "insist", "propose", "request", "order", "ask", "require", "recommend", "wish"}
)
_SUBJUNCTIVE_MARKS = frozenset({"lest", "though", "if", "unless", "whether", "till", "until"})
_CONDITIONALS = frozenset({"would", "'d", "could", "might", "should"})
_HAVE = frozenset({"have", "has", "had", "'d", "'ve", "having"})
_HABITS = frozenset(
    {"every", "each", "always", "often", "sometimes", "usually", "sundays", "mondays", "evenings", "mornings"}
)


def subject_for(tokens: Sequence[Token], verb: int) -> tuple[Subject, int | None]:
    """Person and number of the verb's subject, and its token; None where none was found."""
    at = subject_index(tokens, verb)
    if at is None or _follows_speech(tokens, verb):
        stated = _stated_subject(tokens, verb)
        at = at if stated is None else stated
    subject = subject_of(tokens, at, verb)
    if at is not None and _is_one_name(tokens, at):
        return Subject(3), at
    if at is None or subject.plural or subject.person != 3:
        return subject, at
    token = tokens[at]
    if token.tag == "CD":
        return Subject(3, token.lower not in _ONE), at
    if token.lower in _QUANTIFIERS and any(t.tag in _PLURALS for t in _of_phrase(tokens, at)):
        return Subject(3, plural=True), at
    return subject, at


def _follows_speech(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb of saying stands right behind a quotation: its subject comes after it."""
    return verb > 0 and tokens[verb - 1].text in _CLOSING and tokens[verb].lower in FINITE_SPEECH_VERBS


def _stated_subject(tokens: Sequence[Token], verb: int) -> int | None:
    """The subject where the parser gave it another part: behind a verb of saying, and before a verb that it
    took for a participle."""
    token = tokens[verb]
    if token.dep == "acl" and tokens[token.head].dep == "nsubj":
        return token.head
    if token.tag == "NNS" and verb and tokens[verb - 1].head == verb:
        return verb - 1
    if _follows_speech(tokens, verb):
        behind = range(verb + 1, min(verb + 8, len(tokens)))
        return next((i for i in behind if tokens[i].head == verb and tokens[i].dep in _PARTS), None)
    return None


def _is_one_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject is the name of one: taggers take strange names for plurals."""
    token = tokens[at]
    if token.tag not in _PLURALS or not token.text[0].isupper() or token.lower.endswith("s"):
        return False
    return not any(t.head == at and t.dep in {"conj", "det", "nummod"} for t in near(tokens, at))


def _of_phrase(tokens: Sequence[Token], noun: int) -> Iterator[Token]:
    for token in tokens[noun + 1 : noun + 6]:
        if token.dep == "pobj" and tokens[token.head].lower == "of" and tokens[token.head].head == noun:
            yield token


def helpers(tokens: Sequence[Token], verb: int) -> list[int]:
    """The auxiliaries of a verb, in order."""
    first = max(0, verb - 12)
    return [i for i in range(first, verb) if tokens[i].head == verb and tokens[i].dep in _AUX]


def follows_have(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a form of *have* stands before the verb, adverbs between them: "she'd never lost"."""
    at = verb - 1
    while at >= 0 and (tokens[at].pos == "ADV" or tokens[at].lower in {"n't", "not"}):
        at -= 1
    return at >= 0 and tokens[at].lower in _HAVE


def main_verb(tokens: Sequence[Token], index: int) -> int:
    """The verb that an auxiliary helps; the token itself if it helps none."""
    seen = set()
    while tokens[index].dep in _AUX and index not in seen:
        seen.add(index)
        index = tokens[index].head
    return index


def has_own_subject(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a subject hangs on this very verb."""
    first = max(0, verb - 20)
    return any(t.head == verb and t.dep in _SUBJECTS for t in tokens[first : verb + 8])


def has_object(tokens: Sequence[Token], verb: int) -> bool:
    """Whether the verb has a direct object."""
    return any(t.head == verb and t.dep in {"dobj", "dative"} for t in near(tokens, verb))


def is_unreal(tokens: Sequence[Token], index: int) -> bool:
    """Whether the past form tells no time: after "as if", "wish", "if only", "it is time", and in unreal
    conditions ("if he went, she would …")."""
    clause = main_verb(tokens, index)
    for _ in range(4):
        token = tokens[clause]
        marks = [t for t in near(tokens, clause) if t.head == clause and t.dep == "mark"]
        words = {t.lower for t in marks}
        if words & {"if", "though"} and _as_before(tokens, marks):
            return True
        if words & {"if", "unless"} and _sentence_has_conditional(tokens, index):
            return True
        if token.dep in {"ccomp", "relcl", "advcl", "acl"} and _unreal_head(tokens, token.head):
            return True
        if token.dep != "conj" or token.head == clause:
            break
        clause = token.head
    return False


def _as_before(tokens: Sequence[Token], marks: Sequence[Token]) -> bool:
    starts = {t.start for t in marks}
    return any(
        token.start in starts and at > 0 and tokens[at - 1].lower in {"as", "even", "only"}
        for at, token in enumerate(tokens)
    ) or any(t.lower == "as" for t in marks)


def _unreal_head(tokens: Sequence[Token], head: int) -> bool:
    return tokens[head].lemma in _UNREAL_HEADS or (tokens[head].lower == "time" and head > 0)


def _sentence_has_conditional(tokens: Sequence[Token], index: int) -> bool:
    return any(t.tag == "MD" and t.lower in _CONDITIONALS for t in sentence_at(tokens, index))


def has_condition(tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence states a condition."""
    return any(t.lower in {"if", "unless"} and t.dep == "mark" for t in sentence_at(tokens, index))


def is_habit(tokens: Sequence[Token], index: int) -> bool:
    """Whether the sentence speaks of what happens again and again."""
    return any(t.lower in _HABITS for t in sentence_at(tokens, index))


def follows_causative(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "let" or its like stands right before: "let go", "make do"."""
    return verb > 0 and tokens[verb - 1].lemma in _CAUSATIVES


def is_bare_form(tokens: Sequence[Token], verb: int, subject: Subject, at: int | None) -> bool:
    """Whether a form without ending is an infinitive or subjunctive: "let him go", "lest he fall"."""
    token = tokens[verb]
    head = tokens[token.head]
    if at is None:
        alone = verb == token.head and not _follows_subject(tokens, verb)
        return alone or token.dep not in {"ROOT", "conj"}
    if token.head != verb and head.lemma in _CAUSATIVES and token.dep in {"ccomp", "xcomp"}:
        return True
    if not subject.third_singular:
        return False
    marks = {t.lower for t in near(tokens, verb) if t.head == verb and t.dep == "mark"}
    return bool(marks & _SUBJUNCTIVE_MARKS) or head.lemma in _SUBJUNCTIVE_HEADS


def _follows_subject(tokens: Sequence[Token], verb: int) -> bool:
    return verb > 0 and tokens[verb - 1].lower in {"i", "you", "we", "they"}
