"""What the writer told the studio to leave alone, in a form that survives edits and reworded rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from studio.proofing.finding import Finding

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEIGHBOURS = 2
_REACH = 80  # code points looked at on either side for the neighbouring words


class IgnoreScope(StrEnum):
    """How far an ignore reaches."""

    ONCE = "once"
    EVERYWHERE = "everywhere"


def ignore_key(finding: Finding, text: str, scope: IgnoreScope) -> str:
    """A readable key for the settings file: scope, rule, marked words and, for one place, its neighbours.

    ``text`` is what the finding's span counts in. The key holds no position and no message, so it outlives
    edits elsewhere, restarts and rewordings; it changes only when the words at the place change.
    """
    marked = _fold(finding.span.of(text))
    if scope is IgnoreScope.EVERYWHERE:
        return f"{scope} | {finding.rule} | {marked}"
    left = _WORD.findall(text[max(0, finding.span.start - _REACH) : finding.span.start])[-_NEIGHBOURS:]
    right = _WORD.findall(text[finding.span.end : finding.span.end + _REACH])[:_NEIGHBOURS]
    return f"{scope} | {finding.rule} | {marked} | {_fold(' '.join(left))} | {_fold(' '.join(right))}"


def _fold(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("|", " ").split())


@dataclass(frozen=True, slots=True)
class IgnoreList:
    """The ignores of one story.

    Attributes:
        keys: as ``ignore_key`` makes them.
        heads: rule and marked words of each key: what most findings can be told by at once.
    """

    keys: frozenset[str] = frozenset()
    heads: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, keys: Iterable[str]) -> IgnoreList:
        """The list with these keys."""
        kept = frozenset(keys)
        return cls(kept, frozenset(" | ".join(key.split(" | ", 3)[1:3]) for key in kept))

    def hides(self, finding: Finding, text: str) -> bool:
        """Whether the writer wants to see ``finding`` no more; ``text`` is what its span counts in."""
        if not self.keys or f"{finding.rule} | {_fold(finding.span.of(text))}" not in self.heads:
            return False
        return any(ignore_key(finding, text, scope) in self.keys for scope in IgnoreScope)

    def changed_from(self, before: IgnoreList) -> IgnoreList:
        """The list of the keys that only one of the two has: what it hides, one shows and the other not."""
        return IgnoreList.of(self.keys ^ before.keys)
