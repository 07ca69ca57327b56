"""``story-studio check``: proofreads files, folders and projects."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator

from studio import __version__
from studio.app.checking.check_story import FileReport, Gathered, Reader, StoryToCheck, check_all, gather
from studio.cli.console import Console
from studio.cli.jsonl import json_line
from studio.cli.sarif import sarif_log
from studio.cli.table import Table
from studio.model.problem import Problem
from studio.proofing.assembly import build_proofreader, known_word
from studio.proofing.finding import Category
from studio.proofing.message import EngineChoice
from studio.proofing.pipeline import Proofreader
from studio.text.word import count_words

NOTHING_FOUND, FOUND, COULD_NOT_RUN = 0, 1, 2


class CheckCommand:
    """Runs one ``check``; ``fast`` leaves the encoder out, ``deep`` brings the language model in."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._proofreaders: list[Proofreader] = []

    def run(self, arguments: Namespace) -> int:
        """Check what ``arguments`` name; the exit status."""
        gathered = gather(arguments.paths, arguments.language, known_word())
        self._say(gathered.problems)
        self._say(gathered.refused)
        if not gathered.stories:
            if not gathered.refused:
                self._console.trouble("There is no text to check there.")
            return COULD_NOT_RUN
        try:
            found = self._report(arguments, gathered)
        finally:
            for proofreader in self._proofreaders:
                proofreader.close()
        if gathered.refused:
            return COULD_NOT_RUN
        return FOUND if found else NOTHING_FOUND

    def _report(self, arguments: Namespace, gathered: Gathered) -> int:
        """Write all reports in the form that is wanted; the number of findings."""
        categories = frozenset(Category(name) for name in arguments.category)

        def build(dialect: str) -> Reader:
            return self._build(dialect, fast=arguments.fast, deep=arguments.deep)

        reports = self._watched(check_all(gathered.stories, build, categories), gathered)
        if arguments.format == "jsonl":
            return self._jsonl(reports)
        if arguments.format == "sarif":
            return self._sarif(reports)
        return self._table(reports, reasons=arguments.reasons)

    def _build(self, dialect: str, *, fast: bool, deep: bool) -> Proofreader:
        choice = EngineChoice(encoder=not fast, deep=deep, dialect=dialect)
        proofreader = build_proofreader(choice, threads=os.cpu_count() or 1)
        self._proofreaders.append(proofreader)
        return proofreader

    def _watched(
        self, reports: Iterable[tuple[StoryToCheck, FileReport]], gathered: Gathered
    ) -> Iterator[FileReport]:
        """The reports, with progress beside and the engines' troubles at the end."""
        total = sum(len(story.files) for story in gathered.stories)
        self._console.progress(f"Reading the first of {total:,} texts …" if total > 1 else "Reading …")
        for done, (_, report) in enumerate(reports, 1):
            self._console.progress("")
            yield report
            if done < total:
                self._console.progress(f"{done:,} of {total:,} texts read …")
        troubles = {sentence for one in self._proofreaders for sentence in one.problems.values()}
        for sentence in sorted(troubles):
            self._console.trouble(sentence)

    def _jsonl(self, reports: Iterator[FileReport]) -> int:
        found = 0
        for report in reports:
            found += len(report.findings)
            self._console.line(json_line(report))
        return found

    def _sarif(self, reports: Iterator[FileReport]) -> int:
        every = list(reports)
        self._console.line(sarif_log(every, __version__))
        return sum(len(report.findings) for report in every)

    def _table(self, reports: Iterator[FileReport], *, reasons: bool) -> int:
        table = Table(self._console.width, self._console.colour, reasons)
        found = files = words = 0
        for report in reports:
            found += len(report.findings)
            files += 1
            words += count_words(report.file.text)
            for line in table.chapter(report):
                self._console.line(line)
        if found:
            self._console.line()
        self._console.line(table.summary(found, files, words))
        return found

    def _say(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._console.trouble(problem.sentence)
