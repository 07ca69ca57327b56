"""Turns a scene, or what is selected, from the past into the present or back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from studio.app.checking.proposals import ChapterProposals, Proposals
from studio.app.checking.worker_questions import WorkerQuestions
from studio.model.chapter import ChapterId
from studio.model.tense import Tense
from studio.proofing.message import TenseConverted
from studio.text.span import Span
from studio.ui.dialogs.change_sheet import ChangeSheet
from studio.ui.dialogs.part import UNIT, Look, label, row


class TenseDialog(ChangeSheet):
    """Lists the verbs that change.

    Args:
        chapter: id and title of the chapter, and its text as the page has it.
        within: the stretch to turn, in code points.
        whole_scene: whether that is the scene, and not a selection.
    """

    def __init__(
        self,
        questions: WorkerQuestions,
        proposals: Proposals,
        look: Look,
        chapter: tuple[ChapterId, str, str],
        within: Span,
        parent: QWidget | None = None,
        *,
        whole_scene: bool = True,
    ) -> None:
        what = "this scene" if whole_scene else "what is selected"
        super().__init__(
            "Change the tense",
            f"The narration of {what} is turned; speech, thoughts and letters stay as they are. "
            "A version of the chapter is kept first, and one undo takes everything back.",
            proposals,
            look,
            parent,
        )
        self._questions = questions
        self._chapter = chapter
        self._within = within
        self._reason = "before changing the tense"
        self._drop: Callable[[], None] = lambda: None
        self.present = QRadioButton("Tell it in the &present")
        self.past = QRadioButton("Tell it in the &past")
        self.told = label("", "muted")
        self._choice = QButtonGroup(self)
        for each in (self.present, self.past):
            each.setAccessibleName(each.text().replace("&", ""))
            self._choice.addButton(each)
            each.clicked.connect(lambda _checked=False: self.ask(self.wanted()))
        self.body.addLayout(row(self.present, self.past, 1, self.told, spacing=3 * UNIT))
        self.finish_building()

    def wanted(self) -> Tense | None:
        """The tense that is chosen; None before the scene is known."""
        if self.present.isChecked():
            return Tense.PRESENT
        return Tense.PAST if self.past.isChecked() else None

    def ask(self, tense: Tense | None = None) -> None:
        """Have the scene read; None takes the tense that it is not told in."""
        self._drop()
        self.wait("Reading the scene…")
        self._drop = self._questions.convert(
            self._chapter[2], self._within, tense, self._answered, self._failed
        )

    def _answered(self, answer: TenseConverted) -> None:
        (self.present if answer.tense is Tense.PRESENT else self.past).setChecked(True)
        self.told.setText(f"Now told in the {answer.told}." if answer.told else "")
        chapter_id, title, text = self._chapter
        if answer.changes:
            self.show_found([ChapterProposals(chapter_id, title, text, answer.changes)], _NAMES)
        else:
            self.wait(f"There is no verb here that would change in the {answer.tense}.")

    def _failed(self, sentence: str) -> None:
        self.wait(sentence)

    def done(self, result: int) -> None:
        self._drop()
        super().done(result)


_NAMES = "What the studio is not sure of is not ticked."
