"""More question and exclamation marks than a sentence can bear: "What?!?"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

_RUN = re.compile(r"(?<=[\w'’])[!?]{3,}(?![!?\w])")


class MixedMarks:
    """A question that is shouted ends with one mark of each kind."""

    rules = ("punctuation.mixed_marks",)
    description = "Three and more question and exclamation marks, mixed."
    bad = (
        Example("“Since when can you row?!?” she asked.", "?!?", "“Since when can you row?!” she asked."),
        Example("“You did what!?!?” said Orla.", "!?!?", "“You did what?!” said Orla."),
    )
    good = ("“What?!” she asked. “What?” “Stop!!!” he yelled. “Why??”",)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the run of marks."""
        for match in _RUN.finditer(paragraph.text):
            if len(set(match.group())) == 2:
                yield Finding(
                    Span(*match.span()),
                    Category.PUNCTUATION,
                    self.rules[0],
                    "One question mark and one exclamation mark are enough.",
                    ("?!", "?"),
                    confidence=0.8,
                )
