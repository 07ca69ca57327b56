"""Fits the weights of weighed tense slips (`studio/proofing/rules/tense/weighed.py`) on flipped verbs.

usage: .venv/bin/python training/fit_deep_tense.py --corpus PROSE.txt.xz --lexicon lexicon.json.gz

The corpus has a paragraph a line. Stretches told in the past get verbs in the present; stretches told in
the present, and some turned into it, get verbs in the past. Every text is read by the tagger, the encoder
and the language model as the program reads it. Printed are the weights, and what is found at some thresholds
where each text was judged by weights fitted on the others. Run it with the program's own environment; it
takes about six minutes of processor time for every hundred stretches. LEXICON is what `lexicon.py` wrote.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fit_deep import fit
from present import in_present
from prose import open_prose

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.deep.serve import load_judge
from studio.proofing.deep.tense_sieve import DOUBT
from studio.proofing.engines.encoder import EncoderMarker
from studio.proofing.engines.tagger import MODEL, SpacyTagger
from studio.proofing.evidence import FAINT, Evidence
from studio.proofing.rules.tense.verb import conjugated, finite_verbs
from studio.proofing.rules.tense.weighed import BIAS, features, gain_of
from studio.proofing.scene_tense import scene_facts, tense_votes
from studio.text.quotes import parse_quotations

FOLDS = 7
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8)
BLOCK, STRETCH = 2000, 800
"""Words of the corpus that are looked at together, and that are taken of them."""
FLIPPED = 0.05
"""Share of the verbs that get the other tense."""
_APART = 40  # characters between two flips
_WORTH = 0.5  # nats that a verb must gain to be looked at where the encoder has no doubt
_SPEECH = re.compile(r'"[^"]*"?')
_PAST = re.compile(r"\b(?:was|were|had|said|did|came|went|looked|saw|stood|seemed|took)\b")
_PRESENT = re.compile(r"\b(?:is|are|am|has|says|does|comes|goes|looks|sees|stands|seems|takes)\b")
_PEOPLE = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)

Row = tuple[dict[str, float], bool]


@dataclass(frozen=True, slots=True)
class Flipped:
    """Paragraphs with slips; of each the places where its slips begin. Of a ``turned`` text verbs that stayed
    in the past tell nothing."""

    paragraphs: list[str]
    slips: list[set[int]]
    turned: bool = False


def stretches(corpus: Path, rng: random.Random, most: int) -> tuple[list[list[str]], list[list[str]]]:
    """Stretches told in the past, and in the present: at most ``most`` of each, drawn evenly."""
    past: list[list[str]] = []
    present: list[list[str]] = []
    seen = 0
    for block in _blocks(corpus):
        told = _SPEECH.sub(" ", " ".join(block))
        was, now = len(_PAST.findall(told)), len(_PRESENT.findall(told))
        if was >= 50 and was > 3 * now:
            seen += 1
            at = len(past) if len(past) < most else rng.randrange(seen)
            past[at : at + 1] = [_part(block, rng)] if at < most else past[at : at + 1]
        elif now >= 25 and now > 1.5 * was and len(_PEOPLE.findall(told)) > 0.035 * told.count(" "):
            present.append(_part(block, rng))
    return past, rng.sample(present, min(most, len(present)))


def _blocks(corpus: Path) -> Iterator[list[str]]:
    block: list[str] = []
    words = 0
    with open_prose(corpus) as lines:
        for line in lines:
            block.append(line.strip())
            words += line.count(" ")
            if words > BLOCK:
                yield [paragraph for paragraph in block if paragraph]
                block, words = [], 0


def _part(block: Sequence[str], rng: random.Random) -> list[str]:
    part: list[str] = []
    for paragraph in block[rng.randrange(max(1, len(block) // 3)) :]:
        part.append(paragraph)
        if sum(p.count(" ") for p in part) > STRETCH:
            break
    return part


class Reader:
    """Flips verbs, and reads texts as the program does."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._tagger = SpacyTagger()
        self._encoder = EncoderMarker(doubt=FAINT)
        self._judge = load_judge()

    def flipped(self, paragraphs: list[str], tense: Tense) -> Flipped:
        """The paragraphs with some of the narration's verbs in ``tense``."""
        texts, slips = [], []
        for view in self._tagged(paragraphs):
            parts, places, at, length = [], set(), 0, 0
            for verb in finite_verbs(view):
                free = not at or verb.span.start - at > _APART
                plain = (
                    verb.subject_index is not None and verb.span.of(view.text).isalpha() and not verb.modal
                )
                if verb.tense is tense or not plain or not free or self._rng.random() > FLIPPED:
                    continue
                for form in conjugated(view, verb, tense)[:1]:
                    parts += [view.text[at : verb.span.start], form]
                    length += verb.span.start - at
                    places.add(length)
                    length += len(form)
                    at = verb.span.end
            texts.append("".join([*parts, view.text[at:]]))
            slips.append(places)
        return Flipped(texts, slips)

    def rows(self, text: Flipped) -> Iterator[tuple[Tense, Row]]:
        """Of each weighed verb out of its scene's tense: that tense, its features, whether it is a slip."""
        views = self._tagged(text.paragraphs)
        facts = scene_facts([tense_votes(v.evidence.tokens, v.quotations) for v in views])
        if facts.tense is None:
            return
        marks = self._encoder.mark(text.paragraphs, range(len(views)))
        judged = self._judge.judge("", text.paragraphs, marks)
        for view, slips, some, judgements in zip(views, text.slips, marks, judged, strict=True):
            evidence = Evidence(view.evidence.tokens, some, judgements=judgements)
            shown = ParagraphView(view.text, quotations=view.quotations, evidence=evidence, scene=facts)
            for verb in finite_verbs(shown):
                is_slip = verb.span.start in slips
                if verb.tense is facts.tense or (text.turned and not is_slip and verb.tense is Tense.PAST):
                    continue
                gain = gain_of(shown, verb.span, conjugated(shown, verb, facts.tense))
                doubt = max((m.tense for m in some if m.span.overlaps(verb.span)), default=0.0)
                if gain is not None and (gain > _WORTH or doubt > DOUBT):
                    yield facts.tense, (features(shown, verb, facts.tense, gain), is_slip)

    def _tagged(self, paragraphs: list[str]) -> list[ParagraphView]:
        tokens = self._tagger.tag(paragraphs)
        spoken = parse_quotations(paragraphs)
        return [
            ParagraphView(text, quotations=some, evidence=Evidence(row))
            for text, some, row in zip(paragraphs, spoken, tokens, strict=True)
        ]


