"""Doubtful words, from a small encoder that reads text in both directions.

The words' own letters go in, five chances for each word come out (see `WordMark`). No dictionary and no
rule takes part, so every mark is evidence to be judged by rules.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from studio.proofing.engines.encoder_model import WINDOW, EncoderModel, Floats, Ints
from studio.proofing.engines.encoder_table import ConfusionTable
from studio.proofing.engines.encoder_window import WindowPlan
from studio.proofing.evidence import DOUBTED, FAINT, Candidate, EngineError, WordMark
from studio.text.plain_mark import plain_marks
from studio.text.span import Span

INSERTED = 0.02
"""The least chance of a missing word for which words to put in are sought; no rule looks below it."""
MARGIN, CONTEXT = 14, 28
"""Pieces of context read on either side of what is answered: between windows, and around the whole.

The manifest may name another margin: the rules' weights are fitted to the windows it gives."""
FOLDER = Path(__file__).resolve().parents[3] / "resources" / "encoder"
"""Where the encoder's files lie in a checkout."""
_ALIKE, _FREE = 4, 3
_SCORED_TOGETHER = 64
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class _Stream:
    """All paragraphs' word pieces in a row; ``bounds`` has one entry more than there are paragraphs."""

    texts: Sequence[str]
    ids: Ints
    case: Ints
    offsets: list[tuple[int, int]]
    continued: list[bool]
    bounds: list[int]


@dataclass(frozen=True, slots=True)
class _Doubt:
    paragraph: int
    span: Span
    chances: Floats
    state: Floats


