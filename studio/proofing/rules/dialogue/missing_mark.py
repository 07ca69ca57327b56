"""Speech that ends without any mark: "I know" she said."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import Junction, junctions, starts_sentence
from studio.proofing.rules.dialogue.tag import find_tag
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.utterance import is_title
from studio.text.word import count_words

_FEWEST_WORDS = 3


class MissingMark:
    """Before its closing mark speech has a comma, a stop or another final mark."""

    rules = ("dialogue.missing_mark",)
    description = "No punctuation before the closing quotation mark."
    bad = (
        Example('"I know" she said.', '"', '"I know," she said.'),
        Example('"I know the way" said Orla.', '"', '"I know the way," said Orla.'),
        Example("“I know the way” He whispered.", "”", "“I know the way,” He whispered."),
        Example('"I know the way home"', '"', '"I know the way home."'),
        Example('Orla said, "I know the way home"', '"', 'Orla said, "I know the way home."'),
    )
    good = (
        'The sign read "Keep Out" and he asked himself why. "Yes," she said.',
        '"The Lamps of Torrin Bay" she had read twice.',
        '"No" was all he said. The word "never" she whispered only to herself.',
        '"I was--" she said. "I thought—" he said. "I know!" she said.',
        'On the door stood "Ansel Crowe & Sons"',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the closing quotation mark."""
        text = paragraph.text
        for place in junctions(paragraph):
            if not place.last(text).isalnum() or not (place.spaced() or place.after == len(text)):
                continue
            sign = self._sign(paragraph, place)
            if sign:
                yield Finding(
                    Span(place.close, place.close + 1),
                    Category.DIALOGUE_PUNCTUATION,
                    self.rules[0],
                    "Before the closing quotation mark a comma or a full stop is missing.",
                    (sign + text[place.close],),
                    confidence=0.85,
                )

    def _sign(self, paragraph: ParagraphView, place: Junction) -> str:
        text = paragraph.text
        inner = text[place.quotation.span.start + 1 : place.inner_end]
        begins = starts_sentence(text, place.quotation.span.start)
        led = text[: place.quotation.span.start].rstrip().endswith(",")
        tag = find_tag(text, place.after, paragraph.evidence.tokens)
        certain = tag is not None and tag.bare and (tag.strong or tag.kind == "verb" or tag.verb == "cried")
        if not (begins or led) or (is_title(inner) and not certain):
            return ""
        if tag is not None and tag.bare and begins:
            return ","
        ends = place.after == len(text) and inner[:1].isupper() and not inner.isupper()
        return "." if ends and count_words(inner) >= _FEWEST_WORDS else ""
