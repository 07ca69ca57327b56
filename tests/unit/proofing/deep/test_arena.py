"""What a long question took is given back by the questions behind it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.tiny_language_model import tiny_model_folder

_PROJECT = Path(__file__).parents[4]


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process")
def test_the_room_of_a_long_run_is_given_back(tmp_path: Path) -> None:
    # In a process of its own: in this one the room may come out of what other tests have left behind.
    answer = subprocess.run(
        [sys.executable, "-m", "tests.helpers.room_of_a_long_run", str(tiny_model_folder(tmp_path))],
        cwd=_PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    room = json.loads(answer.stdout)
    assert room["long"] - room["before"] > 30, room
    assert room["after"] - room["before"] < (room["long"] - room["before"]) / 3, room
