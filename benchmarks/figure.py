"""The one form of every figure: name, value, unit, bar, met or missed, separated by tabs."""

from __future__ import annotations

from collections.abc import Sequence


def report(name: str, value: float, unit: str, bar: float, more_is_better: bool = False) -> bool:
    """Print one line; returns whether the bar is met."""
    met = value >= bar if more_is_better else value <= bar
    print(f"{name}\t{value:.1f}\t{unit}\t{bar:g}\t{'met' if met else 'missed'}", flush=True)
    return met


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of ``values`` lie; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
