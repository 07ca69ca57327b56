"""Proofreads whole files without a window: reads them, learns each story's names, checks every text."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from studio.model.cast import Cast
from studio.model.chapter import Chapter
from studio.model.problem import Problem
from studio.model.project import Project
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.ignore import IgnoreList
from studio.proofing.pipeline import BegunChapter, ChapterResult
from studio.storage.chapter_file import ChapterText, read_chapter
from studio.storage.load import load_project
from studio.text.quotes import QuoteKind
from studio.text.span import Span

_BEGUN_AHEAD = 2  # texts that the engines may be at work on beside the one that is reported on


@dataclass(frozen=True, slots=True)
class FileOffsets:
    """From offsets in a text with ``\\n`` line ends to offsets in its file as decoded, line ends and byte
    order mark counted as they are there."""

    long_ends: tuple[int, ...] = ()
    lead: int = 0

    @classmethod
    def of(cls, chapter: ChapterText) -> FileOffsets:
        """The map of a chapter that was read."""
        lead = 1 if chapter.bom else 0
        if chapter.line_end != "\r\n" and "\r\n" not in chapter.ends.lines:
            return cls((), lead)
        places = [i for i, char in enumerate(chapter.text) if char == "\n"]
        ends = chapter.ends.lines or (chapter.line_end,) * len(places)
        return cls(tuple(i for i, end in zip(places, ends, strict=False) if end == "\r\n"), lead)

    def in_file(self, offset: int) -> int:
        """Where the character at ``offset`` of the text stands in the file."""
        return offset + self.lead + bisect_left(self.long_ends, offset)


@dataclass(frozen=True, slots=True)
class FileToCheck:
    """A text, and its file: ``path`` as it was asked for, ``title`` for people."""

    path: str
    title: str
    text: str
    offsets: FileOffsets = FileOffsets()


@dataclass(frozen=True, slots=True)
class StoryToCheck:
    """Texts that share their names, with what the writer set for the story."""

    title: str
    context: StoryContext
    ignores: IgnoreList
    files: tuple[FileToCheck, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is to be checked.

    Attributes:
        stories: in the order they were asked for.
        problems: what is odd about files that can be read all the same.
        refused: what could not be opened at all.
    """

    stories: tuple[StoryToCheck, ...]
    problems: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReport:
    """The findings of one file; spans count in ``file.text``."""

    file: FileToCheck
    findings: tuple[Finding, ...]
    speech: tuple[Span, ...] = field(default=())


class Reader(Protocol):
    """What proofreads one text; ``proofing.pipeline.Proofreader`` does."""

    def begin(self, text: str) -> BegunChapter:
        """Begin to read ``text``, which comes soon."""

    def check_chapter(
        self, text: str, story: StoryContext, begun: BegunChapter | None = None
    ) -> ChapterResult:
        """All findings and quotations of ``text``; ``begun`` is its beginning."""


def gather(
    paths: Sequence[str], dialect: str | None = None, known_word: Callable[[str], bool] | None = None
) -> Gathered:
    """Read what is at ``paths``: projects, folders and files.

    A file inside a story is checked as part of it, with the story's names and settings; a loose file is a
    story by itself.

    Args:
        dialect: "en-US" or "en-GB" whatever the stories say; None to do as they say.
        known_word: whether a dictionary holds a word in lower case; tells names from words more surely.
    """
    wanted: dict[Path, _Wanted] = {}
    problems: list[Problem] = []
    refused: list[Problem] = []
    for path in paths:
        result = load_project(Path(path))
        project = result.project
        if project is None:
            refused += result.problems
            continue
        problems += result.problems
        home = _story_around(project)
        key = home.root if home else project.chapters[0].path if project.kind == "file" else project.root
        one = wanted.setdefault(key, _Wanted(home or project))
        for chapter in project.chapters:
            one.shown.setdefault(chapter.path, _shown(path, project, chapter))
    stories = tuple(_read_story(one, dialect, known_word, problems, refused) for one in wanted.values())
    return Gathered(tuple(story for story in stories if story.files), tuple(problems), tuple(refused))


@dataclass(slots=True)
class _Wanted:
    """A story and those of its files that shall be checked, each with the path to show."""

    project: Project
    shown: dict[Path, str] = field(default_factory=dict)


def _story_around(project: Project) -> Project | None:
    """The story that a single file is a chapter of, if it is one."""
    if project.kind != "file":
        return None
    file = project.chapters[0].path
    for folder in file.parents[:2]:
        if (folder / "story.toml").is_file():
            story = load_project(folder).project
            if story is not None and any(chapter.path == file for chapter in story.chapters):
                return story
    return None


def _shown(asked: str, project: Project, chapter: Chapter) -> str:
    if project.kind == "file":
        return asked
    folder = Path(asked) if Path(asked).is_dir() else Path(asked).parent
    return str(folder / chapter.path.relative_to(project.root))


def _read_story(
    wanted: _Wanted,
    dialect: str | None,
    known_word: Callable[[str], bool] | None,
    problems: list[Problem],
    refused: list[Problem],
) -> StoryToCheck:
    project = wanted.project
    settings = project.settings
    texts: list[str] = []
    files: list[FileToCheck] = []
    for chapter in project.chapters:
        read = read_chapter(chapter.path)
        texts.append(read.text)
        if chapter.path not in wanted.shown:
            continue
        if read.digest is None:
            refused += read.problems
            continue
        problems += read.problems
        files.append(FileToCheck(wanted.shown[chapter.path], chapter.title, read.text, FileOffsets.of(read)))
    context = StoryContext(
        cast=Cast.learn(texts, project.sheets, settings.hidden_names, known_word),
        words=frozenset(word.lower() for word in settings.words),
        dialect=dialect or settings.dialect,
        tense=settings.tense,
        disabled=frozenset(settings.disabled_rules),
    )
    return StoryToCheck(project.title, context, IgnoreList.of(settings.ignores), tuple(files))


Build = Callable[[str], Reader]
"""Makes the proofreader for a dialect."""


def check_all(
    stories: Sequence[StoryToCheck], build: Build, categories: frozenset[Category] = frozenset()
) -> Iterator[tuple[StoryToCheck, FileReport]]:
    """The reports of all stories, file by file in order, each made when it is asked for.

    One proofreader is made for each dialect, when it is first wanted.

    Args:
        categories: the only kinds of finding that are wanted; none means all.
    """
    readers: dict[str, Reader] = {}

    def reader_of(story: StoryToCheck) -> Reader:
        dialect = story.context.dialect
        if dialect not in readers:
            readers[dialect] = build(dialect)
        return readers[dialect]

    texts = [(story, file) for story in stories for file in story.files]
    coming = iter(texts)
    begun: deque[BegunChapter] = deque()
    for story, file in texts:
        # So that no core waits for the end of a text, or all but one for a short text.
        begun += [reader_of(s).begin(f.text) for s, f in islice(coming, 1 + _BEGUN_AHEAD - len(begun))]
        result = reader_of(story).check_chapter(file.text, story.context, begun.popleft())
        yield story, _report(story, file, result, categories)


def _report(
    story: StoryToCheck, file: FileToCheck, result: ChapterResult, categories: frozenset[Category]
) -> FileReport:
    findings = tuple(
        finding
        for finding in result.findings
        if (not categories or finding.category in categories) and not story.ignores.hides(finding, file.text)
    )
    said = (q for q in result.quotations if q.kind is QuoteKind.SPEECH)
    speech = tuple(part for quotation in said for part in quotation.own_words())
    return FileReport(file, findings, speech)
