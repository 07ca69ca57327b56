"""spaCy without what only its command line needs."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Final

_COMMAND_LINE: Final = "spacy.cli"


def import_spacy() -> Any:
    """The library, imported for the first time without its command line and all that this imports.

    The package imports its command line for one function that prints what is installed; with it come a
    client for the network, a template language and 350 more modules: 16 MB and a third of a second.

    Raises:
        ImportError: when it is not installed.
    """
    if "spacy" in sys.modules or _COMMAND_LINE in sys.modules:
        import spacy

        return spacy
    stand_ins = {name: ModuleType(name) for name in (_COMMAND_LINE, f"{_COMMAND_LINE}.info")}
    stand_ins[_COMMAND_LINE].__path__ = []
    stand_ins[f"{_COMMAND_LINE}.info"].__dict__["info"] = None
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        # Whoever asks for the command line later on gets the real one.
        for name in stand_ins:
            sys.modules.pop(name, None)
    return spacy
