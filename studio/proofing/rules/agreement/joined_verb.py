"""A verb without the ending of the one it is joined to: "She took a breath and continue."."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.conjugation import inflect
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.agreement.form_table import is_adjective, is_noun, is_plain
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import tag_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.joined_verb"
# Behind these a plain form may stand; behind "to" and the modals too, however far.
_TAKE_PLAIN = word_set(
    """
    let make help see hear watch feel bid have do dare need notice find know observe behold than but
    except like bade
    """
)
_STOPS = word_set("'d as if that ; or nor")
_ALSO_ELSE = word_set(
    """
    have be do round save minute sate need dare like mark smoke account please say become come overcome
    run rerun slow clean
    """
)
_JOINTS = word_set("and then but")


class JoinedVerb:
    """Two verbs of one subject joined by "and" stand in one tense, and a plain form is none.

    Only where nothing before in the sentence could ask for a plain form: no "to", no modal, no "let".
    """

    rules = (RULE,)
    description = "A verb in its plain form, joined to one that has an ending."
    bad = (
        Example("She took a deep breath and continue.", "continue", "She took a deep breath and continued."),
        Example("She was stumbling back and throw her lamp away.", "throw",
                "She was stumbling back and throwing her lamp away."),
        Example("Ansel turned to the door and then walk out.", "walk",
                "Ansel turned to the door and then walked out.", ("Ansel Crowe",)),
    )  # fmt: skip
    good = (
        "She wanted to go and tell him. He let it drop and break. They heard her laugh and say no.",
        "She took a breath and put it down. He had a smoke and play area. They sat round and read.",
        "“He came in and tell me so,” she said. She asked that he come and stay.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the second verb, in narration."""
        tokens = paragraph.evidence.tokens
        for n, token in enumerate(tokens):
            if token.dep != "conj" or token.tag not in ("VB", "VBP") or not _is_slip(tokens, n):
                continue
            span = Span(token.start, token.end)
            if tokens[token.head].tag == "VBD" and paragraph.scene.tense is Tense.PRESENT:
                continue  # the past may be the slip
            if paragraph.in_quotation(token.start) or in_dialect(paragraph, span):
                continue
            form = inflect(token.lower, tokens[token.head].tag)[:1]
            if form and not story.knows(token.text):
                message = f"“{tokens[token.head].text}” stands before it, so “{form[0]}” goes with it."
                yield Finding(span, Category.TENSE_SHIFT, RULE, message, form, confidence=0.8)


def _is_slip(tokens: Sequence[Token], n: int) -> bool:
    token, head = tokens[n], tokens[tokens[n].head]
    if not (token.text.islower() and token.text.isalpha() and is_plain(token.lower)):
        return False
    if (
        token.lower in _ALSO_ELSE
        or not _leads(tokens, token.head)
        or token.head > n
        or head.lemma in _TAKE_PLAIN
    ):
        return False
    if not _is_verb(tokens, n) or not _is_joined(tokens, n):
        return False
    at = n - 1
    while at >= 0 and tokens[at].sentence == token.sentence:
        if _may_govern(tokens, at):
            return False
        at -= 1
    return True


def _is_verb(tokens: Sequence[Token], n: int) -> bool:
    """Whether a word that may be an adjective or a noun as well has a verb's words behind it."""
    word, after = tokens[n].lower, tag_at(tokens, n + 1)
    if is_adjective(word):
        return after in ("PRP", "PRP$", "DT")
    if not is_noun(word):
        return True
    # "took both breath and sense away": nouns may be joined as well.
    nouns = tag_at(tokens, n - 2) in ("NN", "NNS") and tokens[n - 1].lower == "and"
    return after in ("PRP", "PRP$", "DT") or (after in ("RP", "TO", "RB") and not nouns)


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """Whether the first verb is a past, a present with its -s, or "was" with an -ing."""
    if tokens[at].tag == "VBG":
        return any(t.head == at and t.dep == "aux" and t.lemma == "be" for t in tokens[max(0, at - 5) : at])
    if tokens[at].tag == "VBZ":
        return any(
            t.head == at and t.dep == "nsubj" and (t.tag in ("NN", "NNP") or t.lower in ("he", "she", "it"))
            for t in tokens[max(0, at - 8) : at]
        )
    return tokens[at].tag == "VBD"


def _is_joined(tokens: Sequence[Token], n: int) -> bool:
    """Whether "and", "then" or "but" stands before the verb, and nothing is hung on behind it."""
    joint = n - 1
    while joint > 0 and tokens[joint].tag == "RB" and tokens[joint].lower != "then":
        joint -= 1
    if tokens[joint].lower not in _JOINTS or tokens[joint].sentence != tokens[n].sentence:
        return False
    hung = n + 1 < len(tokens) and tokens[n + 1].start == tokens[n].end
    return not (hung and tokens[n + 1].lower in ("-", "'"))


def _may_govern(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plain form later in the sentence may hang on this word."""
    word = tokens[at]
    if word.tag in ("MD", "VB", "VBP") or word.lemma in _TAKE_PLAIN or word.lower in _STOPS:
        return True
    return word.tag == "TO" and tokens[word.head].tag[:2] == "VB" and word.dep == "aux"
