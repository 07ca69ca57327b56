"""Writes prose with slips and a list of them beside it, for `fit_deep.py`.

usage: .venv/bin/python training/drafts.py PROSE [PROSE ...] --lexicon LEXICON.json.gz --out FOLDER
           [--stretches 12] [--words 1200] [--share 0.4] [--seed 1]

PROSE is a text of paragraphs (a novel, or a corpus with a paragraph a line; also packed with xz) that the
encoder was not trained on: it knows too well what it has read. From each, --stretches of --words words are
drawn, and --share of their paragraphs get slips as writers make them. A stretch is written as NAME-N.txt, its
slips as NAME-N.json: a list of objects with "start", "end" (code points) and "suggestions".
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from corrupt import corrupt
from prose import open_prose
from slip import DELETE, Lexicon
from style import Restyle

BREAK = "\n\n"


class Error(TypedDict):
    """A slip in the written text, and what was meant; the span of a missing word is the word behind it."""

    start: int
    end: int
    suggestions: list[str]


def draft(
    paragraphs: Sequence[str], lexicon: Lexicon, rng: random.Random, share: float
) -> tuple[str, list[Error]]:
    """Paragraphs as a draft, and its errors."""
    texts: list[str] = []
    errors: list[Error] = []
    at = 0
    for paragraph in Restyle(rng, lexicon).run(paragraphs):
        text = paragraph
        if rng.random() < share:
            marked = corrupt(paragraph, lexicon, rng)
            text = marked.text
            for start, label, meant in marked.labels:
                word = text[start:].split(" ", 1)[0].rstrip(".,;:!?\"'-")
                right = [] if label == DELETE or meant is None else [meant]
                errors.append({"start": at + start, "end": at + start + len(word), "suggestions": right})
        texts.append(text)
        at += len(text) + len(BREAK)
    return BREAK.join(texts), errors


def stretch(paragraphs: Sequence[str], words: int, rng: random.Random) -> list[str]:
    """Paragraphs that follow each other, about so many words."""
    found: list[str] = []
    at = rng.randrange(max(1, len(paragraphs) - words // 20))
    count = 0
    while count < words and at < len(paragraphs):
        found.append(paragraphs[at])
        count += paragraphs[at].count(" ") + 1
        at += 1
    return found


def paragraphs_of(path: Path) -> list[str]:
    """The paragraphs of a text: lines between empty ones, or, where there are none of these, single lines."""
    with open_prose(path) as file:
        text = file.read()
    parts = text.split(BREAK) if BREAK in text else text.splitlines()
    return [joined for part in parts if (joined := " ".join(part.split()))]


def main() -> None:
    """Reads the arguments and writes the drafts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prose", nargs="+", type=Path)
    parser.add_argument("--lexicon", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--stretches", type=int, default=12)
    parser.add_argument("--words", type=int, default=1200)
    parser.add_argument("--share", type=float, default=0.4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    lexicon = Lexicon(given.lexicon)
    for path in given.prose:
        rng = random.Random(f"{given.seed} {path.name}")
        paragraphs = paragraphs_of(path)
        for number in range(given.stretches):
            text, errors = draft(stretch(paragraphs, given.words, rng), lexicon, rng, given.share)
            target = given.out / f"{path.name.partition('.')[0]}-{number:02}.txt"
            target.write_text(text, encoding="utf-8")
            target.with_suffix(".json").write_text(json.dumps(errors, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