def report(name: str, texts: Sequence[Sequence[Row]], slips: int) -> None:
    """Print the weights, and what is found where each text is judged by weights fitted on the others."""
    rows = [(row, n) for n, some in enumerate(texts) for row in some]
    if not rows:
        print(f"{name}: no verb was weighed")
        return
    names = list(rows[0][0][0])
    x = np.array([[features[name] for name in names] for (features, _), _ in rows])
    y = np.array([is_slip for (_, is_slip), _ in rows], float)
    fold = np.array([n % FOLDS for _, n in rows])
    chances = np.zeros(len(x))
    for k in set(fold.tolist()):
        theta = fit(x[fold != k], y[fold != k])
        chances[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ theta[:-1] + theta[-1])))
    print(f"{name}: {len(y)} verbs weighed, {int(y.sum())} of {slips} slips among them")
    for least in THRESHOLDS:
        shown = chances > least
        print(f"  at {least}: {int(shown.sum())} findings, {int(y[shown].sum())} right")
    theta = fit(x, y)
    weights = {name: round(float(w), 2) for name, w in zip([*names, BIAS], theta, strict=True)}
    print(json.dumps(weights, indent=1))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--most", type=int, default=75, help="stretches of each tense")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    past, present = stretches(arguments.corpus, rng, arguments.most)
    reader = Reader(rng)
    texts = [reader.flipped(stretch, Tense.PRESENT) for stretch in past]
    texts += [reader.flipped(stretch, Tense.PAST) for stretch in present]
    import spacy

    tagger = spacy.load(MODEL)
    forms = json.loads(gzip.decompress(arguments.lexicon.read_bytes()))["past"]
    for stretch in past[: arguments.most // 3]:
        turned = list(in_present(stretch, forms, tagger, rng, FLIPPED))
        texts.append(Flipped([t for t, _ in turned], [{s.start for s in slips} for _, slips in turned], True))
    for tense in Tense:
        found = [[row for told, row in reader.rows(text) if told is tense] for text in texts]
        report(str(tense), found, sum(len(places) for text in texts for places in text.slips))


if __name__ == "__main__":
    main()
