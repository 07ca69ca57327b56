"""``story-studio export``: writes a story's cleaned text."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from studio.app.exchange.export_service import (
    ChapterUnreadable,
    ExportRequest,
    Prepared,
    collect,
    prepare,
    render,
)
from studio.cli.console import CommandError, Console
from studio.cli.export_option import read_options
from studio.export.account import WordsLost
from studio.export.diff import Hunk
from studio.export.layout import Format, Layout
from studio.export.manuscript import Manuscript
from studio.model.piece import PieceKind
from studio.model.project import Project
from studio.storage.error import StorageError
from studio.storage.export_write import ExportWrite
from studio.storage.load import load_project


class ExportCommand:
    """Runs one ``export``."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def run(self, arguments: Namespace) -> int:
        """Write the file, or show the changes only; the exit status.

        Raises:
            CommandError: if nothing could be written.
        """
        request = ExportRequest(
            Format(arguments.to),
            read_options(arguments.option),
            Layout(title_page=not arguments.no_title_page),
        )
        project = self._project(arguments.project)
        manuscript = self._manuscript(project)
        if arguments.chapters:
            manuscript = _chosen(manuscript, arguments.chapters)
        prepared = prepare(manuscript, request)
        if arguments.preview:
            self._preview(prepared)
            return 0
        if arguments.out is None:
            raise CommandError("Say where to write the text with --out PATH, or look at it with --preview.")
        out = Path(arguments.out)
        _keep_off(project, out)
        self._write(prepared, request, out, force=arguments.force)
        return 0

    def _project(self, path: str) -> Project:
        result = load_project(Path(path))
        for problem in result.problems if result.project else ():
            self._console.trouble(problem.sentence)
        if result.project is None:
            raise CommandError(
                result.problems[0].sentence if result.problems else f"“{path}” cannot be opened."
            )
        if not result.project.chapters:
            raise CommandError(f"There is no chapter in “{path}”, so nothing was exported.")
        return result.project

    def _manuscript(self, project: Project) -> Manuscript:
        try:
            collected = collect(project)
        except ChapterUnreadable as error:
            raise CommandError(str(error)) from error
        for problem in collected.problems:
            self._console.trouble(problem.sentence)
        return collected.manuscript

    def _write(self, prepared: Prepared, request: ExportRequest, out: Path, *, force: bool) -> None:
        try:
            data = render(prepared, request)
            if out.is_dir():
                raise CommandError(f"“{out}” is a folder; give the name of a file.")
            if out.exists() and not force and out.read_bytes() != data:
                raise CommandError(f"“{out}” exists already; add --force to replace it.")
            out.parent.mkdir(parents=True, exist_ok=True)
            ExportWrite()(out, data)
        except WordsLost as error:
            raise CommandError(str(error)) from error
        except StorageError as error:
            raise CommandError(error.sentence) from error
        except OSError as error:
            raise CommandError(f"“{out}” could not be written ({error.strerror}).") from error
        chapters = len(prepared.chapters)
        self._console.line(
            f"{out}: {chapters} chapter{'' if chapters == 1 else 's'}, {prepared.words_written:,} words, "
            f"{prepared.changed:,} places made uniform, no word lost."
        )

    def _preview(self, prepared: Prepared) -> None:
        for chapter in prepared.chapters:
            if chapter.hunks:
                self._console.line(f"{chapter.title}")
                for hunk in chapter.hunks:
                    self._console.line(self._hunk(hunk))
                self._console.line()
        self._console.line(f"{prepared.changed:,} places would change.")

    def _hunk(self, hunk: Hunk) -> str:
        kinds = ", ".join(kind.value.replace("_", " ") for kind in hunk.kinds)
        return f"  line {hunk.line_before}: {kinds}\n    {_marked(hunk)}"


def _keep_off(project: Project, out: Path) -> None:
    """See to it that an export never takes the place of the story itself.

    Raises:
        CommandError: if ``out`` is one of the story's own files.
    """
    target = out.resolve()
    own = {chapter.path.resolve() for chapter in project.chapters} | {project.root / "story.toml"}
    if target in own:
        raise CommandError(f"“{out}” is a part of the story itself; export it to another file.")


def _marked(hunk: Hunk) -> str:
    """The hunk in one line: what goes in [-…-], what comes in {+…+}, line ends as ⏎."""
    signs = {
        PieceKind.SAME: ("", ""),
        PieceKind.REMOVED: ("[-", "-]"),
        PieceKind.ADDED: ("{+", "+}"),
    }
    parts = []
    for piece in hunk.pieces:
        before, after = signs[piece.kind]
        text = piece.text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥")
        if piece.kind is PieceKind.SAME and len(text) > 80:
            text = f"{text[:36]} … {text[-36:]}"
        parts.append(f"{before}{text}{after}")
    return "".join(parts)


def _chosen(manuscript: Manuscript, wanted: str) -> Manuscript:
    """The chapters that "1,3-5" or "The Ferry" name.

    Raises:
        CommandError: if there is no such chapter.
    """
    indexes: set[int] = set()
    for part in filter(None, (part.strip() for part in wanted.split(","))):
        indexes.update(_indexes(manuscript, part))
    try:
        return manuscript.select(indexes)
    except IndexError as error:
        count = len(manuscript.chapters)
        raise CommandError(f"The story has {count} chapter{'' if count == 1 else 's'}; {error}.") from error


def _indexes(manuscript: Manuscript, part: str) -> range:
    first, dash, last = part.partition("-")
    if first.isdecimal() and (not dash or last.isdecimal()):
        low, high = int(first), int(last or first)
        if 1 <= low <= high <= len(manuscript.chapters):
            return range(low - 1, high)
        count = len(manuscript.chapters)
        raise CommandError(f"The chapters are numbered 1 to {count}, so “{part}” names none.")
    for at, chapter in enumerate(manuscript.chapters):
        if chapter.title.casefold() == part.casefold():
            return range(at, at + 1)
    raise CommandError(f"There is no chapter called “{part}”.")
