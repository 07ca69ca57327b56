"""``python -m studio`` is the same as ``story-studio``."""

import sys

from studio.main import main

if __name__ == "__main__":
    sys.exit(main())
