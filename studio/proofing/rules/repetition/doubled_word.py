"""A word written twice: "of of the boat"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import Token
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.word_list import word_set

_DOUBLED = re.compile(
    r"(?<![\w'’\-‑*_.])([^\W\d_]+(?:['’][^\W\d_]+)?)([ \t\n]+)(\1)(?![\w'’\-‑])", re.IGNORECASE
)
_FUNCTION = word_set(
    """
    the a an of to at with by for from as into onto upon and or but if than when while because his my
    their its our your he she they we i it was were is are be been has have will would could should can
    must not this these those who which what where there some any each every nor then also between
    through about under after before until them him me us just
    """
)
"""Words that hardly ever stand beside themselves."""
_TWICE_IS_RIGHT = word_set(
    """
    had that her is you do in on out up off over so very no yes now there well come tut ha ho he-he hear
    blah bye knock tap long far many much more really never ever never aye oh ah ooh wait please quick
    quickly look go run stop hello hey why what dear hush poor good bad big little old too all right
    pretty such tick tock drip bang boom thump thud click clack beep ding dong ring woof choo night mama
    papa dada sir one two three four five six seven eight nine ten hundred round again wow yeah nope
    okay ok alas fie peace thanks my mine this row home
    """
)
"""Words that good sentences and quoted sounds do double: "what he had had", "the man that that was"."""
_SOUND = word_set("UH JJ JJR JJS RB RBR NNP NNPS FW CD")
_SPEECH_ONLY_NARRATION = word_set(
    """
    i you he she it we they what where there who was is are not this just me then
    """
)
_LETTERS = 3


class DoubledWord:
    """A function word twice is a slip almost everywhere; another word is one in the narrator's text."""

    rules = ("repetition.doubled_word",)
    description = "The same word twice in a row."
    bad = (
        Example("The bow of of the boat was dark.", "of of", "The bow of the boat was dark."),
        Example("The the boat was dark.", "The the", "The boat was dark."),
        Example("He had to to row all night.", "to to", "He had to row all night."),
        Example("“Take a a lamp with you,” she said.", "a a", "“Take a lamp with you,” she said."),
        Example("She asked him to name name the village.", "name name", "She asked him to name the village."),
        Example("It was late and\nand nobody came.", "and\nand", "It was late and nobody came."),
    )
    good = (
        "What he had had in the boat was no more than that that was left in the house.",
        "It was a very very long night. “No no no,” she said. “Bye bye!” It was far far away.",
        "He looked up. Up the hill it was dark. They gave her her coat and went in in a hurry.",
        "“I I don't know,” she stammered. Knock knock, went the shutter. It was over over there.",
        "They rowed and rowed. Orla Orla called from the bank of the the-boat-was-here sort.",
        "He walked walked-out cattle home.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks both words."""
        for match in _DOUBLED.finditer(paragraph.text):
            confidence = self._confidence(paragraph, match, story)
            if confidence:
                yield Finding(
                    Span(*match.span()),
                    Category.REPEATED_WORD,
                    self.rules[0],
                    f"“{match.group(3)}” stands here twice.",
                    (match.group(1),),
                    confidence=confidence,
                )

    def _confidence(self, paragraph: ParagraphView, match: re.Match[str], story: StoryContext) -> float:
        first, second = match.group(1), match.group(3)
        word = second.lower()
        if word in _TWICE_IS_RIGHT or (second[0].isupper() and not first.isupper() and len(second) > 1):
            return 0.0
        spoken = paragraph.in_quotation(match.start())
        if word in _FUNCTION:
            return 0.0 if spoken and word in _SPEECH_ONLY_NARRATION else 0.9
        if spoken or len(word) < _LETTERS or story.knows(first) or second[0].isupper():
            return 0.0
        tags = self._tags(paragraph.evidence.tokens, match)
        sure = len(tags) == 2 and not any(tag in _SOUND for tag in tags) and not _is_clause_edge(tags)
        return 0.6 if sure else 0.0

    @staticmethod
    def _tags(tokens: tuple[Token, ...], match: re.Match[str]) -> list[str]:
        return [t.tag for t in tokens if t.start in (match.start(1), match.start(3))]


def _is_clause_edge(tags: list[str]) -> bool:
    """Whether a noun meets a verb: "the fish fish eat"."""
    return tags[0][:2] != tags[1][:2]
