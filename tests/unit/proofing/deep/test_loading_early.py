"""For a whole book the language model is loaded while the other engines read the first words."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from studio.proofing.assembly import build_proofreader
from studio.proofing.deep.place import FOLDER_VARIABLE
from studio.proofing.judgement_source import DeepPage
from studio.proofing.message import EngineChoice


def test_loading_begins_before_anything_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))  # holds no model
    told: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    choice = EngineChoice(grammar="off", encoder=False, deep=True)
    proofreader = build_proofreader(choice, lambda name, state, _: told.put((name, state)), threads=2)
    try:
        heard = [told.get(timeout=30) for _ in range(3)]
        assert [state for name, state in heard if name == "deep"] == ["loading", "failed"]
        # The failure is told where the model is first asked.
        assert proofreader.judgements.of([DeepPage("", "The boat sank.")]) == [()]
        assert "set-up" in proofreader.problems["deep"]
    finally:
        proofreader.close()
