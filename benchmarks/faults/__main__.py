"""Everything that tries to lose a word: ``make faults``, or python -m benchmarks.faults [PART ...].

Each figure is a line: name, value, unit, bar, met or missed. The window is killed and written in where there
is a display, which ``sh scripts/with_display.sh --`` before the command brings. With ``--share 10`` a tenth
of each part is played.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from benchmarks.faults import checkout, failing_call, hostile, kill, power, two_sides


def main() -> int:
    """Run all parts, or those named; 1 if a bar was missed."""
    parser = argparse.ArgumentParser(description="Try to lose a word in every way.")
    parser.add_argument("parts", nargs="*", help="kill, calls, power, sides, checkout, hostile, window, soak")
    parser.add_argument("--share", type=int, default=1, help="play one of so many")
    options = parser.parse_args()
    share = max(1, options.share)
    parts: dict[str, Callable[[], int]] = {
        "kill": lambda: kill.main([str(2000 // share)]),
        "calls": lambda: failing_call.report_all([str(share)]),
        "power": lambda: power.main([str(max(1, 6 // share))]),
        "sides": lambda: two_sides.main([str(10_000 // share)]),
        "checkout": lambda: checkout.main(["200", str(max(2, 20 // share))]),
        "hostile": lambda: hostile.main([str(max(27, 500 // share))]),
        "window": lambda: _window_kill(100 // share),
        "soak": lambda: _soak(300 / share, 120 / share),
    }
    missed = 0
    for name, part in parts.items():
        if options.parts and name not in options.parts:
            continue
        if name in {"window", "soak"} and not os.environ.get("DISPLAY"):
            print(f"There is no display, so “{name}” was left out.", file=sys.stderr)
            missed = 1
            continue
        missed |= part()
    return missed


def _window_kill(rounds: int) -> int:
    from benchmarks.faults import window_kill

    return window_kill.main([str(max(1, rounds))])


def _soak(seconds: float, minutes: float) -> int:
    from benchmarks.faults import soak

    return soak.main([str(seconds), str(minutes)])


if __name__ == "__main__":
    sys.exit(main())
