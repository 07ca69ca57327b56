"""A comma or stop behind the closing quotation mark: "I told him", she said."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import Junction, junctions, starts_sentence
from studio.proofing.rules.dialogue.tag import find_tag
from studio.proofing.rules.example import Example
from studio.text.span import Span


class MarkOutside:
    """The comma or stop of speech stands inside its marks."""

    rules = ("dialogue.mark_outside",)
    description = "Punctuation of speech outside its quotation marks."
    bad = (
        Example('"I told him", Orla said as she came in.', '",', '"I told him," Orla said as she came in.'),
        Example('"I told him", she said.', '",', '"I told him," she said.'),
        Example('"I told him!", she said.', '!",', '"I told him!" she said.'),
        Example('"I told him.", she said.', '.",', '"I told him," she said.'),
        Example('"I told him," , she said.', '," ,', '"I told him," she said.'),
        Example("“I told him the whole of it”.", "”.", "“I told him the whole of it.”"),
    )  # fmt: skip
    good = (
        '"I told him," she said. "Twice."',
        'He called it "a plain lie". She called it "the boys\' game", and laughed.',
        'The boats "Orla", "Gull" and "Heron" lay side by side.',
        '"Now", "then" and "never" were the three words on the stone.',
        '"I told him…" She stopped. "Did I?" The boys\', she thought, or mine.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the closing mark with the sign behind it."""
        text = paragraph.text
        for place in junctions(paragraph):
            at = place.after
            sign = text[at : at + 1]
            if sign not in (",", ".") or text[at : at + 2] == ".." or place.quotation.style == "«":
                continue
            yield from self._outside(paragraph, place, at, sign)

    def _outside(self, paragraph: ParagraphView, place: Junction, at: int, sign: str) -> Iterable[Finding]:
        text = paragraph.text
        last, close = place.last(text), text[place.close]
        if not last or not (last.isalnum() or last in ".,!?…—"):
            return
        following = at + 1
        while following < len(text) and text[following].isspace():
            following += 1
        tag = find_tag(text, following, paragraph.evidence.tokens) if following > at + 1 else None
        if sign == "," and (tag is None or not starts_sentence(text, place.quotation.span.start)):
            return
        if sign == "." and (last == "," or (place.quotation.span.start and last not in ".!?")):
            return
        start = place.close if last.isalnum() else place.inner_end - 1
        trails_off = text[place.inner_end - 2 : place.inner_end] == ".."
        inside = sign if (last.isalnum() or last in ".,") and not trails_off else last
        yield Finding(
            Span(start, at + 1),
            Category.DIALOGUE_PUNCTUATION,
            self.rules[0],
            "The comma or stop of speech stands inside the quotation marks.",
            (inside + close,),
            confidence=0.95,
        )
