"""A verb in a form that its helper does not take: "tired enough to forgot", "will spending", "was begin"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.conjugation import inflect
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.agreement.form_table import is_inflected, is_noun, is_past, is_plain, verb_lemma
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import lower_at, tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.after_helper"
_MODALS = word_set("could would should might must may can will shall ca wo")
_BE = word_set("is was were are been am 'm 're")
_HAVE = word_set("have has had having 've")
_BETWEEN = word_set("not n't never just also still only always already really even")
_WITH_TO = word_set("begin start try go come continue")
_NO_SUBJECT = word_set(
    """
    what all thing do did does done best least most trick point idea plan first that this it there
    """
)
# "needs must", "he had let": forms that look like another verb's.
_DOUBTFUL = word_set(
    """
    needs does has is was were had fain writ bethought beholden left lit fell felt saw found lay
    """
)


class AfterHelper:
    """The tagger reads a verb in a place where only a certain form can stand, and the word is another form.

    Not marked: dialect, words that are nouns there, "all he did was run".
    """

    rules = (RULE,)
    description = "A verb in a form that the helping verb or “to” before it does not take."
    bad = (
        Example("She was too tired to forgot the lamp.", "forgot", "She was too tired to forget the lamp."),
        Example("He needed it to confirmed the tale.", "confirmed", "He needed it to confirm the tale."),
        Example("They will spending it there.", "spending", "They will be spending it there."),
        Example("The storm was begin to fade.", "begin", "The storm was beginning to fade."),
        Example("The knot is call a bowline.", "call", "The knot is called a bowline."),
        Example("He opened his hand and let the lamp dropped to the floor.", "dropped",
                "He opened his hand and let the lamp drop to the floor."),
    )  # fmt: skip
    good = (
        "He was used to rowing, and turned from right to left. She must needs go. It was work.",
        "All he did was run. What she wanted was go home. The thing to do is wait. That is work they like.",
        "“Let me pass!” shouted Orla. He could not make himself heard. He had let the rope go.",
        "A tin can having a red label stood there.  She would have recourse to it.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb."""
        tokens = paragraph.evidence.tokens
        for n in range(1, len(tokens)):
            token = tokens[n]
            if token.tag[:2] != "VB" or not token.text.islower() or not token.text.isalpha():
                continue
            fixes = _mended(tokens, n)
            span = Span(token.start, token.end)
            if fixes and not story.knows(token.text) and not in_dialect(paragraph, span):
                message = f"This form does not go with the words before it; “{fixes[0]}” would."
                yield Finding(span, Category.GRAMMAR_OTHER, RULE, message, fixes, confidence=0.8)


def _mended(tokens: Sequence[Token], n: int) -> tuple[str, ...]:
    """What the verb should be, best first; empty where all is well or unsure."""
    token = tokens[n]
    if token.lower in _DOUBTFUL:
        return ()
    before = n - 1
    while before > 0 and tokens[before].lower in _BETWEEN:
        before -= 1
    helper = tokens[before]
    helps = helper.head == n
    if helps and helper.tag == "MD" and helper.lower in _MODALS:
        return _after_modal(tokens, before, n)
    if helper.lower == "to" and helps and helper.dep == "aux" and token.tag == "VB":
        return (verb_lemma(token.lower),) if is_inflected(token.lower) else ()
    if helper.lower in _BE:
        return _after_be(tokens, before, n)
    if helper.lower in _HAVE and helps and helper.dep == "aux" and token.tag in ("VB", "VBP"):
        return (
            inflect(token.lower, "VBN")[:1]
            if is_plain(token.lower) and not is_noun(token.lower) and token.lower != "happen"
            else ()
        )
    return (verb_lemma(token.lower),) if _is_let(tokens, n) else ()


def _after_modal(tokens: Sequence[Token], modal: int, n: int) -> tuple[str, ...]:
    word = tokens[n].lower
    if tokens[n].tag == "VB" and is_inflected(word):
        return (verb_lemma(word),)
    # "as neatly as you can", "could ranching pay": the gerund is no part of the modal's verb there.
    led = tag_at(tokens, modal - 1) in ("PRP", "NN", "NNS", "NNP") and all(
        t.lower != "as" for t in tokens[max(0, modal - 4) : modal]
    )
    gerund = led and tokens[n].tag == "VBG" and word in inflect(verb_lemma(word), "VBG")
    return (f"be {word}", verb_lemma(word)) if gerund and word != "having" else ()


def _after_be(tokens: Sequence[Token], before: int, n: int) -> tuple[str, ...]:
    word = tokens[n].lower
    if tokens[n].tag not in ("VB", "VBP") or not is_plain(word) or not _has_plain_subject(tokens, before):
        return ()
    if is_noun(word) and tag_at(tokens, n + 1) not in ("``", "DT", "PRP", "TO", "IN", "RB", "RP"):
        return ()
    forms = (*inflect(word, "VBN")[:1], *inflect(word, "VBG")[:1])
    return forms[::-1] if word in _WITH_TO else forms


def _has_plain_subject(tokens: Sequence[Token], before: int) -> bool:
    """Whether no "what", "all" or "the thing to do" makes a plain form right behind "be"."""
    sentence = [t for t in tokens[max(0, before - 8) : before] if t.sentence == tokens[before].sentence]
    return bool(sentence) and not any(t.lower in _NO_SUBJECT for t in sentence)


def _is_let(tokens: Sequence[Token], n: int) -> bool:
    """Whether the verb tells what something was let do: "let the lamp dropped"."""
    token = tokens[n]
    if token.dep not in ("ccomp", "xcomp") or token.head >= n or tokens[token.head].lower != "let":
        return False
    between = tokens[token.head + 1 : n]
    named = 0 < len(between) <= 5 and between[0].tag in ("DT", "PRP$", "PRP", "NNP", "NN", "NNS")
    plain = all(t.tag in ("DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP") for t in between)
    known = token.tag in ("VBD", "VB") and is_past(token.lower) and lower_at(tokens, n + 1) not in ("by", ",")
    return named and plain and known
