"""The table of confused words."""

import gzip
import json
from pathlib import Path

import pytest

from studio.proofing.engines.encoder_table import ConfusionTable, one_slip
from studio.proofing.evidence import EngineError


@pytest.fixture
def table(tmp_path: Path) -> ConfusionTable:
    path = tmp_path / "table.json.gz"
    content = {"alternatives": {"now": "know no not"}, "known": "he house now"}
    path.write_bytes(gzip.compress(json.dumps(content).encode()))
    return ConfusionTable(path)


def test_alternatives(table: ConfusionTable) -> None:
    assert table.alternatives("now") == ("know", "no", "not")
    assert table.alternatives("house") == ()
    assert table.related("now", "not")
    assert not table.related("house", "horse")


def test_what_is_no_word_has_the_words_one_slip_away(table: ConfusionTable) -> None:
    assert table.alternatives("hosue") == ("house",)
    assert table.alternatives("huo") == ()


def test_one_slip() -> None:
    assert {"not", "know", "no", "nwo", "snow"} <= one_slip("now")
    assert "now" not in one_slip("now")


@pytest.mark.parametrize(("word", "is_word"), [("house", True), ("hoose", False), ("he's", True)])
def test_is_word(table: ConfusionTable, word: str, is_word: bool) -> None:
    assert table.is_word(word) is is_word


def test_a_damaged_table_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "t.gz").write_bytes(b"no table")
    with pytest.raises(EngineError, match="set-up"):
        ConfusionTable(tmp_path / "t.gz").alternatives("now")
