"""Imports a document: asks which one, shows the dialog, opens what was made of it."""

from __future__ import annotations

from pathlib import Path

from studio.app.exchange.import_service import ImportPlan, ImportService, adding
from studio.app.structure.long_step import StepWatch
from studio.ui.dialogs.import_dialog import ImportDialog, choose_document
from studio.ui.start_services import Services
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_file import FileControl


def show_import(
    window: MainWindow, services: Services, files: FileControl, source: Path | None = None
) -> ImportDialog | None:
    """Show the dialog for ``source``, or ask for it; None if the writer thinks better of it."""
    session = services.session
    project = session.project
    home = project.root.parent if project else Path.home()
    source = source or choose_document(window, str(home))
    if source is None:
        return None
    can_add = project is not None and project.kind == "story" and not session.read_only
    title = project.title if project is not None and can_add else ""
    dialog = ImportDialog(ImportService(services.runner), source, home, title, window)

    def add(plan: ImportPlan, watch: StepWatch) -> None:
        count = len(plan.division.chapters)
        what = "One chapter is" if count == 1 else f"{count:,} chapters are"
        told = watch.ended

        def ended(sentence: str) -> None:
            told(sentence)
            if not sentence:
                window.status.say(f"{what} at the end of the story now; one undo takes the import back.")

        watch.ended = ended
        session.import_chapters(adding(plan, watch))

    dialog.made.connect(files.open_path)
    dialog.other_wanted.connect(lambda path: show_import(window, services, files, path))
    dialog.adding_wanted.connect(add)
    dialog.show()
    return dialog
