"""Something that is not as it should be, said to the writer in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from studio.text.printable import one_line


@dataclass(frozen=True, slots=True)
class Problem:
    """A trouble that did not stop the program.

    Attributes:
        where: what it is about: a path relative to the story, a chapter's title, or "" for the whole.
        sentence: one calm sentence: what is wrong and what to do, ready to be shown.
    """

    where: str
    sentence: str

    def __post_init__(self) -> None:
        # Names come from strangers' files: nothing in them may break or turn the line they are shown in.
        object.__setattr__(self, "sentence", one_line(self.sentence))
