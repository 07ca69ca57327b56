"""Fixes all findings of one kind, each seen first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from studio.app.checking.fix_alike import Chapter, FixAlike, Kind
from studio.app.checking.proposals import ChapterProposals, Proposals
from studio.app.checking.worker_questions import WorkerQuestions
from studio.model.chapter import ChapterId
from studio.proofing.finding import Finding
from studio.ui.dialogs.change_sheet import ChangeSheet
from studio.ui.dialogs.part import UNIT, Look, row
from studio.ui.editor.mark_kind import mark_kind


class FixAlikeDialog(ChangeSheet):
    """Lists what one fix, or one rule, would change in the chapter or the story.

    Args:
        chapters: gives the chapters of the story as proofreading knows them now.
        finding: the one that it began with, in the chapter ``here``.
    """

    def __init__(
        self,
        questions: WorkerQuestions,
        proposals: Proposals,
        look: Look,
        chapters: Callable[[], tuple[Chapter, ...]],
        here: ChapterId,
        finding: Finding,
        text: str,
        parent: QWidget | None = None,
    ) -> None:
        kind = mark_kind(finding.category).label
        super().__init__(
            "Fix all of this kind",
            "Each fix was tried out: none of these brings a new finding. A version of each chapter is kept "
            "first, and one undo takes everything back.",
            proposals,
            look,
            parent,
        )
        self._verb = "Fix"
        self._reason = "before fixing all of a kind"
        self._alike = FixAlike(questions)
        self._chapters = chapters
        self._here = here
        self._finding = finding
        self._text = text
        words = " ".join(finding.span.of(text).split())
        shown = words if len(words) <= 40 else words[:39] + "…"
        self.same_words = _choice(f"Only “{shown}”", on=True)
        self.same_rule = _choice(f"Everything like it: {kind.lower()}")
        self.chapter = _choice("This chapter", on=True)
        self.story = _choice("The whole story")
        for pair in ((self.same_words, self.same_rule), (self.chapter, self.story)):
            group = QButtonGroup(self)
            for each in pair:
                group.addButton(each)
                each.clicked.connect(lambda _checked=False: self.gather())
        self.body.addLayout(row(self.same_words, self.same_rule, 1, spacing=3 * UNIT))
        self.body.addLayout(row(self.chapter, self.story, 1, spacing=3 * UNIT))
        self.finish_building()

    def gather(self) -> None:
        """Make the list anew."""
        self.wait("Trying out the fixes…")
        chapters = self._chapters()
        if self.chapter.isChecked():
            chapters = tuple(each for each in chapters if each.id == self._here)
        kind = Kind.of(self._finding, self._text, same_words=self.same_words.isChecked())
        self._alike.gather(chapters, kind, self._gathered, self.wait)

    def _gathered(self, found: tuple[ChapterProposals, ...], without: int) -> None:
        words = f"{without:,} more cannot be fixed without harm and are left out." if without else ""
        if found:
            self.show_found(found, words)
        else:
            self.wait(f"Nothing of this kind can be fixed without harm here. {words}".strip())

    def done(self, result: int) -> None:
        self._alike.stop()
        super().done(result)


def _choice(words: str, *, on: bool = False) -> QRadioButton:
    made = QRadioButton(words)
    made.setAccessibleName(words)
    made.setChecked(on)
    return made
