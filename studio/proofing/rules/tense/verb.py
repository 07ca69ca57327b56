"""The finite verbs of a paragraph's narration, with their subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conjugation import Subject, clitic_to_past, inflect, to_tense
from studio.proofing.evidence import Token
from studio.text.span import Span

REACH = 80
"""How many tokens before and after a verb its clause is looked for in."""
SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FIRST = frozenset({"i", "we", "me", "us"})
_PLURAL_PRONOUNS = frozenset(
    {"we", "they", "these", "those", "both", "many", "few", "several", "all", "us", "them"}
)
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_RELATIVES = frozenset({"who", "which", "that"})
_CLITICS = frozenset({"'s", "'re", "'m", "'ve"})
_ALWAYS_PERFECT = frozenset({"been", "had", "gone", "got", "come", "become", "happened"})
_AUX_DEPS = frozenset({"aux", "auxpass"})
_MODALS = frozenset({"can", "will", "may", "shall", "ca", "wo"})


@dataclass(frozen=True, slots=True)
class FiniteVerb:
    """A finite verb of the narration.

    Attributes:
        index: its token.
        span: the written word, with a clitic's host and a joined "n't", within the paragraph.
        tense: present or past.
        subject: for agreement; third person singular where none was found.
        subject_index: the subject's token, None where none was found.
        modal: whether it is can, will, may or shall.
    """

    index: int
    span: Span
    tense: Tense
    subject: Subject
    subject_index: int | None
    modal: bool = False


def finite_verbs(view: ParagraphView) -> Iterator[FiniteVerb]:
    """The finite verbs outside quotations, in order."""
    tokens = view.evidence.tokens
    for index, token in enumerate(tokens):
        tense = _tense(token)
        if tense is None or view.in_quotation(token.start):
            continue
        at = subject_index(tokens, index)
        span = _written(tokens, index)
        if span is not None:
            yield FiniteVerb(index, span, tense, subject_of(tokens, at, index), at, token.tag == "MD")


def conjugated(view: ParagraphView, verb: FiniteVerb, tense: Tense) -> tuple[str, ...]:
    """What should stand at the verb's span in the other tense, best first; empty where nothing is known."""
    token = view.evidence.tokens[verb.index]
    if token.lower in _CLITICS:
        host = view.text[verb.span.start : token.start]
        if tense is Tense.PRESENT:
            return ()
        form = clitic_to_past(token.text, _is_have(view.evidence.tokens, verb.index), verb.subject)
        return (host + form,) if form else ()
    word = verb.span.of(view.text)
    return to_tense(word, token.lemma, verb.subject, tense)


def near(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    """The tokens around one, wide enough for any sentence but the endless."""
    return tokens[max(0, index - REACH) : index + REACH]


def sentence_at(tokens: Sequence[Token], index: int) -> list[Token]:
    """The tokens of the sentence that the token at ``index`` stands in."""
    number = tokens[index].sentence
    return [t for t in near(tokens, index) if t.sentence == number]


def subject_index(tokens: Sequence[Token], index: int) -> int | None:
    """The token of the verb's subject: its own, that of the verb it helps, or of the verb it is joined to."""
    seen = set()
    while index not in seen:
        seen.add(index)
        # The nearest one before the verb; failing that one behind it, as in questions.
        first = max(0, index - REACH)
        around = enumerate(near(tokens, index), first)
        own = [i for i, t in around if t.head == index and t.dep in SUBJECT_DEPS and i != index]
        if own:
            before = [i for i in own if i < index]
            return before[-1] if before else own[0]
        token = tokens[index]
        if token.dep not in _AUX_DEPS and token.dep != "conj":
            return None
        index = token.head
    return None


def subject_of(tokens: Sequence[Token], at: int | None, verb: int) -> Subject:
    """Person and number of the subject at token ``at``."""
    if at is None:
        return Subject()
    token = tokens[at]
    if token.dep == "expl":
        attribute = next(
            (t for t in tokens[verb : verb + REACH] if t.head == verb and t.dep in {"attr", "nsubj"}), None
        )
        return Subject(3, attribute is not None and attribute.tag in _PLURAL_TAGS)
    if token.lower in _RELATIVES and tokens[verb].dep != "ROOT":
        noun = _relative_noun(tokens, verb)
        if noun is not None and tokens[noun].lower not in _RELATIVES:
            at, token = noun, tokens[noun]
    parts = [t for t in near(tokens, at) if t.head == at and t.start < tokens[verb].start]
    joined = any(t.dep == "conj" for t in parts) and any(t.lower == "and" for t in parts)
    if token.lower in _FIRST:
        return Subject(1, token.lower in {"we", "us"} or joined)
    if token.lower == "you":
        return Subject(2)
    return Subject(3, joined or token.tag in _PLURAL_TAGS or token.lower in _PLURAL_PRONOUNS)


def _is_have(tokens: Sequence[Token], index: int) -> bool:
    """Whether a clitic is *have*: "he's gone" against "he's tall" and "he's hurt"."""
    token = tokens[index]
    if token.lower == "'ve" or token.lemma == "have":
        return True
    following = next((t for t in tokens[index + 1 : index + 4] if t.pos != "ADV"), token)
    return following.lower in _ALWAYS_PERFECT or (token.dep == "aux" and tokens[token.head].tag == "VBN")


def _relative_noun(tokens: Sequence[Token], verb: int) -> int | None:
    clause = verb
    while tokens[clause].dep in _AUX_DEPS or tokens[clause].dep == "conj":
        if tokens[clause].head == clause:
            return None
        clause = tokens[clause].head
    return tokens[clause].head if tokens[clause].dep == "relcl" and tokens[clause].head != clause else None


def _tense(token: Token) -> Tense | None:
    if token.tag == "VBD":
        return Tense.PAST
    if token.tag == "MD":
        return Tense.PRESENT if token.lower in _MODALS else None
    if token.tag not in {"VBZ", "VBP"}:
        return None
    if token.lower in _CLITICS or token.lemma in {"be", "have", "do"}:
        return Tense.PRESENT
    # A form that is past as well ("set", "leapt" mis-tagged) decides nothing.
    return None if token.lower in inflect(token.lemma, "VBD") else Tense.PRESENT


def _written(tokens: Sequence[Token], index: int) -> Span | None:
    token = tokens[index]
    start, end = token.start, token.end
    if token.lower in _CLITICS:
        if not index or tokens[index - 1].end != start:
            return None
        start = tokens[index - 1].start
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.lower in {"n't", "not"} and following.start == end:
        end = following.end
    return Span(start, end)
