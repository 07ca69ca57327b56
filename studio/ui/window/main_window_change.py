"""Changes of many places at once: the tense of a scene, all fixes of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studio.app.checking.fix_alike import Chapter
from studio.app.checking.proposals import Proposals
from studio.app.structure.scene_span import scene_at
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.proofing.finding import Finding
from studio.ui.dialogs.change_sheet import ChangeSheet
from studio.ui.editor.mark_list import Mark
from studio.ui.window.main_window_sheets import SheetControl


class ChangeControl(SheetControl):
    """The dialogs that change many places."""

    def _listen(self) -> None:
        self._proposals = Proposals(self._services.session, self._on_page)
        self._editor.alike_chosen.connect(self._on_alike)

    def show_tense(self) -> None:
        """Offer to turn the scene at the caret, or what is selected, into the other tense."""
        project, chapter_id = self._services.session.project, ChapterId(self._editor.chapter_id)
        chapter = project.chapter(chapter_id) if project is not None else None
        if chapter is None:
            return
        from studio.ui.dialogs.tense_dialog import TenseDialog

        text, chosen = self._editor.text(), self._editor.selection()
        within = chosen if chosen.of(text).strip() else scene_at(text, self._editor.caret())
        dialog = TenseDialog(
            self._services.questions,
            self._proposals,
            self._theme,
            (chapter_id, chapter.title, text),
            within,
            self._window,
            whole_scene=within != chosen,
        )
        self._show(dialog)
        dialog.ask()

    def fix_alike_here(self) -> None:
        """Offer to fix all findings like the one at the caret or in the open card."""
        card = self._editor.card
        mark = card.mark if card.isVisible() else self._editor.marks().at(self._editor.caret())
        if mark is None:
            self._window.status.say("Nothing is marked here.")
        else:
            self._on_alike(self._editor.chapter_id, mark)

    def _on_alike(self, chapter: str, mark: Mark) -> None:
        self.show_fix_alike(chapter, replace(mark.finding, span=mark.span))

    def show_fix_alike(self, chapter: str, finding: Finding) -> None:
        """Offer to fix all findings like ``finding`` of a chapter."""
        text = self._services.proofing.text_of(chapter)
        if finding.span.end > len(text):
            return  # edited meanwhile
        from studio.ui.dialogs.fix_alike_dialog import FixAlikeDialog

        dialog = FixAlikeDialog(
            self._services.questions,
            self._proposals,
            self._theme,
            self._chapters,
            ChapterId(chapter),
            finding,
            text,
            self._window,
        )
        self._show(dialog)
        dialog.gather()

    def _show(self, dialog: ChangeSheet) -> None:
        dialog.place_chosen.connect(self._go_to)
        dialog.carried_out.connect(self._window.status.say)
        dialog.show()
        dialog.tree.setFocus()

    def _chapters(self) -> tuple[Chapter, ...]:
        project, proofing = self._services.session.project, self._services.proofing
        if project is None:
            return ()
        return tuple(
            Chapter(each.id, each.title, proofing.text_of(each.id), proofing.findings(each.id))
            for each in project.chapters
        )

    def _on_page(self, chapter: ChapterId, text: str, edits: Sequence[TextEdit]) -> bool:
        if self._editor.chapter_id != chapter or self._editor.text() != text:
            return False
        if self._editor.page.isReadOnly():
            return False
        self._editor.apply(edits)
        return True
