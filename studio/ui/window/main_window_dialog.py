"""The dialogs about the whole story: its trash, and find and replace in all chapters."""

from __future__ import annotations

from studio.ui.window.main_window_sheets import SheetControl


class StoryDialogs(SheetControl):
    """The trash, and find and replace."""

    def _listen(self) -> None:
        self._services.session.said.connect(self._window.status.say)

    def show_trash(self) -> None:
        """Show what was deleted from the story."""
        if self._services.session.project is not None:
            from studio.ui.dialogs.trash_dialog import TrashDialog

            TrashDialog(self._services.session, self._window).show()

    def show_replace(self) -> None:
        """Find and replace in all chapters, beginning with what is selected."""
        if self._services.session.project is None:
            return
        from studio.ui.dialogs.story_replace_dialog import StoryReplaceDialog

        editor = self._editor
        dialog = StoryReplaceDialog(self._services.session, self._services.runner, self._theme, self._window)
        dialog.place_chosen.connect(self._go_to)
        chosen = editor.selection().of(editor.text()) if editor.chapter_id else ""
        if chosen.strip() and "\n" not in chosen and len(chosen) <= 200:
            dialog.query.setText(chosen)
        dialog.show()
        dialog.query.setFocus()
