"""One proposed change of a text, for lists in which each can be taken or left."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio.text.span import Span


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """Put ``after`` in the place of ``span``.

    Attributes:
        span: what is replaced, in code points of the text it was made for.
        before: what stands there.
        after: what shall stand there.
        sure: whether it is proposed as a matter of course; if not, the writer has to choose it.
        note: one sentence on why not, "" where there is nothing to say.
    """

    span: Span
    before: str
    after: str
    sure: bool = True
    note: str = ""

    def shift(self, by: int) -> ProposedChange:
        """The same change in a text that begins ``by`` code points earlier."""
        return replace(self, span=self.span.shift(by))
