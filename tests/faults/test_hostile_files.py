"""A seeded part of the five hundred hostile files; ``make faults`` runs all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults.hostile import is_clear
from benchmarks.faults.hostile_case import families, write_case

ROOT = Path(__file__).parents[2]
_HUGE = {"huge_chapter", "crowded_folder", "strange_text", "zip_bombs"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each case runs in a forked process")
def test_hostile_files_are_opened_or_refused_in_a_sentence() -> None:
    every = list(families())
    quick = [n for n in range(70) if every[n % len(every)] not in _HUGE][:60]
    only = [part for number in quick for part in ("--only", str(number))]
    command = [sys.executable, "-m", "benchmarks.faults.hostile", "500", "7", *only]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(name, value) for name, value, *_ in rows] == [
        ("hostile_crashes", "0.0"),
        ("hostile_outside_writes", "0.0"),
        ("hostile_hangs", "0.0"),
        ("hostile_without_sentence", "0.0"),
    ], done.stderr[-4000:]


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    def content(folder: Path) -> dict[str, bytes]:
        files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    every = list(families())
    for number in (every.index("paths_in_story"), every.index("strange_page"), every.index("strange_rtf")):
        once = write_case(number, 3, tmp_path / f"a{number}", 9)
        twice = write_case(number, 3, tmp_path / f"b{number}", 9)
        assert once.secret == twice.secret
        one, two = content(once.folder), content(twice.folder)
        assert one.keys() == two.keys()
        assert one["secret.txt"] == two["secret.txt"]


@pytest.mark.parametrize(
    "words",
    ["", "no end", "Traceback (most recent call last).", "line\nbreak.", "turned \u202e.", "[Errno 2] no."],
)
def test_what_no_writer_understands_is_not_clear(words: str) -> None:
    assert not is_clear(words)
    assert is_clear("“story.toml” is missing; the chapters are shown in the order of their names.")
