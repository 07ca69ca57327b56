"""A full stop between speech and its tag: "It is late." she said."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import (
    Junction,
    capitalised,
    decapitalised,
    junctions,
    leads_to_speech,
)
from studio.proofing.rules.dialogue.tag import PRONOUNS, Tag, find_tag
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.word_list import word_set

_DOTTED = word_set("mr mrs ms dr st jr sr etc a.m p.m")
_COMMA = "Before the words that tell who speaks, the speech ends with a comma."
_CAPITAL = "After a full stop the next sentence begins with a capital letter."


class StopBeforeTag:
    """Speech that its tag goes on from ends with a comma; what begins a new sentence has a capital."""

    rules = ("dialogue.stop_before_tag", "dialogue.capital_after_stop")
    description = "A full stop in speech although its tag follows."
    bad = (
        Example('"It is late." she said.', ".", '"It is late," she said.'),
        Example('"It is late." said Orla.', ".", '"It is late," said Orla.'),
        Example('"It is late." He said.', '." He', '"It is late," he said.'),
        Example('"It is late." Orla whispered.', ".", '"It is late," Orla whispered.'),
        Example("“It is late.” the ferryman muttered.", ".", "“It is late,” the ferryman muttered."),
        Example('"It is late." Said Orla.', '." Said', '"It is late," said Orla.'),
        Example('"It is late." she closed the shutters.', "she", '"It is late." She closed the shutters.'),
    )
    good = (
        '"It is late." She closed the shutters. "You should sleep."',
        '"I asked him once." He said nothing more about it.',
        '"It was a gull..." she said. "Or it was my aunt…" he said.',
        '"They left." Orla asked for the bill. "All of them." He repeated the gesture.',
        '"We met at ten p.m." he said, "behind the mill."',
        '"Both hands." She asked him, "Are you afraid?"',
        '"Go home." The bells said midnight.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the stop, with the tag's first word where that changes too; or the small word."""
        text = paragraph.text
        for place in junctions(paragraph):
            if place.last(text) != "." or not place.spaced() or place.after >= len(text):
                continue
            if text[place.inner_end - 2] in ".!?" or _is_dotted(text, place.inner_end - 1):
                continue
            tag = find_tag(text, place.after, paragraph.evidence.tokens)
            if tag is not None:
                yield from self._tagged(text, place, tag)
            else:
                yield from self._beat(text, place.after)

    def _tagged(self, text: str, place: Junction, tag: Tag) -> Iterable[Finding]:
        small = tag.first[0].islower()
        if not small and (not (tag.strong and tag.bare) or leads_to_speech(text, tag.end)):
            return
        start, end, fix = place.inner_end - 1, place.inner_end, ","
        if not small and tag.kind != "name" and tag.first != "I":
            end = tag.start + len(tag.first)
            fix = "," + text[place.inner_end : tag.start] + decapitalised(tag.first)
        yield Finding(
            Span(start, end),
            Category.DIALOGUE_PUNCTUATION,
            self.rules[0],
            _COMMA,
            (fix,),
            confidence=0.95 if small else 0.8,
        )

    def _beat(self, text: str, at: int) -> Iterable[Finding]:
        word = text[at:].split(maxsplit=1)[0].strip(".,;:!?—")
        if word in PRONOUNS and word != "i":
            yield Finding(
                Span(at, at + len(word)),
                Category.DIALOGUE_PUNCTUATION,
                self.rules[1],
                _CAPITAL,
                (capitalised(word),),
                confidence=0.8,
            )


def _is_dotted(text: str, dot: int) -> bool:
    word = text[max(0, dot - 8) : dot].split()[-1:] or [""]
    bare = word[0].lower().strip("\"'“‘(")
    return bare in _DOTTED or (len(bare) == 1 and bare != "i" and word[0].isupper())
