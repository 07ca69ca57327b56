"""Chances as the logarithms of their odds, in which evidence adds up."""

from __future__ import annotations

import math

EDGE = 0.003
"""A chance is never taken for nearer to 0 or 1 than this, unless another edge is given."""


def logit(chance: float, edge: float = EDGE) -> float:
    """The logarithm of the odds (nats), kept finite."""
    chance = min(max(chance, edge), 1 - edge)
    return math.log(chance / (1 - chance))
