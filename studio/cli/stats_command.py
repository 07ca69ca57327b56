"""``story-studio stats``: counts a story."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from studio.app.statistics import StoryCounts, count_story
from studio.cli.console import CommandError, Console
from studio.cli.text_width import cut, pad
from studio.model.cast import Cast
from studio.model.project import Project
from studio.storage.chapter_file import read_chapter
from studio.storage.load import load_project

_TITLE = 44
_MOST_NAMES = 12


class StatsCommand:
    """Runs one ``stats``."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def run(self, arguments: Namespace) -> int:
        """Count and print; the exit status.

        Raises:
            CommandError: if the story cannot be opened.
        """
        result = load_project(Path(arguments.project))
        for problem in result.problems if result.project else ():
            self._console.trouble(problem.sentence)
        if result.project is None:
            sentence = result.problems[0].sentence if result.problems else "There is nothing to open."
            raise CommandError(sentence)
        counts = self._count(result.project)
        if arguments.format == "json":
            self._console.line(json.dumps(_as_object(result.project, counts), indent=1))
        else:
            self._table(result.project, counts)
        return 0

    def _count(self, project: Project) -> StoryCounts:
        chapters = []
        for chapter in project.chapters:
            read = read_chapter(chapter.path)
            for problem in read.problems:
                self._console.trouble(problem.sentence)
            chapters.append((chapter.title, read.text))
        cast = Cast.learn((text for _, text in chapters), project.sheets, project.settings.hidden_names)
        return count_story(chapters, cast)

    def _table(self, project: Project, counts: StoryCounts) -> None:
        line = self._console.line
        line(project.title + (f" by {project.author}" if project.author else ""))
        line()
        line(f"  {pad('chapter', _TITLE)} {'words':>9} {'scenes':>7} {'speech':>7}")
        for chapter in counts.chapters:
            share = f"{chapter.speech_share:.0%}"
            line(f"  {pad(chapter.title, _TITLE)} {chapter.words:>9,} {chapter.scenes:>7} {share:>7}")
        share = f"{counts.speech_share:.0%}"
        line(f"  {pad('all', _TITLE)} {counts.words:>9,} {counts.scenes:>7} {share:>7}")
        line()
        line(
            f"A sentence has {counts.sentence_mean:.1f} words on average, "
            f"and half of them have {counts.sentence_median:g} or fewer."
        )
        people = ", ".join(f"{person.name} {person.count}" for person in counts.people[:_MOST_NAMES])
        if people:
            line(cut(f"Names: {people}", self._console.width))


def _as_object(project: Project, counts: StoryCounts) -> dict[str, object]:
    return {
        "title": project.title,
        "author": project.author,
        "words": counts.words,
        "scenes": counts.scenes,
        "speech_share": round(counts.speech_share, 4),
        "sentence_mean": round(counts.sentence_mean, 2),
        "sentence_median": counts.sentence_median,
        "chapters": [
            {
                "title": chapter.title,
                "words": chapter.words,
                "scenes": chapter.scenes,
                "paragraphs": chapter.paragraphs,
                "speech_share": round(chapter.speech_share, 4),
            }
            for chapter in counts.chapters
        ],
        "names": [
            {"name": person.name, "count": person.count, "variants": list(person.variants)}
            for person in counts.people
        ],
    }
