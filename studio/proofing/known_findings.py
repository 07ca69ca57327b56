"""What was found in a paragraph: all of it, of which a polished text is shown less."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from studio.model.cast import Cast
from studio.proofing.finding import Finding
from studio.proofing.overlap import resolve
from studio.proofing.recheck import without_harm_to_names
from studio.proofing.slip_rate import plain_slips


@dataclass(slots=True)
class KnownFindings:
    """The findings in a paragraph, spans relative to it.

    Attributes:
        every: all that the rules said, doubtful ones and rivals for the same place included.
        changes: after how many changes of the story it was still so.
        plain: how many places have a slip that is plain.
    """

    every: tuple[Finding, ...]
    changes: int
    plain: int = 0
    _shown: dict[int, tuple[Finding, ...]] = field(default_factory=dict)  # by how many are let through

    @classmethod
    def of(cls, findings: Iterable[Finding], changes: int) -> KnownFindings:
        """What the rules said just now."""
        every = tuple(findings)
        return cls(every, changes, plain_slips(every))

    def shown(self, tilt: float, text: str, cast: Cast) -> tuple[Finding, ...]:
        """Those to be shown in a text of that tilt (see ``slip_rate``), one for each place.

        Args:
            text: the paragraph's.
            cast: no fix may harm one of its names.
        """
        through = [f for f in self.every if f.least_tilt <= tilt]
        found = self._shown.get(len(through))
        if found is None:
            found = self._shown[len(through)] = without_harm_to_names(resolve(through), text, cast)
        return found
