"""Long texts for measuring, made of the sample stories.

A story is retold paragraph by paragraph in its order, so that it reads like a book: what comes out of order
surprises a language model, which then has to weigh three times as much.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[\"”’']?\s*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_NAME_OR_WORD = re.compile(r"[A-Z][a-z]+")
_BREAKS = 0.02  # after paragraphs
_LEAST_OFTEN = 3  # a name is met
_KEPT = 0.85  # of the sentences, each time the stories are told again
_BEGINNINGS = "Bar Cor Del Fen Hal Jor Kes Lam Mor Nev Ost Pel Ros Sten Tam Vel Wil Yar".split()  # noqa: SIM905
_ENDS = "a an dil eth in mar o ra rick wen ard is".split()  # noqa: SIM905


def _texts() -> list[str]:
    return [p.read_text(encoding="utf-8") for p in sorted((ROOT / "projects").glob("*/chapters/*.md"))]


def sentences() -> list[str]:
    """Every sentence of the sample stories' chapters."""
    found = [m.group().strip() for text in _texts() for m in _SENTENCE.finditer(text)]
    return [s for s in found if len(s.split()) > 2]


def retold(rng: random.Random) -> Iterator[str]:
    """The stories' paragraphs, from the second time on with other names and some sentences left out.

    No paragraph comes twice. It never ends.
    """
    texts = _texts()
    names = _names(texts)
    seen: set[str] = set()
    for turn in count():
        others = {name: rng.choice(_BEGINNINGS) + rng.choice(_ENDS) for name in names} if turn else {}
        for paragraph in (p for text in texts for p in text.split("\n\n")):
            told = _renamed(paragraph, others)
            if turn:
                told = "".join(s for s in _SENTENCE.findall(told) if rng.random() < _KEPT).strip()
            if told and told not in seen and not told.startswith("#"):
                seen.add(told)
                yield told


def _renamed(text: str, others: Mapping[str, str]) -> str:
    return _NAME_OR_WORD.sub(lambda m: others.get(m.group(), m.group()), text).strip()


def _names(texts: list[str]) -> list[str]:
    """Words in capitals within sentences that never stand in lower case."""
    met = Counter(name for text in texts for name in _NAME.findall(text))
    lower = {word for text in texts for word in re.findall(r"[a-z]+", text)}
    return [name for name, often in met.items() if often >= _LEAST_OFTEN and name.lower() not in lower]


def chapter(words: int, paragraphs: Iterator[str], rng: random.Random) -> str:
    """A chapter of about ``words`` words, made of the next of ``paragraphs``, with scene breaks."""
    told: list[str] = []
    total = 0
    while total < words:
        told.append(next(paragraphs))
        total += len(told[-1].split())
        if rng.random() < _BREAKS:
            told.append("* * *")
    return "\n\n".join(told) + "\n"


def write_story(folder: Path, words: int, seed: int = 1) -> Path:
    """A project of about ``words`` words under ``folder``; its first chapter has 20,000 of them."""
    rng = random.Random(seed)
    paragraphs = retold(rng)
    (folder / "chapters").mkdir(parents=True)
    names = []
    left = words
    while left > 0:
        size = min(left, 20_000 if not names else 5_000)
        names.append(f"chapters/Chapter {len(names) + 1:02}.md")
        (folder / names[-1]).write_text(chapter(size, paragraphs, rng), encoding="utf-8")
        left -= size
    order = ",\n".join(f'    "{Path(name).name}"' for name in names)
    (folder / "story.toml").write_text(
        f'title = "A long story"\nauthor = "Benchmark"\nlanguage = "en-US"\norder = [\n{order},\n]\n',
        encoding="utf-8",
    )
    return folder
