"""Makes a text uniform, and tells every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from studio.export.change import Change, ChangeKind, Edit, Script
from studio.export.dash_pass import dash_edits
from studio.export.ellipsis_pass import ellipsis_edits
from studio.export.line_pass import blank_line_edits, scene_edits
from studio.export.markdown_pass import markdown_edits
from studio.export.option import CleanOptions
from studio.export.protect import Protected
from studio.export.quote_pass import quote_edits
from studio.export.space_pass import invisible_edits, line_end_edits, space_edits, trailing_edits
from studio.text.span import Span

__all__ = ("CleanOptions", "Cleaned", "apply_fixes", "clean")

_MOST_ROUNDS = 12
"""One pass can make work for another; prose needs two rounds, and each only makes the text more uniform."""

_Pass = Callable[[str, CleanOptions], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and what was changed, in order; ``apply_changes`` on the original gives ``text``."""

    text: str
    changes: tuple[Change, ...]


def clean(text: str, options: CleanOptions, fixes: Sequence[tuple[Span, str]] = ()) -> Cleaned:
    """``text`` in the way of ``options``; cleaning it again changes nothing.

    Args:
        text: a chapter.
        options: what is made uniform.
        fixes: corrections to apply first, as ``apply_fixes`` takes them.

    Raises:
        ValueError: if two fixes overlap or one lies outside the text.
    """
    script = Script(text)
    script.apply(_fix_edits(text, fixes))
    script.apply(line_end_edits(script.text))
    for _ in range(_MOST_ROUNDS):
        if not _round(script, options):
            break
    return Cleaned(script.text, script.changes())


def apply_fixes(text: str, fixes: Iterable[tuple[Span, str]]) -> str:
    """``text`` with each span (code points) replaced.

    Raises:
        ValueError: if two fixes overlap or one lies outside the text.
    """
    script = Script(text)
    script.apply(_fix_edits(text, tuple(fixes)))
    return script.text


def _round(script: Script, options: CleanOptions) -> bool:
    """Run every pass once; whether any changed the text."""
    passes: tuple[_Pass, ...] = (
        invisible_edits,
        markdown_edits,
        trailing_edits,
        space_edits,
        ellipsis_edits,
        quote_edits,
        dash_edits,
        blank_line_edits,
    )
    changed = script.apply(scene_edits(script.text, options))
    for one in passes:
        allowed = Protected(script.text).allow(one(script.text, options))
        changed = script.apply(allowed) or changed
    return changed


def _fix_edits(text: str, fixes: Sequence[tuple[Span, str]]) -> list[Edit]:
    edits = sorted(
        (Edit(span.start, span.end, after, ChangeKind.FIX) for span, after in fixes),
        key=lambda edit: (edit.start, edit.end),
    )
    done = 0
    for edit in edits:
        if edit.start < done or edit.end > len(text):
            raise ValueError(
                f"the fix at {edit.start} to {edit.end} overlaps another or lies outside the text"
            )
        done = edit.end
    return edits