class EncoderMarker:
    """The Marker on the run-time encoder; nothing is loaded before the first text.

    Args:
        folder: the encoder's files (see its model card).
        table: words that get confused, the first choice for candidates; by default the folder's own.
        threads: how many windows are read at once, each on a core of its own.
        doubt: words that the encoder would keep with less than 1 - ``doubt`` are marked; those on which it
            doubts less than `FAINT` get no candidates.

    Raises:
        EngineError: from ``mark``, when the files are missing or damaged.
    """

    def __init__(
        self,
        folder: Path = FOLDER,
        table: ConfusionTable | None = None,
        threads: int = 1,
        doubt: float = DOUBTED,
    ) -> None:
        self._doubt = doubt
        self._folder = folder
        self._table = table or ConfusionTable(folder / "confusion.json.gz")
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="encoder") if threads > 1 else None
        self._plan = WindowPlan(WINDOW, MARGIN, CONTEXT)
        self._model: EncoderModel | None = None
        self._tokenizer: Any = None
        self._plain = False
        self._words: list[str] = []
        self._ids: dict[str, int] = {}
        self._fingerprint = ""

    @property
    def fingerprint(self) -> str:
        """Names the weights and the settings that shape the marks."""
        if not self._fingerprint:
            digest = hashlib.sha256()
            for name in ("encoder.onnx", "manifest.json"):
                path = self._folder / name
                digest.update(path.read_bytes() if path.exists() else b"none")
            self._fingerprint = f"encoder-{digest.hexdigest()[:16]}-{MARGIN}-{CONTEXT}-{self._doubt}-5"
        return self._fingerprint

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        """The marks of the paragraphs ``texts[i] for i in wanted``; the others are context only."""
        model = self._loaded()
        stream = self._read(texts)
        ranges = sorted({(stream.bounds[i], stream.bounds[i + 1]) for i in wanted})
        doubts: list[_Doubt] = []
        windows = list(self._plan.windows(len(stream.ids), ranges))
        run = self._pool.map if self._pool is not None and len(windows) > 1 else map
        answers = run(
            lambda w: model.read(stream.ids[w.start : w.end], stream.case[w.start : w.end]), windows
        )
        for window, (chances, states) in zip(windows, answers, strict=True):
            inner = slice(window.first - window.start, window.last - window.start)
            doubtful = np.flatnonzero(1 - chances[inner, 0] > self._doubt) + inner.start
            for n in doubtful:
                span = _word_at(stream, window.start + int(n))
                if span is not None:
                    doubts.append(_Doubt(span[0], span[1], chances[n], states[n]))
        return self._marks(model, stream, doubts, wanted)

    def close(self) -> None:
        """Stop the threads, if there are any."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _marks(
        self, model: EncoderModel, stream: _Stream, doubts: list[_Doubt], wanted: Sequence[int]
    ) -> list[tuple[WordMark, ...]]:
        found: dict[int, list[WordMark]] = {i: [] for i in wanted}
        doubts = [doubt for doubt in doubts if doubt.paragraph in found]
        for doubt in (doubt for doubt in doubts if 1 - doubt.chances[0] <= FAINT):
            found[doubt.paragraph].append(_trace(doubt))
        doubts = [doubt for doubt in doubts if 1 - doubt.chances[0] > FAINT]
        for at in range(0, len(doubts), _SCORED_TOGETHER):
            part = doubts[at : at + _SCORED_TOGETHER]
            missing = [n for n, doubt in enumerate(part) if doubt.chances[3] > INSERTED]
            scores = model.score(np.stack([doubt.state for doubt in part]), missing)
            insertions = dict(zip(missing, scores.insertion, strict=True))
            for n, (doubt, replacement) in enumerate(zip(part, scores.replacement, strict=True)):
                word = doubt.span.of(stream.texts[doubt.paragraph])
                found[doubt.paragraph].append(self._mark(word, doubt, replacement, insertions.get(n)))
        return [tuple(sorted(found[i], key=lambda mark: mark.span)) for i in wanted]

    def _mark(self, word: str, doubt: _Doubt, replacement: Floats, insertion: Floats | None) -> WordMark:
        lower = word.lower().replace("’", "'")
        own = self._ids.get(lower)
        alike = [
            (float(replacement[self._ids[w]]), w) for w in self._table.alternatives(lower) if w in self._ids
        ]
        words = [w for _, w in sorted(alike, reverse=True)[:_ALIKE]]
        free = [w for w in self._best(replacement) if w not in words and w != lower]
        before = () if insertion is None else tuple(self._scored(insertion, self._best(insertion)))
        return replace(
            _trace(doubt),
            candidates=(
                *(Candidate(w, float(replacement[self._ids[w]]), alike=True) for w in words),
                *self._scored(replacement, free),
            ),
            insertions=before,
            own=None if own is None else float(replacement[own]),
            known=self._table.is_word(lower),
        )

    def _best(self, scores: Floats) -> list[str]:
        top = np.argpartition(scores, -2 * _FREE)[-2 * _FREE :]
        words = [self._words[i] for i in top[np.argsort(-scores[top])]]
        return [w for w in words if w.isalpha()][:_FREE]

    def _scored(self, scores: Floats, words: Sequence[str]) -> Iterator[Candidate]:
        return (Candidate(word, float(scores[self._ids[word]])) for word in words)

    def _read(self, texts: Sequence[str]) -> _Stream:
        shown = [plain_marks(text) for text in texts] if self._plain else list(texts)
        encodings = self._tokenizer.encode_batch(shown, add_special_tokens=False)
        bounds = [0]
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        case: list[int] = []
        continued: list[bool] = []
        for text, encoding in zip(texts, encodings, strict=True):
            ids += encoding.ids
            offsets += encoding.offsets
            case += [_case(text[start:end]) for start, end in encoding.offsets]
            continued += [piece.startswith("##") for piece in encoding.tokens]
            bounds.append(len(ids))
        return _Stream(texts, np.array(ids, np.int64), np.array(case, np.int64), offsets, continued, bounds)

    def _loaded(self) -> EncoderModel:
        if self._model is None:
            try:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                manifest = json.loads((self._folder / "manifest.json").read_text(encoding="utf-8"))
            except Exception as error:  # tokenizers raises bare Exception
                raise EngineError("The word encoder cannot be loaded; run the set-up again.") from error
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self._ids = tokenizer.get_vocab()
            self._words = sorted(self._ids, key=self._ids.__getitem__)
            self._tokenizer = tokenizer
            self._plain = bool(manifest.get("plain", False))
            self._plan = WindowPlan(WINDOW, int(manifest.get("margin", MARGIN)), CONTEXT)
            self._model = EncoderModel(self._folder)
        return self._model


def _trace(doubt: _Doubt) -> WordMark:
    """A mark without candidates."""
    keep, replace, delete, insert, tense = (float(chance) for chance in doubt.chances)
    return WordMark(doubt.span, keep, replace, delete, insert, tense)


def _case(piece: str) -> int:
    if not piece[:1].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1


def _word_at(stream: _Stream, piece: int) -> tuple[int, Span] | None:
    """The paragraph and span of the word that begins with a piece; None inside words and at marks."""
    paragraph = int(np.searchsorted(stream.bounds, piece, side="right")) - 1
    text = stream.texts[paragraph]
    start = stream.offsets[piece][0]
    if stream.continued[piece] or not text[start].isalpha():
        return None
    before = text[max(0, start - 2) : start]
    if before[-1:].isalpha() or (before[-1:] in {"'", "’"} and before[:1].isalpha()):
        return None
    word = _WORD.match(text, start)
    return (paragraph, Span(start, word.end())) if word else None
