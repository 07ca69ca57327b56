"""Trains the encoder on shards of text with slips; stops and starts again where it was.

usage: train.py --shards FOLDER --start WEIGHTS.safetensors --state FOLDER [--steps 4000] [--cool 400]
                [--rate 3e-4] [--batch 32] [--threads 2] [--bfloat16]

--start are published MiniLM-L6 weights or trained ones. The state folder keeps a checkpoint every SAVED_EVERY
steps, its log, and `averaged.safetensors`, a running average of the weights, which is what `export.py` and
`evaluate.py` read. The rate climbs, stays, and falls in the last --cool steps before --steps; a longer run
can go on from `before_cooling.pt`. Shard 0 is never trained on. --bfloat16 doubles the speed on processors
that have instructions for it, and is many times slower on others.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from model import Encoder, load_pretrained, load_trained
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional
from windows import CLS, LENGTH, SEP, framed

INNER = LENGTH - 2
WARM, SAVED_EVERY, SAID_EVERY = 60, 100, 20
LABELS_WEIGHT, WORDS_WEIGHT = 4.0, 0.5
COPIED = 0.02
"""Share of right words that the replacement head learns to give back as they are."""
AVERAGED = 0.998
REPLACE, INSERT, TENSE = 1, 3, 4


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows, each (windows, LENGTH): pieces, letter case, labels (-1: none), right words (0: none)."""

    ids: Tensor
    case: Tensor
    labels: Tensor
    right: Tensor


def batches(shard: Path, size: int, rng: random.Random) -> Iterator[Batch]:
    """The shard's windows in random order, cut at a random offset."""
    with np.load(shard) as data:
        columns = {name: data[name] for name in data.files}
    offset = rng.randrange(INNER)
    count = (len(columns["ids"]) - offset) // INNER
    cut = {
        name: part[offset : offset + count * INNER].reshape(count, INNER) for name, part in columns.items()
    }
    order = list(range(count))
    rng.shuffle(order)
    for at in range(0, count - size + 1, size):
        rows = order[at : at + size]

        def column(name: str, first: int, last: int, rows: list[int] = rows) -> Tensor:
            return torch.from_numpy(framed(cut[name][rows].astype(np.int64), first, last))

        yield Batch(
            column("ids", CLS, SEP), column("case", 0, 0), column("labels", -1, -1), column("right", 0, 0)
        )


def losses(model: Encoder, batch: Batch) -> tuple[Tensor, Tensor]:
    """(labels, words): the mean cross entropies."""
    state = model(batch.ids, batch.case)
    labels = functional.cross_entropy(
        model.label(state).float().flatten(0, 1), batch.labels.flatten(), ignore_index=-1
    )
    has_right = batch.right > 0
    replaced = has_right & ((batch.labels == REPLACE) | (batch.labels == TENSE))
    copied = (batch.labels == 0) & (torch.rand(batch.labels.shape) < COPIED)
    inserted = has_right & (batch.labels == INSERT)
    scores = torch.cat(
        (
            model.replacement_scores(torch.cat((state[replaced], state[copied]))),
            model.insertion_scores(state[inserted]),
        )
    )
    wanted = torch.cat((batch.right[replaced], batch.ids[copied], batch.right[inserted]))
    return labels, functional.cross_entropy(scores.float(), wanted)


class Run:
    """A training run with its state on disk."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._checkpoint = given.state / "checkpoint.pt"
        self.model = start_weights(given.start)
        self._optimizer = optimizer(self.model, given.rate)
        self._average = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.step = 0
        if self._checkpoint.exists():
            saved = torch.load(self._checkpoint, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self._optimizer.load_state_dict(saved["optimizer"])
            self._average = saved["average"]
            self.step = saved["step"]
        self.model.train()

    def go(self) -> None:
        """Trains up to the last step."""
        began, seen = time.monotonic(), 0
        sums = np.zeros(2)
        while self.step < self._given.steps:
            found = sorted(self._given.shards.glob("*-[0-9][0-9][0-9].npz"))
            shards = [shard for shard in found if not shard.stem.endswith("-000")]
            # A checkpoint in the middle of a shard goes on with another one.
            rng = random.Random(self.step)
            for batch in batches(rng.choice(shards), self._given.batch, rng):
                sums += self._learn(batch)
                seen += batch.ids.numel()
                if self.step % SAID_EVERY == 0:
                    labels, words = sums / SAID_EVERY
                    speed = seen / (time.monotonic() - began)
                    self._say(f"{self.step}\t{labels:.4f}\t{words:.3f}\t{speed:.0f} pieces/s")
                    sums[:] = 0
                if self.step % SAVED_EVERY == 0 or self.step >= self._given.steps:
                    self._save()
                if self.step >= self._given.steps:
                    break

    def _learn(self, batch: Batch) -> tuple[float, float]:
        for group in self._optimizer.param_groups:
            group["lr"] = self._given.rate * self._share()
        with torch.autocast("cpu", torch.bfloat16, enabled=self._given.bfloat16):
            labels, words = losses(self.model, batch)
        self._optimizer.zero_grad(set_to_none=True)
        (labels * LABELS_WEIGHT + words * WORDS_WEIGHT).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        self.step += 1
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self._average[name].lerp_(value, 1 - min(AVERAGED, self.step / (self.step + 10)))
        return labels.item(), words.item()

    def _share(self) -> float:
        """The share of the full rate at this step."""
        left = (self._given.steps - self.step) / max(1, self._given.cool)
        return max(0.01, min(1.0, (self.step + 1) / WARM, left))

    def _save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "average": self._average,
            "step": self.step,
        }
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self._checkpoint)
        if self.step <= self._given.steps - self._given.cool:
            # What a longer run goes on from.
            (self._given.state / "before_cooling.pt").unlink(missing_ok=True)
            (self._given.state / "before_cooling.pt").hardlink_to(self._checkpoint)
        half = {name: value.half().contiguous() for name, value in self._average.items()}
        save_file(half, self._given.state / "averaged.safetensors")

    def _say(self, line: str) -> None:
        print(line, flush=True)
        with (self._given.state / "log.tsv").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


def start_weights(path: Path) -> Encoder:
    """The model to begin with, published or trained."""
    published = any("word_embeddings" in name for name in load_file(path))
    return load_pretrained(path) if published else load_trained(path)


def optimizer(model: Encoder, rate: float) -> torch.optim.Optimizer:
    """AdamW; norms and biases do not decay."""
    groups: list[dict[str, Any]] = [
        {"params": [p for p in model.parameters() if p.ndim > 1], "weight_decay": 0.01},
        {"params": [p for p in model.parameters() if p.ndim <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))


def main(arguments: list[str]) -> None:
    """Reads the arguments and trains."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("shards", "start", "state"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4_000)
    parser.add_argument("--cool", type=int, default=400)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true")
    given = parser.parse_args(arguments)
    given.state.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(given.threads)
    torch.manual_seed(0)
    Run(given).go()


if __name__ == "__main__":
    main(sys.argv[1:])
