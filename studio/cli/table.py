"""Findings as a table for people: grouped by chapter, with the line and the sentence around."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.app.checking.check_story import FileReport
from studio.cli.text_width import cut, cut_start, pad, width
from studio.proofing.finding import Category, Finding
from studio.text.sentence import split_sentences

KIND_NAMES: Mapping[Category, str] = MappingProxyType(
    {
        Category.REAL_WORD: "wrong word",
        Category.SPELLING: "spelling",
        Category.TENSE_SHIFT: "tense",
        Category.AGREEMENT: "agreement",
        Category.MISSING_WORD: "missing word",
        Category.EXTRA_WORD: "extra word",
        Category.REPEATED_WORD: "repeated word",
        Category.APOSTROPHE: "apostrophe",
        Category.COMPOUND: "compound",
        Category.CAPITALIZATION: "capital",
        Category.GRAMMAR_OTHER: "grammar",
        Category.PUNCTUATION: "punctuation",
        Category.DIALOGUE_PUNCTUATION: "dialogue mark",
        Category.STYLE: "style",
    }
)
_LINE, _KIND = 6, 14
_CHANGE, _CHANGE_WHEN_NARROW, _NARROW = 30, 18, 90
_REACH = 400
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Table:
    """Lays out reports; ``columns`` is the width to keep to, ``reasons`` adds each rule's sentence."""

    columns: int
    colour: bool = False
    reasons: bool = False

    def chapter(self, report: FileReport) -> Iterator[str]:
        """The lines of one file; none if nothing was found in it."""
        if not report.findings:
            return
        title, path = report.file.title, report.file.path
        yield ""
        yield self._bold(cut(title if title == path else f"{title}  ({path})", self.columns))
        yield ""
        change = pad("found → instead", self._change_columns)
        yield self._dim(f"{'line':>{_LINE}}  {pad('kind', _KIND)}  {change}  in the text")
        starts = _line_starts(report.file.text)
        for finding in report.findings:
            yield from self._row(finding, report.file.text, bisect_right(starts, finding.span.start))

    def summary(self, findings: int, files: int, words: int) -> str:
        """The last line."""
        found = "Nothing was found" if not findings else f"{findings:,} finding{_s(findings)}"
        return f"{found} in {files:,} text{_s(files)}, {words:,} words."

    @property
    def _change_columns(self) -> int:
        return _CHANGE if self.columns >= _NARROW else _CHANGE_WHEN_NARROW

    def _row(self, finding: Finding, text: str, line: int) -> Iterator[str]:
        kind = pad(KIND_NAMES[finding.category], _KIND)
        change = pad(_change(finding, text), self._change_columns)
        head = f"{line:>{_LINE}}  {kind}  {change}  "
        yield head + self._around(finding, text, self.columns - width(head))
        if self.reasons:
            indent = " " * (_LINE + 2)
            yield self._dim(indent + cut(finding.message, self.columns - len(indent)))

    def _around(self, finding: Finding, text: str, room: int) -> str:
        """The sentence with the marked words in brackets, cut on both sides to ``room`` columns."""
        before, after = _sentence(finding, text)
        marked = _flat(finding.span.of(text))
        shown = f"[{cut(marked, max(4, room // 2))}]"
        rest = max(0, room - width(shown))
        left = max(rest - width(after), rest // 2)
        before = cut_start(before, left) if left > 1 else ""
        after_room = rest - width(before)
        after = cut(after, after_room) if after_room > 1 else ""
        return before + self._bold(shown) + after

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_RESET}" if self.colour else text

    def _dim(self, text: str) -> str:
        return f"{_DIM}{text}{_RESET}" if self.colour else text


def _change(finding: Finding, text: str) -> str:
    marked = _flat(finding.span.of(text)) or "·"
    if not finding.suggestions:
        return marked
    best = _flat(finding.suggestions[0])
    return f"{marked} → {best or '(nothing)'}"


def _sentence(finding: Finding, text: str) -> tuple[str, str]:
    """What stands before and after the marked words, to the ends of the sentence or the line."""
    start, end = finding.span.start, finding.span.end
    from_ = max(0, start - _REACH, text.rfind("\n\n", 0, start) + 1)
    to = text.find("\n\n", end)
    to = min(len(text), end + _REACH, to if to >= 0 else len(text))
    piece = text[from_:to]
    for sentence in split_sentences(piece):
        if sentence.start + from_ <= start and end <= sentence.end + from_:
            from_, to = sentence.start + from_, sentence.end + from_
            break
    return _flat(text[from_:start]), _flat(text[end:to])


def _flat(text: str) -> str:
    return "".join(" " if char.isspace() else char for char in text if char.isspace() or char.isprintable())


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def _s(count: int) -> str:
    return "" if count == 1 else "s"
