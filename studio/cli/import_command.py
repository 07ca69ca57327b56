"""``story-studio import``: makes a story of a document of another program."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from studio.app.exchange.import_plan import Split, SplitBy, divide
from studio.app.exchange.import_service import ImportPlan, make_story, read_plan
from studio.cli.console import CommandError, Console
from studio.storage.error import StorageError
from studio.storage.file_name import safe_stem
from studio.storage.importing.watch import Watch


class ImportCommand:
    """Runs one ``import``."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def run(self, arguments: Namespace) -> int:
        """Make the story, or show its chapters only; the exit status.

        Raises:
            CommandError: if nothing could be made.
        """
        source = Path(arguments.file)
        try:
            plan = read_plan(source, Watch(progress=self._progress))
            plan = _parted(plan, arguments.split, arguments.level)
        except StorageError as error:
            raise CommandError(error.sentence) from error
        finally:
            self._console.progress("")
        for sentence in plan.losses:
            self._console.trouble(sentence)
        for remark in plan.remarks:
            self._console.trouble(remark)
        if plan.division.missing:
            shown = ", ".join(f"“{word}”" for word in plan.division.missing[:5])
            self._console.trouble(f"Some words found no place in a chapter and go to the notes: {shown}.")
        if arguments.preview:
            self._preview(plan)
            return 0
        title = arguments.title or plan.title
        folder = Path(arguments.into) if arguments.into else source.parent / safe_stem(title)
        try:
            make_story(plan, folder, title, arguments.author or plan.document.author)
        except StorageError as error:
            raise CommandError(error.sentence) from error
        count = len(plan.division.chapters)
        self._console.line(
            f"{folder}: “{title}”, {count:,} chapter{'' if count == 1 else 's'}, "
            f"{plan.division.words:,} words."
        )
        return 0

    def _progress(self, share: float) -> None:
        self._console.progress(f"{share:.0%} read …")

    def _preview(self, plan: ImportPlan) -> None:
        for number, chapter in enumerate(plan.division.chapters, 1):
            self._console.line(f"{number:>4}  {chapter.title}  ({chapter.words:,} words)")
        used = plan.division.split
        others = ", ".join(_name(split) for split in plan.splits if split != used)
        self._console.line(f"Parted by {_name(used)}; it could be by {others or 'nothing else'}.")


def _name(split: Split) -> str:
    return f"{split.by} (level {split.level})" if split.level else str(split.by)


def _parted(plan: ImportPlan, by: str, level: int | None) -> ImportPlan:
    """The plan, parted as was asked for.

    Raises:
        CommandError: if the document cannot be parted so.
    """
    if by == "auto" and level is None:
        return plan
    wanted = SplitBy.HEADINGS if by == "auto" else SplitBy(by)
    fitting = [s for s in plan.splits if s.by is wanted and (level is None or s.level == level)]
    if not fitting:
        ways = ", ".join(dict.fromkeys(str(split.by) for split in plan.splits))
        raise CommandError(f"“{plan.name}” cannot be parted by {wanted} so; it can be by {ways}.")
    return replace(plan, division=divide(plan.document, fitting[0]))
