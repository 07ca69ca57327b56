"""Everything that kills the program: ``make faults``, or python -m benchmarks.faults [ROUNDS] [WINDOWS].

Each figure is a line: name, value, unit, bar, met or missed. The window is killed too where there is a
display, which ``sh scripts/with_display.sh --`` before the command brings.
"""

from __future__ import annotations

import argparse
import os
import sys

from benchmarks.faults import kill


def main() -> int:
    """Run all of it; 1 if a bar was missed."""
    parser = argparse.ArgumentParser(description="Kill the program many times and see what is lost.")
    parser.add_argument("rounds", type=int, nargs="?", default=100, help="kills without a window")
    parser.add_argument("windows", type=int, nargs="?", default=20, help="kills of the real window")
    options = parser.parse_args()
    missed = kill.main([str(options.rounds)])
    if os.environ.get("DISPLAY"):
        from benchmarks.faults import window_kill

        missed |= window_kill.main([str(options.windows)])
    else:
        print("There is no display, so the window was not killed.", file=sys.stderr)
    return missed


if __name__ == "__main__":
    sys.exit(main())
