"""The import dialog: what is found is shown, parted otherwise, made a story or added to one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.app.exchange.import_plan import Split, SplitBy
from studio.app.exchange.import_service import ImportService
from studio.ui.dialogs.import_dialog import ImportDialog, choose_document
from tests.helpers.runner import ImmediateRunner

BOOK = "# The Quay\n\nThe lamp was lit.\n\n* * *\n\nNobody came.\n\n# The Gate\n\nIt stood open.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Book.md"
    path.write_text(BOOK, encoding="utf-8")
    return path


def shown(source: Path, qtbot: QtBot, open_title: str = "") -> ImportDialog:
    dialog = ImportDialog(ImportService(ImmediateRunner()), source, source.parent, open_title)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def rows(dialog: ImportDialog) -> list[tuple[str, str]]:
    items = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items if item is not None]


def test_the_chapters_are_shown_with_their_words(source: Path, qtbot: QtBot) -> None:
    dialog = shown(source, qtbot)
    assert rows(dialog) == [("1.  The Quay", "6"), ("2.  The Gate", "3")]
    assert dialog.found.text() == "2 chapters, 13 words; every word of the document is kept."
    assert dialog.title_field.text() == "Book"
    assert dialog.import_button.isEnabled()


def test_it_can_be_parted_otherwise(source: Path, qtbot: QtBot) -> None:
    dialog = shown(source, qtbot)
    at = [dialog.splits.itemData(i) for i in range(dialog.splits.count())].index(Split(SplitBy.WHOLE))
    dialog.splits.setCurrentIndex(at)
    dialog.splits.activated.emit(at)
    assert [title for title, _ in rows(dialog)] == ["1.  The Story"]


def test_a_new_story_is_made_where_it_says(source: Path, qtbot: QtBot) -> None:
    dialog = shown(source, qtbot)
    dialog.title_field.setText("Low Water")
    with qtbot.waitSignal(dialog.made) as made:
        dialog.import_button.click()
    folder = source.parent / "Low Water"
    assert made.args == [folder]
    assert (folder / "chapters" / "The Gate.md").read_text("utf-8") == "It stood open.\n"


def test_what_is_in_the_way_is_said_at_once(source: Path, qtbot: QtBot) -> None:
    (source.parent / "Taken").mkdir()
    (source.parent / "Taken" / "x").touch()
    dialog = shown(source, qtbot)
    dialog.title_field.setText("Taken")
    assert not dialog.import_button.isEnabled()
    assert "already something called “Taken”" in dialog.place.text()


def test_chapters_go_to_the_open_story(source: Path, qtbot: QtBot) -> None:
    dialog = shown(source, qtbot, "Low Water")
    assert dialog.into_open.isVisible()
    dialog.into_open.setChecked(True)
    assert not dialog.fields.isVisible()
    with qtbot.waitSignal(dialog.adding_wanted) as wanted:
        dialog.import_button.click()
    assert wanted.args is not None
    plan, watch = wanted.args
    assert plan is dialog.plan
    watch.progress(0.5)
    assert dialog.progress.isVisible()
    assert dialog.progress.value() == 500
    assert not dialog.import_button.isEnabled()
    dialog.stop_button.click()
    assert watch.stopped
    watch.ended("It was stopped, and nothing was added.")
    assert dialog.found.text() == "It was stopped, and nothing was added."
    assert dialog.import_button.isEnabled()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.import_button.click()
    assert dialog._watch is not None
    dialog._watch.ended("")
    assert not dialog.isVisible()


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.docx").write_bytes(b"%PDF-1.7")
    dialog = shown(tmp_path / "a.docx", qtbot)
    assert "is a PDF" in dialog.failed.sentence.text()
    assert dialog.failed.isVisible()
    assert str(tmp_path) in dialog.failed.file.text()
    assert not dialog.import_button.isVisible()
    assert not dialog.import_button.isEnabled()
    assert dialog.stop_button.text() == "Close"


def test_stopping_ends_the_reading(source: Path, qtbot: QtBot) -> None:
    runner = ImmediateRunner()
    runner.hold("import")
    dialog = ImportDialog(ImportService(runner), source, source.parent)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.stop_button.click()
    runner.run_held("import")
    assert dialog.plan is None


def test_everything_has_a_name_to_be_read_aloud(source: Path, qtbot: QtBot) -> None:
    dialog = shown(source, qtbot, "Low Water")
    for widget in (dialog.list, dialog.splits, dialog.title_field, dialog.folder_field, dialog.progress):
        assert widget.accessibleName()


def test_a_document_is_asked_for(source: Path, qtbot: QtBot) -> None:
    dialog = shown(source, qtbot)
    asked: list[str] = []

    def ask(_parent: object, _title: str, folder: str, kinds: str) -> tuple[str, str]:
        asked.append(kinds)
        return (str(source), "")

    assert choose_document(dialog, str(source.parent), ask) == source
    assert "*.docx" in asked[0]
    assert choose_document(dialog, "", lambda *_: ("", "")) is None


def test_another_document_can_be_chosen_instead(
    tmp_path: Path, source: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "Empty.docx"
    broken.write_bytes(b"")
    dialog = shown(broken, qtbot)
    assert dialog.failed.file.text().startswith("Empty, changed today")
    monkeypatch.setattr("studio.ui.dialogs.import_dialog.choose_document", lambda *_: source)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitSignal(dialog.other_wanted) as wanted:
        dialog.failed.other_button.click()
    assert wanted.args == [source]
    assert not dialog.isVisible()


def test_what_is_missing_of_a_damaged_document_stands_above_its_chapters(
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Book.rtf"
    path.write_bytes(rb"{\rtf1 The lamp was lit.\par Nobody came")
    dialog = shown(path, qtbot)
    said = [each.text() for each in dialog.findChildren(QLabel) if "breaks off" in each.text()]
    assert said == [
        "“Book.rtf” breaks off at “…The lamp was lit. Nobody came”; what may have followed is missing here."
    ]
    assert "every word that could be read is kept" in dialog.found.text()
    assert dialog.import_button.isEnabled()
