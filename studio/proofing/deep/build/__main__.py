"""``python -m studio.proofing.deep.build PACKAGE``: makes the language model's run-time form, once.

Without PACKAGE it only tells (by its exit status) whether the form is there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from studio.proofing.deep.build.make import WeightsError, is_made, make
from studio.proofing.deep.place import model_folder


def main(arguments: list[str]) -> int:
    """0 when the form is there, 1 when it is not."""
    folder = model_folder()
    if not arguments:
        return 0 if is_made(folder) else 1
    try:
        make(Path(arguments[0]), folder)
    except (WeightsError, OSError) as error:
        print(f"The language model could not be made ready: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
