"""spaCy is imported without its command line, which stays importable."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("spacy")

_PROGRAM = """
import sys
from studio.proofing.engines.spacy_import import import_spacy
spacy = import_spacy()
assert spacy is import_spacy() is sys.modules["spacy"]
assert callable(spacy.load)
assert not {"spacy.cli", "typer", "requests"} & set(sys.modules), "the command line came along"
import spacy.cli
assert callable(spacy.cli.info)
"""


def test_the_command_line_stays_away_until_it_is_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
