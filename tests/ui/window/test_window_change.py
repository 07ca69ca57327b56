"""The tense of a scene, and all fixes of a kind, from the window: seen first, taken back with one undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from studio.app.checking.proofing_service import ChapterFindings
from studio.model.chapter import ChapterId
from studio.model.tense import Tense
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.finding import Finding
from studio.proofing.message import CheckFixes, ConvertTense, FixesChecked, TenseConverted
from studio.text.span import Span
from studio.ui.dialogs.change_sheet import ChangeSheet
from studio.ui.dialogs.fix_alike_dialog import FixAlikeDialog
from studio.ui.dialogs.tense_dialog import TenseDialog
from studio.ui.start import Program
from tests.helpers.window import finding

Open = Callable[[dict[str, str]], Program]
TEXT = "She walked.\n\nHe ran.\n\n* * *\n\nTeh end was teh sea.\n"
OTHER = "Teh other end.\n"


class Answers:
    """Stands for the worker: turns "walked" and "ran", and has nothing against any fix."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def convert(self, text, within, tense, done, failed):  # type: ignore[no-untyped-def]
        self.asked.append(ConvertTense(1, text, within, tense))
        changes = [self._change(text, "walked", "walks"), self._change(text, "ran", "runs", sure=False)]
        done(TenseConverted(1, Tense.PAST, tense or Tense.PRESENT, tuple(changes)))
        return lambda: None

    def check_fixes(self, text, findings, done, failed):  # type: ignore[no-untyped-def]
        self.asked.append(CheckFixes(1, text, findings))
        done(FixesChecked(1, tuple(f.suggestions for f in findings)))
        return lambda: None

    def _change(self, text: str, old: str, new: str, *, sure: bool = True) -> ProposedChange:
        start = text.index(old)
        return ProposedChange(
            Span(start, start + len(old)), old, new, sure, "" if sure else "It may be a noun."
        )


@pytest.fixture
def program(open_story: Open) -> Program:
    made = open_story({"One": TEXT, "Two": OTHER})
    made.services.questions = Answers()  # type: ignore[assignment]
    return made


def dialog(program: Program, kind: type[QDialog]) -> ChangeSheet:
    found = [d for d in program.window.findChildren(kind) if d.isVisible()]
    assert len(found) == 1
    assert isinstance(found[0], ChangeSheet)
    return found[0]


def test_a_scene_is_turned_and_one_undo_takes_it_back(qtbot: QtBot, program: Program) -> None:
    editor = program.window.editor
    program.window.actions_["tense"].trigger()
    shown = dialog(program, TenseDialog)
    assert shown.do_button.text() == "Change 1 place"
    shown.tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Checked)  # type: ignore[union-attr]
    qtbot.mouseClick(shown.do_button, Qt.MouseButton.LeftButton)
    assert editor.text() == TEXT.replace("walked", "walks").replace("ran", "runs")
    program.window.actions_["undo"].trigger()
    assert editor.text() == TEXT


def test_the_scene_at_the_caret_is_asked_for_or_what_is_selected(program: Program) -> None:
    answers = program.services.questions
    program.window.actions_["tense"].trigger()
    program.window.editor.select(Span(0, 11))
    program.window.actions_["tense"].trigger()
    spans = [a.within.of(TEXT) for a in answers.asked]  # type: ignore[attr-defined]
    assert spans == ["She walked.\n\nHe ran.", "She walked."]


def test_another_tense_can_be_asked_for(qtbot: QtBot, program: Program) -> None:
    program.window.actions_["tense"].trigger()
    shown = dialog(program, TenseDialog)
    assert isinstance(shown, TenseDialog)
    assert shown.present.isChecked()
    assert shown.told.text() == "Now told in the past."
    shown.past.click()
    assert program.services.questions.asked[-1].tense is Tense.PAST  # type: ignore[attr-defined]


def tell(program: Program, chapter: str, text: str, *found: Finding) -> None:
    """The worker has found something."""
    service = program.services.proofing
    service.chapter_text(chapter, text)
    known = service._chapters[chapter]
    known.marks.answer(known.marks.revision, Span(0, len(text)), found)
    service.found.emit(ChapterFindings(chapter, Span(0, len(text)), found))


def find(text: str, words: str, rule: str = "test.rule") -> Finding:
    return finding(text, words, words.replace("eh", "he"), rule=rule)


@pytest.fixture
def marked(program: Program) -> Program:
    tell(program, "chapters/One.md", TEXT, find(TEXT, "Teh"), find(TEXT, "teh"), find(TEXT, "sea", "other"))
    tell(program, "chapters/Two.md", OTHER, find(OTHER, "Teh"))
    return program


def test_all_of_a_kind_from_the_card(qtbot: QtBot, marked: Program) -> None:
    editor = marked.window.editor
    editor.show_next()
    qtbot.keyClick(editor.card, Qt.Key.Key_F)
    shown = dialog(marked, FixAlikeDialog)
    assert shown.do_button.text() == "Fix 2 places"
    qtbot.mouseClick(shown.do_button, Qt.MouseButton.LeftButton)
    assert editor.text() == TEXT.replace("Teh", "The").replace("teh", "the")
    marked.window.actions_["undo"].trigger()
    assert editor.text() == TEXT


def test_all_of_a_kind_in_the_story(qtbot: QtBot, marked: Program) -> None:
    marked.window.editor.show_next()
    marked.window.actions_["fix_alike"].trigger()
    shown = dialog(marked, FixAlikeDialog)
    assert isinstance(shown, FixAlikeDialog)
    shown.story.click()
    assert shown.do_button.text() == "Fix 3 places"
    shown.none_button.click()
    assert not shown.do_button.isEnabled()
    shown.all_button.click()
    qtbot.mouseClick(shown.do_button, Qt.MouseButton.LeftButton)
    session = marked.services.session
    two = ChapterId("chapters/Two.md")
    qtbot.waitUntil(
        lambda: (c := session.chapter(two)) is not None and c.text == "The other end.\n", timeout=5000
    )
    assert marked.window.editor.text().startswith("She walked.")
    assert "The end was the sea." in marked.window.editor.text()


def test_from_the_panel_of_findings(marked: Program) -> None:
    panel = marked.tools.findings_panel()
    marked.tools.show_findings(True)
    panel.refresh()
    panel.tree.setCurrentIndex(panel.model.index(0, 0))  # a kind as a whole has no fix of its own
    assert not panel.alike_button.isEnabled()
    panel.tree.setCurrentIndex(panel.model.index(0, 0, panel.model.index(0, 0)))
    assert panel.alike_button.isEnabled()
    panel.alike_button.click()
    dialog(marked, FixAlikeDialog)


def test_nothing_marked_here_is_said(program: Program) -> None:
    program.window.actions_["fix_alike"].trigger()
    assert not [d for d in program.window.findChildren(FixAlikeDialog) if d.isVisible()]


def test_without_a_worker_the_dialog_says_why(open_story: Open) -> None:
    program = open_story({"One": TEXT})
    program.window.actions_["tense"].trigger()
    assert (
        dialog(program, TenseDialog).state.text() == "This needs proofreading, which is off or has stopped."
    )
