"""Two owners of different things, one without an apostrophe: "both Orla and Ansel's eyes"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.rules.example import Example
from studio.text.span import Span

_BOTH = re.compile(
    r"\b[Bb]oth\s+(?P<first>[A-Z][\w-]+)\s+and\s+[A-Z][\w-]+(?P<mark>['’])s\s+"
    r"(?:eyes|faces|hands|heads|hearts|voices|lives|minds|mouths|names|feet|arms|jaws|cheeks|shoulders)\b"
)


class BothOwners:
    """With "both" each of the two has an eye of its own, and an apostrophe too."""

    rules = ("apostrophe.both_owners",)
    description = "“Both” with two names of which one has no apostrophe."
    bad = (
        Example("Both Orla and Ansel's eyes were wide.", "Orla", "Both Orla's and Ansel's eyes were wide.",
                ("Orla", "Ansel Crowe")),
    )  # fmt: skip
    good = (
        "Both Orla's and Ansel's eyes were wide. Orla and Ansel's boat was late.",
        "Both Orla and Ansel's brother rowed.",
    )

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        """Marks the first name."""
        for match in _BOTH.finditer(paragraph.text):
            fix = match["first"] + match["mark"] + "s"
            message = "Each of the two owns something, so both names take an apostrophe."
            span = Span(*match.span("first"))
            yield Finding(span, Category.APOSTROPHE, self.rules[0], message, (fix,), confidence=0.8)
