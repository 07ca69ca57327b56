"""Finds what an export would change, chapter by chapter, so that it shows progress and can be stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from studio.app.exchange.export_service import ChapterPreview, ExportRequest, prepare
from studio.app.tasks import TaskRunner
from studio.export.change import ChangeKind
from studio.export.manuscript import Manuscript
from studio.text.word import count_words

_WORDS = (
    (ChangeKind.FIX, "correction", "corrections"),
    (ChangeKind.QUOTE, "quote mark", "quote marks"),
    (ChangeKind.DASH, "dash", "dashes"),
    (ChangeKind.ELLIPSIS, "ellipsis", "ellipses"),
    (ChangeKind.SCENE_BREAK, "scene break", "scene breaks"),
    (ChangeKind.SPACE, "space", "spaces"),
    (ChangeKind.TRAILING_SPACE, "space at a line's end", "spaces at line ends"),
    (ChangeKind.BLANK_LINE, "blank line", "blank lines"),
    (ChangeKind.INVISIBLE, "invisible character", "invisible characters"),
    (ChangeKind.LINE_END, "line end", "line ends"),
    (ChangeKind.MARKDOWN, "mark of emphasis", "marks of emphasis"),
)


class ExportPreview:
    """One preview at a time; a new one takes the place of the one before. Main thread only."""

    def __init__(self, runner: TaskRunner) -> None:
        self._runner = runner
        self._ticket = 0

    def start(
        self,
        manuscript: Manuscript,
        request: ExportRequest,
        progress: Callable[[int, int], None],
        done: Callable[[tuple[ChapterPreview, ...]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Clean every chapter in turn on the "work" lane.

        ``progress`` gets the chapters done and their number after each; ``done`` all of them at the end.
        Neither is called any more once another preview was started or this one stopped.
        """
        self._ticket += 1
        ticket, found = self._ticket, list[ChapterPreview]()
        total = len(manuscript.chapters)

        def go_on() -> None:
            if ticket != self._ticket:
                return
            if len(found) == total:
                done(tuple(found))
                return
            one = manuscript.select([len(found)])
            self._runner.submit("work", lambda: prepare(one, request).chapters[0], took, cannot)

        def took(chapter: ChapterPreview) -> None:
            found.append(chapter)
            if ticket == self._ticket:
                progress(len(found), total)
            go_on()

        def cannot(error: Exception) -> None:
            if ticket == self._ticket:
                failed(error)

        go_on()

    def stop(self) -> None:
        """Go no further; what was asked for is not told any more."""
        self._ticket += 1


def changes_in_words(chapters: Sequence[ChapterPreview]) -> str:
    """ "12 places change: 9 quote marks, 3 dashes." """
    counts = Counter(change.kind for chapter in chapters for change in chapter.changes)
    total = sum(counts.values())
    if not total:
        return "Nothing changes; the text is uniform already."
    kinds = [f"{counts[k]:,} {one if counts[k] == 1 else many}" for k, one, many in _WORDS if counts[k]]
    return f"{total:,} {'place changes' if total == 1 else 'places change'}: {', '.join(kinds)}."


def words_in_words(chapters: Sequence[ChapterPreview]) -> str:
    """That no word is lost, or which ones would be."""
    missing = [word for chapter in chapters for word in chapter.words.missing]
    added = [word for chapter in chapters for word in chapter.words.added]
    if missing or added:
        shown = ", ".join(f"“{word}”" for word in (missing or added)[:5])
        return f"Some words would not stay as they are: {shown}. Nothing can be exported this way."
    total = sum(count_words(chapter.after) for chapter in chapters)
    return f"No word is lost: the text keeps its {total:,} words."


def is_whole(chapters: Sequence[ChapterPreview]) -> bool:
    """Whether every word of every chapter is kept."""
    return all(chapter.words.whole for chapter in chapters)
