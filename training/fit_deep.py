"""Fits the deep rule's weights (`studio/proofing/rules/deep/chance.py`) on texts with known errors.

usage: .venv/bin/python training/fit_deep.py FOLDER [FOLDER ...] [--words 2500] [--out WEIGHTS.json]

A FOLDER holds texts (`*.txt`), each with its errors beside it (`*.json`: a list of objects with "start" and
"end", code points in the text); a text without one is taken to have no errors. Every text is read once by the
encoder and the language model. Printed are the weights, and what is found of each kind at some thresholds,
where each text was judged by weights fitted on the others. Run it with the program's own environment.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.model.cast import Cast
from studio.proofing.assembly import known_word
from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.deep.serve import load_judge
from studio.proofing.engines.encoder import EncoderMarker
from studio.proofing.evidence import FAINT, Evidence
from studio.proofing.rules.deep.chance import features, weighings
from studio.proofing.rules.real_word.verdict import is_whole_word
from studio.text.paragraph import split_paragraphs
from studio.text.quotes import QuotationParser

Floats = NDArray[np.float64]
FOLDS = 7
RIDGE = 3.0
STEPS = 40
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
_WORTH = 0.5  # nats that a reading must gain, or the encoder must doubt, to be looked at
_DOUBT = 0.3


class Reader:
    """Makes rows of features from texts."""

    def __init__(self, words: int) -> None:
        self._words = words
        self._judge = load_judge()
        self._encoder = EncoderMarker(doubt=FAINT)
        self._is_word = known_word()

    def rows(self, path: Path) -> tuple[list[dict[str, float]], list[list[int]], int]:
        """Of each weighed word: its features, and which errors it touches; and how many errors there are."""
        text = path.read_text(encoding="utf-8")
        gold_path = path.with_suffix(".json")
        gold = json.loads(gold_path.read_text(encoding="utf-8")) if gold_path.exists() else []
        paragraphs = list(split_paragraphs(text))
        while sum(len(p.text.split()) for p in paragraphs) > self._words and len(paragraphs) > 1:
            paragraphs.pop()
        texts = [p.text for p in paragraphs]
        marks = self._encoder.mark(texts, range(len(texts)))
        judged = self._judge.judge("", texts, marks)
        story = StoryContext(cast=Cast.learn([text], (), (), self._is_word))
        found: list[dict[str, float]] = []
        touched: list[list[int]] = []
        for n, quotations in enumerate(QuotationParser().parse(texts)):
            evidence = Evidence(marks=marks[n], judgements=judged[n])
            view = ParagraphView(texts[n], quotations=quotations, evidence=evidence)
            for weighing in weighings(view):
                span, mark = weighing.judgement.span, weighing.mark
                word = span.of(texts[n])
                doubted = mark is not None and 1 - mark.keep > _DOUBT
                if story.knows(word) or not is_whole_word(texts[n], span, word):
                    continue
                if weighing.reading.gain < _WORTH and not doubted:
                    continue
                here = span.shift(paragraphs[n].start)
                found.append(features(view, weighing))
                near = [k for k, g in enumerate(gold) if g["start"] <= here.end and here.start <= g["end"]]
                touched.append(near)
        end = paragraphs[-1].start + len(paragraphs[-1].text)
        return found, touched, sum(g["start"] < end for g in gold)


def fit(x: Floats, y: Floats) -> Floats:
    """The weights of a logistic regression with a ridge; the last one is the bias."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    rows = np.column_stack(((x - mean) / spread, np.ones(len(x))))
    theta = np.zeros(rows.shape[1])
    ridge = np.diag([*[RIDGE] * x.shape[1], 1e-6])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-rows @ theta))
        slope = rows.T @ (p - y) + ridge @ theta
        theta -= np.linalg.solve((rows * (p * (1 - p))[:, None]).T @ rows + ridge, slope)
    weights = theta[:-1] / spread
    return np.append(weights, theta[-1] - weights @ mean)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=2500)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    reader = Reader(arguments.words)
    rows: list[dict[str, float]] = []
    errors: list[set[tuple[int, int]]] = []
    source: list[int] = []
    total = 0
    paths = sorted(path for folder in arguments.folders for path in folder.glob("*.txt"))
    for number, path in enumerate(paths):
        found, touched, count = reader.rows(path)
        rows += found
        errors += [{(number, k) for k in near} for near in touched]
        source += [number] * len(found)
        total += count
        print(f"{path.name}: {len(found)} words weighed", flush=True)
    names = list(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    y = np.array([bool(touched) for touched in errors], float)
    fold = np.array(source) % FOLDS
    scores = np.zeros(len(x))
    for k in set(fold.tolist()):
        theta = fit(x[fold != k], y[fold != k])
        scores[fold == k] = x[fold == k] @ theta[:-1] + theta[-1]
    chances = 1 / (1 + np.exp(-scores))
    kinds = {kind: np.array([row[kind] > 0 for row in rows]) for kind in ("insert", "delete")}
    kinds["replace"] = ~(kinds["insert"] | kinds["delete"])
    for kind, of_kind in kinds.items():
        for least in THRESHOLDS:
            shown = of_kind & (chances > least)
            hit = set().union(*(e for e, s in zip(errors, shown, strict=True) if s))
            right = int(y[shown].sum())
            found_of = f"{len(hit)} of {total} errors found"
            print(f"{kind} at {least}: {int(shown.sum())} findings, {right} right; {found_of}")
    theta = fit(x, y)
    weights = {name: round(float(w), 3) for name, w in zip(names, theta[:-1], strict=True)}
    weights["bias"] = round(float(theta[-1]), 3)
    print(json.dumps(weights, indent=1))
    if arguments.out is not None:
        arguments.out.write_text(json.dumps(weights, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
