"""Short forms without their apostrophe: "dont", "Ill go"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span
from studio.text.word_list import word_set

_CERTAIN = MappingProxyType(
    {
        "dont": "don't",
        "doesnt": "doesn't",
        "didnt": "didn't",
        "isnt": "isn't",
        "wasnt": "wasn't",
        "werent": "weren't",
        "couldnt": "couldn't",
        "wouldnt": "wouldn't",
        "shouldnt": "shouldn't",
        "hasnt": "hasn't",
        "havent": "haven't",
        "hadnt": "hadn't",
        "arent": "aren't",
        "mustnt": "mustn't",
        "neednt": "needn't",
        "youre": "you're",
        "theyre": "they're",
        "youve": "you've",
        "weve": "we've",
        "theyve": "they've",
        "youll": "you'll",
        "theyll": "they'll",
        "itll": "it'll",
        "thats": "that's",
        "whats": "what's",
        "theres": "there's",
        "wheres": "where's",
        "heres": "here's",
        "aint": "ain't",
        "hes": "he's",
        "youd": "you'd",
        "theyd": "they'd",
        "im": "I'm",
        "ive": "I've",
        "oclock": "o'clock",
        "yall": "y'all",
        "couldve": "could've",
        "shouldve": "should've",
        "wouldve": "would've",
    }
)
_BEFORE_VERB = MappingProxyType(
    {"wont": "won't", "cant": "can't", "ill": "I'll", "id": "I'd", "lets": "let's"}
)
_WORD = re.compile(r"(?<![\w'’\-.@/])[A-Za-z]+(?![\w'’\-@/])")
_SUBJECTS = word_set("i you he she it we they that this there who one")


class Contraction:
    """A short form keeps the apostrophe of what it leaves out."""

    rules = ("apostrophe.contraction",)
    description = "A short form without its apostrophe."
    bad = (
        Example("“I dont know,” she said.", "dont", "“I don't know,” she said."),
        Example("“Ive lost the lamp.”", "Ive", "“I've lost the lamp.”"),
        Example("“You wont find it.”", "wont", "“You won't find it.”"),
        Example("“I cant see.”", "cant", "“I can't see.”"),
        Example("“Ill go myself.”", "Ill", "“I'll go myself.”"),
        Example("“Lets go home.”", "Lets", "“Let's go home.”"),
    )
    good = (
        "He walked there, as was his wont. He was wont to row. It was mere cant.",
        "She fell ill. Ill luck followed. The id and the ego. She lets go of the rope. He lets them go.",
        "“Don't,” she said. “It’s eight o’clock.” They wonted him. Dontel rowed.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the word."""
        text = paragraph.text
        for match in _WORD.finditer(text):
            word = match.group()
            fix = _CERTAIN.get(word.lower())
            if fix is None and word.lower() in _BEFORE_VERB and self._fits(paragraph.text, match):
                fix = _BEFORE_VERB[word.lower()]
            if fix is None or word.lower() in story.words or story.cast.knows(word) or word.isupper():
                continue
            fix = fix.replace("'", "’") if "’" in text else fix
            fix = fix[0].upper() + fix[1:] if word[0].isupper() else fix
            yield Finding(
                Span(*match.span()),
                Category.APOSTROPHE,
                self.rules[0],
                "The apostrophe of the short form is missing.",
                (fix,),
                confidence=0.9,
            )

    @staticmethod
    def _fits(text: str, match: re.Match[str]) -> bool:
        word = match.group()
        follows = re.match(r"\s+(?:\w+ly\s+|not\s+|never\s+|just\s+)?(\w+)", text[match.end() :])
        next_word = follows.group(1).lower() if follows else ""
        before = text[: match.start()].rstrip().rsplit(maxsplit=1)[-1:] or [""]
        lead = before[0].strip("\"'“‘(").lower()
        if word.lower() in ("wont", "cant"):
            return lead in _SUBJECTS
        if word in ("Ill", "Id"):
            return next_word in _BASE_VERBS
        return word == "Lets" and next_word in _BASE_VERBS and next_word not in ("him", "them")


_BASE_VERBS = word_set(
    """
    go be see get have do take make come say tell give find let show try never always not just stay wait
    keep put ask talk start eat play leave think hope hear bet kill help follow run look rather love
    like
    """
)
