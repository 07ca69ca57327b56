"""What each command of the menus does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.start import Program


def handlers(program: Program) -> Mapping[str, Callable[[bool], object]]:
    """The handlers of ``studio.ui.action.COMMANDS`` by name, for a program whose parts may yet be made."""

    def show_findings(on: bool) -> None:
        program.tools.show_findings(on)

    def show_marks(on: bool) -> None:
        program.tools.show_marks(on)

    def import_document() -> None:
        from studio.ui.window.main_window_import import show_import

        show_import(program.window, program.services, program.files)

    return {
        "new_story": lambda _on: program.files.new_story(),
        "open_folder": lambda _on: program.files.open_folder(),
        "open_file": lambda _on: program.files.open_file(),
        "import_document": lambda _on: import_document(),
        "close_story": lambda _on: program.files.close_story(),
        "save": lambda _on: program.services.session.save_now(),
        "history": lambda _on: program.versions.show_history(program.window.editor.chapter_id),
        "copies": lambda _on: program.versions.show_copies(),
        "backups": lambda _on: program.backups.show(),
        "export": lambda _on: program.files.show_export(),
        "settings": lambda _on: program.files.show_settings(),
        "keys": lambda _on: program.files.show_keys(),
        "about": lambda _on: program.files.about(),
        **_edit_handlers(program),
        "replace_story": lambda _on: program.dialogs.show_replace(),
        "trash": lambda _on: program.dialogs.show_trash(),
        "findings": show_findings,
        "to_findings": lambda _on: show_findings(True),
        "larger": lambda _on: program.tools.zoom(1),
        "smaller": lambda _on: program.tools.zoom(-1),
        "theme_light": lambda _on: program.tools.choose_theme("light"),
        "theme_dark": lambda _on: program.tools.choose_theme("dark"),
        "theme_system": lambda _on: program.tools.choose_theme("system"),
        "palette": lambda _on: program.tools.show_palette(),
        "add_chapter": lambda _on: program.add_chapter(),
        "next_chapter": lambda _on: program.story.step(1),
        "previous_chapter": lambda _on: program.story.step(-1),
        "undo_structure": lambda _on: program.services.outline.edit.undo(),
        "redo_structure": lambda _on: program.services.outline.edit.redo(),
        "next_finding": lambda _on: program.window.editor.show_next(),
        "previous_finding": lambda _on: program.window.editor.show_next(forward=False),
        "card": lambda _on: program.window.editor.open_card_here(),
        "fix_alike": lambda _on: program.changes.fix_alike_here(),
        "tense": lambda _on: program.changes.show_tense(),
        "marks": show_marks,
        "pause_deep": lambda _on: program.story.pause_close_reading(),
    }


def _edit_handlers(program: Program) -> Mapping[str, Callable[[bool], object]]:
    """Those that change the text where the focus is, or look through it."""
    return {
        "undo": lambda _on: program.tools.edit("undo"),
        "redo": lambda _on: program.tools.edit("redo"),
        "cut": lambda _on: program.tools.edit("cut"),
        "copy": lambda _on: program.tools.edit("copy"),
        "paste": lambda _on: program.tools.edit("paste"),
        "select_all": lambda _on: program.tools.edit("select_all"),
        "italic": lambda _on: program.tools.emphasise("*"),
        "bold": lambda _on: program.tools.emphasise("**"),
        "scene_break": lambda _on: program.tools.break_scene(),
        "find": lambda _on: program.tools.find_bar().open_find(),
        "find_next": lambda _on: program.tools.find_bar().find_next(),
        "find_previous": lambda _on: program.tools.find_bar().find_previous(),
        "replace": lambda _on: program.tools.find_bar().open_replace(),
    }
