"""Judgements on disk: a file of lines, one for each paragraph, that may be deleted at any time."""

from __future__ import annotations

import contextlib
import json
import logging
import math
import threading
from pathlib import Path

from studio.proofing.evidence import Judgement, Weighed
from studio.text.span import Span

_LOG = logging.getLogger(__name__)
_KINDS = frozenset({"replace", "insert", "delete", "tense"})
_LARGEST = 200_000_000
"""Bytes; a larger file is not one of these."""
_MOST = 40_000
"""Lines that are kept; about four long novels, in some megabytes."""


class JudgementFile:
    """Keeps judgements in ``<folder>/<name>.jsonl``; trouble with the disk only costs time, never an error.

    Args:
        folder: made when there is something to keep.
        name: the judge's; files of other judges are removed.
        most: how many paragraphs are kept; the oldest go first.
    """

    def __init__(self, folder: Path, name: str, most: int = _MOST) -> None:
        self._most = most
        self._path = folder / f"{name}.jsonl"
        self._kept: dict[str, tuple[Judgement, ...]] | None = None
        self._lock = threading.Lock()

    def get(self, key: str) -> tuple[Judgement, ...] | None:
        """What is kept under ``key``."""
        with self._lock:
            return self._loaded().get(key)

    def put(self, key: str, judgements: tuple[Judgement, ...]) -> None:
        """Keep."""
        with self._lock:
            kept = self._loaded()
            kept[key] = judgements
            if len(kept) > self._most:
                del kept[next(iter(kept))]
            if not self._is_own():
                return
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(_line(key, judgements))
            except OSError:
                _LOG.warning("judgements are not kept in %s", self._path, exc_info=True)

    def _loaded(self) -> dict[str, tuple[Judgement, ...]]:
        if self._kept is None:
            self._kept = {}
            lines: list[str] = []
            with contextlib.suppress(OSError, UnicodeDecodeError):
                if self._is_own() and self._path.stat().st_size <= _LARGEST:
                    lines = self._path.read_text(encoding="utf-8").splitlines()
            for line in lines[-self._most :]:
                found = _read(line)
                if found is not None:
                    self._kept[found[0]] = found[1]
            self._tidy(len(lines))
        return self._kept

    def _is_own(self) -> bool:
        """Whether there is a plain file, or none yet: the folder may have come with a stranger's story, and a
        link in it lead anywhere, or a pipe never end."""
        return not self._path.is_symlink() and (self._path.is_file() or not self._path.exists())

    def _tidy(self, lines: int) -> None:
        """Remove what other models left behind, and write a file that has grown too long anew."""
        try:
            for old in self._path.parent.glob("deep-*.jsonl"):
                if old != self._path:
                    old.unlink(missing_ok=True)
            if lines > self._most:
                assert self._kept is not None
                fresh = self._path.with_suffix(".new")
                fresh.unlink(missing_ok=True)
                fresh.write_text("".join(_line(k, v) for k, v in self._kept.items()), encoding="utf-8")
                fresh.replace(self._path)
        except OSError:
            _LOG.warning("old judgements stay in %s", self._path.parent, exc_info=True)


def _line(key: str, judgements: tuple[Judgement, ...]) -> str:
    rows = [[j.span.start, j.span.end, [[w.kind, w.text, w.gain] for w in j.readings]] for j in judgements]
    return json.dumps([key, rows], ensure_ascii=False) + "\n"


def _read(line: str) -> tuple[str, tuple[Judgement, ...]] | None:
    """A line's content; None for one that was cut short or is no such line."""
    try:
        key, rows = json.loads(line)
        judgements = tuple(
            Judgement(Span(int(s), int(e)), tuple(Weighed(str(k), str(t), float(g)) for k, t, g in some))
            for s, e, some in rows
        )
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    readings = (reading for each in judgements for reading in each.readings)
    whole = all(r.kind in _KINDS and math.isfinite(r.gain) for r in readings)
    return (str(key), judgements) if whole else None
