"""Measure the proofreader: ``make quality``.

usage: python -m benchmarks.quality [--write] [--raise-floor]

Prints the figures by kind, the peers', what each part adds, and the places that went wrong. The exit status
is 1 when a figure fell below the floor. With --write the tables of docs/benchmark.md are made anew; with
--raise-floor the figures of now become the floor.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import page
from benchmarks.quality.ablation import measure, parts
from benchmarks.quality.document import Document, all_documents, as_clean
from benchmarks.quality.floor import fallen, read_floor, write_floor
from benchmarks.quality.reader import Studio, harper, languagetool, with_close_reading
from benchmarks.quality.score import Score, add_clean, score

_CLOSER = "Story Studio, close reading on"
_REASONS = Path(__file__).with_name("reasons.toml")


def main(arguments: Sequence[str]) -> int:
    """Do it; the exit status."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    documents = all_documents()
    studio = Studio()
    whole, _ = measure(studio, documents)
    others = _peers(documents)
    closer = dict(others).get(_CLOSER)
    added = parts(studio, documents, whole)
    words = sum(len(document.text.split()) for document in documents)
    sections = {
        "kinds": list(page.kinds_table(whole)),
        "peers": list(page.peers_table([("Story Studio", whole), *others])),
        "parts": list(page.parts_table(added)),
        "worst": list(page.worst(whole, _reason)),
    }
    if closer is not None:
        sections["closer"] = list(page.kinds_table(closer))
    print(
        f"{len(documents)} texts, {words:,} words, {whole.alarms_per_1000:.2f} alarms per 1,000 clean words"
    )
    for lines in sections.values():
        print("\n".join(lines), end="\n\n")
    if "--write" in arguments:
        page.write(sections)
    if "--raise-floor" in arguments:
        write_floor(whole)
    worse = fallen(whole, read_floor())
    for sentence in worse:
        print(f"below the floor: {sentence}")
    return 1 if worse else 0


def _peers(documents: Sequence[Document]) -> list[tuple[str, Score]]:
    """The studio with its language model, and the peers that can be had here."""
    clean = [as_clean(document) for document in documents]
    found = []
    readers = {
        _CLOSER: with_close_reading,
        "LanguageTool’s rules, in process": languagetool,
        "Harper": harper,
    }
    for name, reader in readers.items():
        try:
            found.append((name, add_clean(score(reader(documents)), reader(clean))))
        except ImportError:
            print(f"{name} is not there and left out.")
    return found


def _reason(marked: str, sentence: str) -> str:
    """What was found out about a place."""
    known = tomllib.loads(_REASONS.read_text(encoding="utf-8"))
    for entry in known["reason"]:
        if entry["words"] in sentence.replace("**", "") and entry.get("marked", marked) == marked:
            return str(entry["why"])
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
