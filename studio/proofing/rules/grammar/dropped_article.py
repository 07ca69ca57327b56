"""Set phrases without their article: "in instant", "all of sudden", "and rest of it", "back of neck"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.proofing.rules.spelling.dialect import in_dialect
from studio.text.span import Span

RULE = "grammar.dropped_article"
_ENDS = r"(?=\s*[.,;:!?…]|\s+(?:he|she|they|we|I|and|but|before|as|when|then|while|until)\b)"
_OWN = r"(?=\s+of\s+(?:the|a|an|his|her|their|my|our|it|its)\b)"
# The gap before ``noun`` lacks ``article``. In four million words of novels none of these is a wrong alarm.
_GAPS = (
    (rf"\b(?:in|for(?=\s+m))\s+(?P<noun>moment|minute|hurry|flash|heartbeat|blink|daze|trance){_ENDS}", "a"),
    (rf"\b(?:in|for)\s+(?P<noun>instant){_ENDS}", "an"),
    (rf"\bafter\s+(?P<noun>moment|while|minute|second){_ENDS}", "a"),
    (r"\b[Aa]ll\s+of\s+(?P<noun>sudden)\b", "a"),
    (r"\b(?:for)\s+(?P<noun>(?:first|second|third|last)\s+time)\b", "the"),
    (r"\b(?:at|on)\s+(?P<noun>(?:same|other)\s+(?:time|hand|side|end|moment|night|day))\b", "the"),
    (
        rf"\b(?:in|at|on|into|from)\s+(?P<noun>middle|edge|center|centre|bottom|verge|corner){_OWN}",
        "the",
    ),
    (rf"\b(?:and|or|with|for)\s+(?P<noun>rest){_OWN}", "the"),
    (
        r"\b(?:back|nape|side|top|tip|bridge|palm|crook)\s+of\s+(?P<noun>neck|head|hand|throat|nose|arm|mouth)\b(?!-)",
        "the",
    ),
    (r"\b(?:most|all)\s+of\s+(?P<noun>time)\b(?!-)", "the"),
    (
        r"\b(?:in|after|for)\s+(?P<noun>few\s+(?:seconds|minutes|hours|days|weeks|months|years|moments))\b",
        "a",
    ),
    (r"\bas\s+(?P<noun>(?:result|matter|consequence)\s+of)\b", "a"),
    (r"\bby\s+(?P<noun>time)(?=\s+(?:he|she|they|it|we|I)\b)", "the"),
    (r"\b(?:with|let\s+out|gave|heaved)\s+(?P<noun>sigh|shrug|nod|groan)\b(?!-)", "a"),
)
# One look for all: a word that wants its article, right behind a word that is none.
_ANY = re.compile(
    r"\b(?:in|for|after|[Aa]ll\s+of|at|on|into|from|near|and|or|with|of|as|by|let\s+out|gave|heaved)\s+(?:moment|minute|hurry"
    r"|flash|heartbeat|blink|daze|trance|instant|while|second|sudden|first|third|last|same|other|middle|edge|cent|bottom"
    r"|verge|corner|rest|neck|head|hand|throat|nose|arm|mouth|time|few|result|matter|consequence|sigh|shrug|nod|groan)"
)
_ALL = tuple((re.compile(pattern), article) for pattern, article in _GAPS)


class DroppedArticle:
    """Phrases that always have their article lack it; nothing else is judged."""

    rules = (RULE,)
    description = "A set phrase without its “a” or “the”."
    bad = (
        Example("The light was gone in instant.", "instant", "The light was gone in an instant."),
        Example("All of sudden it was dark.", "sudden", "All of a sudden it was dark."),
        Example("She took the oars, the ropes, and rest of the gear.", "rest",
                "She took the oars, the ropes, and the rest of the gear."),
        Example("He felt it on the back of neck.", "neck", "He felt it on the back of the neck."),
        Example("They stood in middle of the ferry.", "middle", "They stood in the middle of the ferry."),
    )  # fmt: skip
    good = (
        "In an instant, for a moment, after a while, all of a sudden: the back of the neck.",
        "It was for instant use, and in minute detail. Minute after minute passed.",
        "From end to end of the boat, from top to bottom of the house, for the rest of time.",
        "They slept first, for while she rowed he could not. It was most of the time by the time he came.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the noun and puts the article before it."""
        text = paragraph.text
        if _ANY.search(text) is None:
            return
        for pattern, article in _ALL:
            for match in pattern.finditer(text):
                if article == "a" and _is_series(text, match):
                    continue
                span = Span(*match.span("noun"))
                if not in_dialect(paragraph, span):
                    message = f"The phrase lacks its “{article}”."
                    fix = f"{article} {match['noun']}"
                    yield Finding(span, Category.MISSING_WORD, RULE, message, (fix,), confidence=0.8)


def _is_series(text: str, match: re.Match[str]) -> bool:
    """Whether the noun stands before the preposition too: "minute after minute"."""
    return text[: match.start()].rstrip().lower().endswith(match["noun"].lower())
