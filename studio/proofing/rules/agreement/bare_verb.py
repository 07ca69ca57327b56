"""One subject with a verb that has no ending: "The captain ask suddenly", "None of that bode well"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.conjugation import inflect
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.agreement.form_table import is_adjective, is_plain
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.proofing.rules.token_row import lower_at
from studio.text.span import Span
from studio.text.word_list import word_set

RULE = "agreement.bare_verb"
_TAKE_PLAIN = word_set(
    """
    let make help see hear watch feel bid have dare need notice find observe behold bade suggest insist
    demand
    """
)
_WISHES = word_set("lest may god heaven devil lord if though unless whether that till until should ere")
_ALSO_ELSE = word_set(
    """
    round save minute sate need dare mark please become come overcome run double slow be have do call
    lay clean open dry clear last long people police fish deer
    """
)
_MANY = word_set(
    """
    people police couple lot majority number rest pair crowd company family staff crew army none half
    """
)


class BareVerb:
    """Behind one noun a verb has an ending, in the present and in the past; a plain form is a slip.

    Not marked: speech, wishes, what follows "let", "see" and their like, joined subjects, names of many.
    """

    rules = (RULE,)
    description = "A verb without its ending behind a single noun."
    bad = (
        Example(
            "The captain ask suddenly, eyes wide open.", "ask", "The captain asked suddenly, eyes wide open."
        ),
        Example("None of that frighten her much.", "frighten", "None of that frightened her much."),
    )
    good = (
        "She let the captain ask. If the captain ask, we go. God help them. Long live the queen.",
        "The captain and the mate ask. The police ask for it. She suggested that the captain go.",
        "“The captain ask too much,” said the cook. They saw the lamp fall. The crew like it.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the verb, in narration."""
        tokens = paragraph.evidence.tokens
        for n, token in enumerate(tokens):
            if token.tag != "VBP" or token.lower in _ALSO_ELSE or not token.text.islower():
                continue
            span = Span(token.start, token.end)
            if paragraph.in_quotation(token.start) or not _is_slip(tokens, n) or in_dialect(paragraph, span):
                continue
            past, third = inflect(token.lower, "VBD")[:1], inflect(token.lower, "VBZ")[:1]
            forms = third + past if paragraph.scene.tense is Tense.PRESENT else past + third
            message = f"The subject is one, so the verb has an ending: “{'”, “'.join(forms)}”."
            yield Finding(span, Category.TENSE_SHIFT, RULE, message, forms, confidence=0.75)


def _is_slip(tokens: Sequence[Token], n: int) -> bool:
    token = tokens[n]
    if (
        not token.text.isalpha()
        or not is_plain(token.lower)
        or is_adjective(token.lower)
        or lower_at(tokens, n - 1) == "to"
    ):
        return False
    subject = _subject(tokens, n)
    if (
        subject is None
        or lower_at(tokens, subject - 1) in ("as", "like", "than")
        or any(t.tag in (",", ":", "``", "''", "CC", ".") for t in tokens[subject:n])
    ):
        return False
    for at, t in enumerate(tokens[:n]):
        if t.lower == "that" and lower_at(tokens, at - 1) == "of":
            continue
        if t.sentence == token.sentence and (
            t.lemma in _TAKE_PLAIN or t.tag == "MD" or t.lower in _WISHES or t.lower in _MANY - {"none"}
        ):
            return False
    return True


def _subject(tokens: Sequence[Token], n: int) -> int | None:
    """The index of a single noun that is the subject of the verb at ``n`` and stands before it."""
    subject = None
    for at in range(max(0, n - 12), min(len(tokens), n + 12)):
        child = tokens[at]
        if child.head != n or at == n:
            continue
        if child.tag in ("MD", "TO", "EX") or child.dep.startswith("aux"):
            return None
        if child.dep == "nsubj" and at < n:
            subject = at
    if subject is None:
        return None
    noun = tokens[subject]
    none = noun.lower == "none" and _is_mass(tokens, subject)
    if noun.tag not in ("NN", "NNP") or (noun.lower in _MANY and not none) or noun.lower.endswith("s"):
        return None
    joined = any(
        t.head == subject and (t.dep in ("conj", "cc") or t.tag in ("CD", "CC"))
        for t in tokens[max(0, subject - 8) : n]
    )
    return None if joined else subject


def _is_mass(tokens: Sequence[Token], at: int) -> bool:
    words = [t.lower for t in tokens[at + 1 : at + 3]]
    return len(words) == 2 and words[0] == "of" and words[1] in ("that", "this", "it")
