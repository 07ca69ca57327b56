"""Another branch is checked out while the story is open: right texts, nothing written, nothing asked."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.faults.checkout import play


def test_a_checkout_is_followed_without_a_word(tmp_path: Path) -> None:
    assert shutil.which("git"), "git is needed for this test; please install it"
    outcome = play(tmp_path, chapters=40, times=3)
    assert outcome.checkouts == 3
    assert outcome.wrong == []
    assert outcome.written == []
    assert outcome.asked == []
