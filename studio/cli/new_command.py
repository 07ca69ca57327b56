"""``story-studio new``: makes a story from a template."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from studio.cli.console import CommandError, Console
from studio.storage.error import StorageError
from studio.storage.template import new_project, template_names


class NewCommand:
    """Runs one ``new``."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def run(self, arguments: Namespace) -> int:
        """Make the story; the exit status.

        Raises:
            CommandError: if it could not be made.
        """
        names = template_names()
        if arguments.template not in names:
            known = ", ".join(names) or "none"
            raise CommandError(f"There is no template “{arguments.template}”; the templates are {known}.")
        path = Path(arguments.path)
        title = arguments.title or path.resolve().name
        try:
            folder = new_project(
                path, title, arguments.author, template=arguments.template, language=arguments.language
            )
        except StorageError as error:
            raise CommandError(error.sentence) from error
        self._console.line(f"{folder}: “{title}” is ready; open it with story-studio.")
        return 0
