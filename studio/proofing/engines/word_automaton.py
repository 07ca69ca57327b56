"""LanguageTool's compact word lists (Morfologik CFSA2 files), asked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studio.proofing.evidence import EngineError

if TYPE_CHECKING:
    from studio.proofing.engines.automaton_words import EveryWord

_MAGIC = b"\\fsa"
_CFSA2 = 0xC6
_HEADER = 8
_FREQUENCY_A = ord("A")
LABEL, LAST, NEXT = 31, 64, 128
"""In an arc's first byte: the index of its label, and two flags."""


class WordAutomaton:
    """A read-only word list in the CFSA2 form of the morfologik library (BSD licence), version 0xC6.

    The data is a graph of arcs. Each arc is a byte of flags and label index, an explicit label where the
    index is 0, and, unless the target follows at once, the target's offset in 7-bit groups. Words end at
    the separator, after which one letter, "A" to "Z", tells how frequent the word is.

    Raises:
        EngineError: if the data is not of that form.
    """

    def __init__(self, data: bytes, separator: str) -> None:
        if data[:4] != _MAGIC or len(data) < _HEADER or data[4] != _CFSA2:
            raise EngineError("The spelling dictionary has a form that this version cannot read.")
        labels = data[7]
        self._labels = data[_HEADER : _HEADER + labels]
        self._arcs = data[_HEADER + labels :]
        self._separator = ord(separator)
        self._root = self._target(0)

    def frequency(self, word: str) -> int | None:
        """How frequent ``word`` is, from 0 (rare) to about 22; None if it is not in the list."""
        node = self._node(word.encode() + bytes((self._separator,)))
        return max(0, self._label(node) - _FREQUENCY_A) if node else None

    def words(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The words that begin with ``prefix`` (not empty), each with its frequency.

        The first time, all words are read, which takes a tenth of a second.
        """
        found = self._every.beginning(prefix)
        return ((word, max(0, letter - _FREQUENCY_A)) for word, letter in found)

    @cached_property
    def _every(self) -> EveryWord:
        # Whoever only asks for words needs no numpy.
        from studio.proofing.engines.automaton_words import EveryWord

        return EveryWord(self._arcs, self._labels, self._root, self._separator)

    @classmethod
    def load(cls, path: Path) -> WordAutomaton:
        """Read a file and the note beside it on its form.

        Raises:
            OSError: when one of them cannot be read.
        """
        info = path.with_suffix(".info").read_text(encoding="utf-8")
        separator = re.search(r"^fsa\.dict\.separator=(.)", info, re.MULTILINE)
        return cls(path.read_bytes(), separator.group(1) if separator else "+")

    def _node(self, path: bytes) -> int:
        node = self._root
        for byte in path:
            arc = self._find(node, byte) if node else -1
            if arc < 0:
                return 0
            node = self._target(arc)
        return node

    def _find(self, arc: int, byte: int) -> int:
        while self._label(arc) != byte:
            if self._arcs[arc] & LAST:
                return -1
            arc = self._after(arc)
        return arc

    def _label(self, arc: int) -> int:
        index = self._arcs[arc] & LABEL
        return self._labels[index] if index else self._arcs[arc + 1]

    def _after(self, arc: int) -> int:
        """The offset behind an arc."""
        arcs = self._arcs
        flags = arcs[arc]
        arc += 1 if flags & LABEL else 2
        if not flags & NEXT:
            while arcs[arc] & 128:
                arc += 1
            arc += 1
        return arc

    def _target(self, arc: int) -> int:
        """The node an arc leads to; 0 for none."""
        arcs = self._arcs
        if arcs[arc] & NEXT:
            while not arcs[arc] & LAST:
                arc = self._after(arc)
            return self._after(arc)
        at = arc + (1 if arcs[arc] & LABEL else 2)
        value = shift = 0
        while True:
            byte = arcs[at]
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
            at += 1
