"""Exports a story: collects its text, cleans it, shows what changes, writes the file and proves it whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from studio.app.tasks import TaskRunner
from studio.export.account import WordAccount, WordsLost, account
from studio.export.change import Change
from studio.export.clean import apply_fixes, clean
from studio.export.diff import Hunk, hunks
from studio.export.layout import Format, Layout, options_for
from studio.export.manuscript import Manuscript, ManuscriptChapter
from studio.export.option import KEEP_ALL, CleanOptions
from studio.export.writer import write
from studio.model.chapter import ChapterId
from studio.model.problem import Problem
from studio.model.project import Project
from studio.storage.chapter_file import read_chapter
from studio.text.span import Span
from studio.text.word import count_words

Fixes = Mapping[int, Sequence[tuple[Span, str]]]
"""Corrections to apply on the way, by the chapter's place in the manuscript; spans count in its text."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is wanted; a chapter has its heading if ``options`` and ``layout`` both say so."""

    format: Format
    options: CleanOptions = field(default_factory=CleanOptions)
    layout: Layout = field(default_factory=Layout)
    fixes: Fixes = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ChapterPreview:
    """What becomes of one chapter; spans of ``changes`` count in ``before``."""

    title: str
    before: str
    after: str
    changes: tuple[Change, ...]
    hunks: tuple[Hunk, ...]
    words: WordAccount


@dataclass(frozen=True, slots=True)
class Prepared:
    """A cleaned manuscript, and how it came to be."""

    manuscript: Manuscript
    chapters: tuple[ChapterPreview, ...]

    @property
    def words_written(self) -> int:
        """How many words the chapters have in the end, as a writer counts them."""
        return sum(count_words(chapter.after) for chapter in self.chapters)

    @property
    def changed(self) -> int:
        """How many places change in all."""
        return sum(len(chapter.changes) for chapter in self.chapters)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    path: Path
    words: int
    changed: int


@dataclass(frozen=True, slots=True)
class Collected:
    """A story's text, and what is odd about its files."""

    manuscript: Manuscript
    problems: tuple[Problem, ...] = ()


class ChapterUnreadable(Exception):  # noqa: N818 - a fact about a file
    """A chapter could not be read, so nothing is exported; the text says which and why."""


def collect(project: Project, live: Mapping[ChapterId, str] | None = None) -> Collected:
    """The whole story's text; ``live`` holds the text of chapters that are open.

    Raises:
        ChapterUnreadable: if a file cannot be read: a story is never exported without one of its chapters.
    """
    live = live or {}
    chapters: list[ManuscriptChapter] = []
    problems: list[Problem] = []
    for chapter in project.chapters:
        text = live.get(chapter.id)
        if text is None:
            read = read_chapter(chapter.path)
            problems += read.problems
            if read.digest is None:
                sentence = (
                    read.problems[0].sentence if read.problems else f"“{chapter.title}” cannot be read."
                )
                raise ChapterUnreadable(f"Nothing was exported. {sentence}")
            text = read.text
        chapters.append(ManuscriptChapter(chapter.title, text))
    manuscript = Manuscript(project.title, project.author, project.language, tuple(chapters))
    return Collected(manuscript, tuple(problems))


def prepare(manuscript: Manuscript, request: ExportRequest) -> Prepared:
    """Clean ``manuscript`` for the format that is wanted.

    Raises:
        ValueError: if fixes overlap or lie outside their chapter.
    """
    options = options_for(request.options, request.format)
    previews = tuple(
        _preview(chapter, options, request.fixes.get(at, ()))
        for at, chapter in enumerate(manuscript.chapters)
    )
    title_options = replace(KEEP_ALL, marks=options.marks, style=options.style)
    cleaned = replace(
        manuscript,
        title=clean(manuscript.title, title_options).text,
        chapters=tuple(
            ManuscriptChapter(clean(preview.title, title_options).text, preview.after) for preview in previews
        ),
    )
    return Prepared(cleaned, previews)


def render(prepared: Prepared, request: ExportRequest) -> bytes:
    """The file's bytes.

    Raises:
        WordsLost: if cleaning or writing would lose or add a word; then there is nothing to save.
    """
    for chapter in prepared.chapters:
        if not chapter.words.whole:
            raise WordsLost(chapter.words)
    layout = Layout(request.options.headings and request.layout.headings, request.layout.title_page)
    return write(prepared.manuscript, request.format, layout)


class ExportService:
    """Exports beside the window, in the "work" lane.

    Args:
        runner: where the work is done.
        write_file: puts bytes in the place of a file as a whole, or raises.
    """

    def __init__(self, runner: TaskRunner, write_file: Callable[[Path, bytes], object]) -> None:
        self._runner = runner
        self._write_file = write_file

    def preview(
        self,
        manuscript: Manuscript,
        request: ExportRequest,
        done: Callable[[Prepared], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Tell what would change."""
        self._runner.submit("work", lambda: prepare(manuscript, request), done, failed)

    def export(
        self,
        manuscript: Manuscript,
        request: ExportRequest,
        path: Path,
        done: Callable[[Exported], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Write the file; ``failed`` gets ``WordsLost`` or what ``write_file`` raised."""
        self._runner.submit(
            "work", lambda: export_file(manuscript, request, path, self._write_file), done, failed
        )


def export_file(
    manuscript: Manuscript,
    request: ExportRequest,
    path: Path,
    write_file: Callable[[Path, bytes], object],
) -> Exported:
    """Clean, write, and say what was done.

    Raises:
        WordsLost: if a word would be lost; nothing is written.
        Exception: what ``write_file`` raises.
    """
    prepared = prepare(manuscript, request)
    write_file(path, render(prepared, request))
    return Exported(path, prepared.words_written, prepared.changed)


def _preview(
    chapter: ManuscriptChapter, options: CleanOptions, fixes: Sequence[tuple[Span, str]]
) -> ChapterPreview:
    cleaned = clean(chapter.text, options, fixes)
    words = account(apply_fixes(chapter.text, fixes), cleaned.text)
    return ChapterPreview(
        chapter.title,
        chapter.text,
        cleaned.text,
        cleaned.changes,
        hunks(chapter.text, cleaned.changes),
        words,
    )
