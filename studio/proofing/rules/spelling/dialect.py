"""Speech written as it sounds: what looks like a mistake there is the speaker's own."""

from __future__ import annotations

import re

from studio.proofing.checker import ParagraphView
from studio.text.span import Span

_MARKS = re.compile(
    r"\b(?:ain|hain|warn|an|amn)['’]t\b"
    r"|\b\w+in['’](?![a-z])"  # goin'
    r"|\b(?:an|o|wi|th|t|d|y|yo|ter|fo|las|mus|jes|jus|ol|de|tha|mo)['’](?![a-z])"
    r"|(?<![\w'’])['’](?:em|im|er|ere|ave|ad|as|ome|ouse|alf|ard|ow|t|tain|spect|deed|cept|fraid)\b"
    r"|\b(?:thet|git|gwine|gwyne|wuz|wus|wos|sez|yer|ye|ya|yu|kin|hev|hed|fer|jest|jist|outer|oughter|reckon|dunno|"
    r"gonna|gotta|wanna|lemme|gimme|innit|nowt|owt|summat|nothink|wot|dat|dis|dem|den|dey|en|de|ter|mebbe|allus|ole|"
    r"thou|thee|thy|hath|doth|canna|dinna|wasna|didna|couldna|wouldna|wad|hae|wee|auld|lass|bairn|aye|mine|"
    r"knowed|seed|growed|hisn|hern|theirselves|hisself)\b",
    re.IGNORECASE,
)
# Spelt by ear, and nothing else: one is enough for a whole speech, and for a narrator's paragraph.
_BY_EAR = re.compile(
    r"\b(?:y['’](?!all\b)[a-z]+|hain['’]t|warn['’]t|an['’](?= [a-z])"
    r"|thet|gwine|gwyne|wuz|wus|wos|sez|hev|hed|dat|dey|dere|fer|wot|wal|nuther|mebbe|allus|heerd"
    r"|canna|dinna|wasna|didna|couldna|wouldna|knowed|growed|hisn|hern|theirselves|hisself)\b"
    r"|(?<![\w'’])['’](?:ere|ave|ad|ouse|alf|ard|ow|tain)\b"
)
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?|(?<!\w)['‘](?=[A-Z])[^'’]*['’]")
_ENOUGH = 2
_SHORT = 60  # characters


def is_dialect(text: str) -> bool:
    """Whether a stretch of speech shows at least two marks of dialect (one in a short one)."""
    marks = marks_of_dialect(text)
    return marks >= _ENOUGH or (marks == 1 and len(text) < _SHORT)


def marks_of_dialect(text: str) -> int:
    """How many marks of dialect a text shows; a word spelt by ear counts twice."""
    return sum(1 for _ in _MARKS.finditer(text)) + sum(1 for _ in _BY_EAR.finditer(text))


def in_dialect(paragraph: ParagraphView, span: Span) -> bool:
    """Whether ``span`` stands in dialect: in such a quotation, or in a narrator's own dialect."""
    quotation = paragraph.quotation_at(span.start)
    if quotation is not None:
        return is_dialect(quotation.span.of(paragraph.text))
    return is_dialect(narration(paragraph)) or is_told_in_dialect(paragraph)


def is_told_in_dialect(paragraph: ParagraphView) -> bool:
    """Whether the narrator speaks dialect here or in the paragraphs around: "We warn't ten foot off"."""
    if _BY_EAR.search(narration(paragraph)):
        return True
    around = (_unquoted(paragraph.before), _unquoted(paragraph.after))
    return sum(1 for text in around for _ in _BY_EAR.finditer(text)) >= _ENOUGH


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" ", text)


def narration(paragraph: ParagraphView) -> str:
    """The paragraph with its quotations blanked out, offsets unchanged."""
    text = paragraph.text
    for quotation in paragraph.quotations:
        start, end = quotation.span.start, quotation.span.end
        text = text[:start] + " " * (end - start) + text[end:]
    return text
