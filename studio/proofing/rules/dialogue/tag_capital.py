"""A capital where the sentence goes on after speech: "Stop!" The ferryman shouted."""

from __future__ import annotations

from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.dialogue.junction import decapitalised, junctions, leads_to_speech
from studio.proofing.rules.dialogue.tag import find_tag
from studio.proofing.rules.example import Example
from studio.text.span import Span

_GOES_ON = frozenset(",!?—–-…")


class TagCapital:
    """The words that tell who speaks belong to the sentence of the speech, so they begin small."""

    rules = ("dialogue.tag_capital",)
    description = "A capital letter at the beginning of a dialogue tag."
    bad = (
        Example('"Hold the rope," She said.', "She", '"Hold the rope," she said.'),
        Example('"Hold the rope!" He yelled.', "He", '"Hold the rope!" he yelled.'),
        Example('"Who is there?" The ferryman asked.', "The", '"Who is there?" the ferryman asked.'),
        Example(
            '"Who is there?" The old ferryman, Ansel Crowe, mumbled.',
            "The",
            '"Who is there?" the old ferryman, Ansel Crowe, mumbled.',
        ),
        Example("“Run, you fools,” They shouted.", "They", "“Run, you fools,” they shouted."),
        Example("'Is it late?' Her aunt asked.", "Her", "'Is it late?' her aunt asked."),
        Example('"Get up!" The figure hollered as he slid off the bunk.', "The",
                '"Get up!" the figure hollered as he slid off the bunk.'),
    )  # fmt: skip
    good = (
        '"Hold the rope," Orla said. "Hold it!" I said.',
        '"Where is the lamp?" He asked only once, and nobody answered.',
        '"Fire!" The watchman dropped his pipe. "Fire!" He screamed in pain.',
        '"Stay here!" They shouted orders at each other until the keel scraped over the bar.',
        '"Are you cold?" She said nothing. "Well?" He said it again.',
        '"Both hands!" She asked him, "Are you afraid?"',
        '"So?" The question hung there. "So what?" The bells said it was noon.',
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the first word of the tag."""
        text = paragraph.text
        for place in junctions(paragraph):
            last = place.last(text)
            if last not in _GOES_ON or not last or not place.spaced():
                continue
            tag = find_tag(text, place.after, paragraph.evidence.tokens)
            if tag is None or not tag.first[0].isupper() or tag.first == "I":
                continue
            if tag.kind == "name" or not tag.bare or not (tag.strong or last == ","):
                continue
            if last != "," and leads_to_speech(text, tag.end):
                continue
            yield Finding(
                Span(tag.start, tag.start + len(tag.first)),
                Category.DIALOGUE_PUNCTUATION,
                self.rules[0],
                "The words that tell who speaks go on with the sentence, so they begin with a small letter.",
                (decapitalised(tag.first),),
                confidence=0.9 if last == "," else 0.8,
            )
