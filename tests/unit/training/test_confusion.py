"""The table of confused words: how alternatives are found."""

from collections import Counter, defaultdict
from pathlib import Path

import confusion


def test_one_slip_of_a_key() -> None:
    assert {"not", "know", "no", "nwo", "snow"} <= confusion.one_slip("now")
    assert "now" not in confusion.one_slip("now")


def test_other_forms_of_a_word() -> None:
    assert {"walk", "walks", "walking"} <= confusion.other_forms("walked")
    assert "walked" not in confusion.other_forms("walked")


def test_lists_may_be_missing(tmp_path: Path) -> None:
    assert list(confusion.rows(tmp_path / "none.csv", ",")) == []


def test_directed_and_mutual_pairs(tmp_path: Path) -> None:
    (tmp_path / "languagetool_en.tsv").write_text("# lists\nbrake\tbreak\t<->\ncloths\tclothes\t->\n")
    pairs: confusion.Pairs = defaultdict(set)
    confusion.add_lists(pairs, tmp_path)
    assert "break" in pairs["brake"]
    assert "brake" in pairs["break"]
    assert "clothes" in pairs["cloths"]
    assert "cloths" not in pairs["clothes"]


def test_only_words_with_a_score_are_offered(tmp_path: Path) -> None:
    counts = Counter({"now": 30, "not": 30, "snow": 30, "know": 3})
    table = confusion.build(counts, tmp_path, frozenset({"now", "not"}))
    alternatives = table["alternatives"]
    assert isinstance(alternatives, dict)
    assert "snow" not in alternatives["now"]
    assert "not" in alternatives["now"].split()
