"""The form of a verb that the words before it ask for: "to follow", "had known", "could not say"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.conjugation import inflect
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.inflection import inflections
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "agreement.verb_form"
_MODALS = frozenset({"could", "would", "should", "might", "must", "may", "can", "will", "shall", "ca", "wo"})
_DO, _DENIALS = frozenset({"do", "does", "did"}), frozenset({"not", "n't"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_BETWEEN = frozenset(
    {"not", "n't", "never", "ever", "always", "also", "already", "just", "still", "really", "even", "very",
     "well"}
)  # fmt: skip
# Verbs whose "to" is followed by a bare verb; "look forward to", "used to", "admit to" are not among them.
_WANTS_BARE = frozenset(
    {"try", "want", "need", "begin", "start", "seem", "appear", "manage", "hope", "plan", "decide", "happen",
     "fail", "expect", "pretend", "refuse", "learn", "attempt", "intend", "ask", "tell", "force", "allow"}
)  # fmt: skip
# Strings that are also something else in such a place: "all he had was", "what they had found its way".
_DOUBTFUL = frozenset(
    {"was", "were", "be", "been", "being", "do", "done", "had", "have", "has", "let", "wound", "found", "lay",
     "saw", "felt", "fell", "ought"}
)  # fmt: skip
# Pasts that are never participles; "got", "learnt" and "bit" are, on one side of the ocean.
_NO_PARTICIPLE = frozenset(
    {"went", "ran", "knew", "wrote", "came", "became", "began", "drank", "sang", "sank", "swam", "rang",
     "shook", "took", "gave", "drove", "rode", "rose", "spoke", "broke", "chose", "froze", "stole", "woke",
     "wore", "tore", "swore", "threw", "grew", "blew", "flew", "drew", "ate", "mistook", "forgave",
     "overcame", "withdrew"}
)  # fmt: skip
_BARE = "the plain form"
_PARTICIPLE = "the participle"


class VerbForm:
    """Marks a verb whose form does not go with the auxiliary or the "to" before it.

    Not marked: dialect, forms that are also nouns or adjectives, verbs with more than an adverb between.
    """

    rules = (RULE,)
    description = "A verb in a form that the word before it does not take."
    bad = (
        Example("She tried to calculating the tide.", "calculating", "She tried to calculate the tide."),
        Example("He could not very well said so.", "said", "He could not very well say so."),
        Example("They had never knew such rain.", "knew", "They had never known such rain."),
        Example("Orrin didn't went home that night.", "went", "Orrin didn't go home that night."),
    )
    good = (
        "She looked forward to seeing the tide, and was used to waiting.",
        "He could have said so, had he wished to. Nothing that he did mattered.",
        "What they had known of rain was little; what rain they had fell at night.",
        "All she could see seemed to drift, and the light she had thought lost came back.",
        "If you must, must you? Did the ones who could go went unasked, nobody saw.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """One finding for each verb."""
        tokens = paragraph.evidence.tokens
        for index in range(1, len(tokens)):
            wanted = _wanted(tokens, index)
            if wanted is None:
                continue
            token = tokens[index]
            span = Span(token.start, token.end)
            forms = _forms(token, wanted)
            if not forms or story.knows(token.text) or in_dialect(paragraph, span):
                continue
            message = f"Behind “{tokens[_governor(tokens, index)].text}” stands {wanted}: “{forms[0]}”."
            yield Finding(span, Category.GRAMMAR_OTHER, RULE, message, forms, confidence=0.8)


def _governor(tokens: Sequence[Token], index: int) -> int:
    """The index of the word before, past adverbs and "not"."""
    at = index - 1
    while at > 0 and tokens[at].lower in _BETWEEN:
        at -= 1
    return at


def _wanted(tokens: Sequence[Token], index: int) -> str | None:
    """What kind of form the words before ask for and this verb is not; None where all is well or unsure."""
    token = tokens[index]
    verb = token.tag.startswith("VB") and token.text.islower() and token.text.isalpha()
    if not verb or token.lower in _DOUBTFUL:
        return None
    before = _governor(tokens, index)
    governor = tokens[before]
    helps = governor.head == index and governor.dep in {"aux", "auxpass"}
    if governor.lower == "to":
        return _BARE if _breaks_infinitive(token, tokens[max(0, before - 1)], helps) else None
    if not helps:
        return None
    if governor.lower in _HAVE:
        return _PARTICIPLE if token.lower in _NO_PARTICIPLE else None
    denied = any(t.lower in _DENIALS for t in tokens[before + 1 : index])
    # "Nothing that he did mattered": without a "not", "did" may be a verb of its own.
    asks = governor.lower in _MODALS or (governor.lower in _DO and denied)
    return _BARE if asks and token.tag in {"VBD", "VBN"} and _is_past_only(token.lower) else None


def _breaks_infinitive(token: Token, before: Token, helps: bool) -> bool:
    """Whether what follows a "to" is plainly an inflected verb; ``before`` stands before the "to"."""
    if before.lemma in _WANTS_BARE and before.pos == "VERB" and token.tag == "VBG":
        return _is_only(token.lower, "VBG")
    return helps and token.tag in {"VBD", "VBN"} and _is_only(token.lower, "VBD")


def _is_past_only(word: str) -> bool:
    """Whether a word is the past or the participle of a verb, and not its plain form."""
    lemma = next(iter(inflections().lemmas(word, "VERB")), word)
    return word != lemma and word in {*inflect(lemma, "VBD"), *inflect(lemma, "VBN")}


def _is_only(word: str, tag: str) -> bool:
    """Whether a word is this form of a verb and no other form that could stand here."""
    for lemma in inflections().lemmas(word, "VERB")[:1]:
        if word not in inflect(lemma, tag):
            return False
        others = {"VB", "VBP", "VBN", "VBD"} - {tag}
        return all(word not in inflect(lemma, other) for other in others)
    return False


def _forms(token: Token, wanted: str) -> tuple[str, ...]:
    lemmas = inflections().lemmas(token.lower, "VERB")
    if not lemmas:
        return ()
    return (lemmas[0],) if wanted == _BARE else inflect(lemmas[0], "VBN")[:1]
