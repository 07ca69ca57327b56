"""How well trained weights find the slips of a shard they never saw.

usage: evaluate.py --shard FOLDER/1-000.npz --weights WEIGHTS.safetensors [--windows 400]

For each kind of slip: how many there are, the share found (any doubt counts) where one alarm in a thousand
right pieces is allowed, and the share of right words that the heads rank first.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import torch
from model import LABELS, load_trained
from train import INSERT, batches

ALARMS = 0.001
"""Share of right pieces that may be doubted."""


def main(arguments: list[str]) -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shard", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--windows", type=int, default=400)
    given = parser.parse_args(arguments)
    model = load_trained(given.weights)
    doubts, labels, first = [], [], []
    with torch.no_grad():
        for batch in batches(given.shard, 20, random.Random(0)):
            state = model(batch.ids, batch.case)
            doubt = 1 - model.label(state).softmax(-1)[..., 0]
            wanted = batch.labels >= 0
            has_right = batch.right[wanted] > 0
            picked = state[wanted][has_right]
            best = torch.where(
                batch.labels[wanted][has_right] == INSERT,
                model.insertion_scores(picked).argmax(-1),
                model.replacement_scores(picked).argmax(-1),
            )
            hits = torch.full(has_right.shape, -1)
            hits[has_right] = (best == batch.right[wanted][has_right]).long()
            doubts.append(doubt[wanted].numpy())
            labels.append(batch.labels[wanted].numpy())
            first.append(hits.numpy())
            if len(doubts) * 20 >= given.windows:
                break
    report(np.concatenate(doubts), np.concatenate(labels), np.concatenate(first))


def report(doubts: np.ndarray, labels: np.ndarray, first: np.ndarray) -> None:
    """One line for each kind of slip."""
    threshold = np.quantile(doubts[labels == 0], 1 - ALARMS)
    print(f"doubt above {threshold:.3f}: {ALARMS:.1%} of {np.sum(labels == 0)} right pieces")
    for label, name in enumerate(LABELS[1:], 1):
        here = labels == label
        ranked = first[here & (first >= 0)]
        top = ranked.mean() if len(ranked) else float("nan")
        found = (doubts[here] > threshold).mean() if here.any() else float("nan")
        print(f"{name}\t{here.sum()}\tfound {found:.3f}\tright word first {top:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
