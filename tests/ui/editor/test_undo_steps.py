"""Undo steps go from one document to another of the same text, as over the end of the program."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from studio.model.edit import TextEdit
from studio.ui.editor.chapter_document import ChapterDocument
from studio.ui.editor.prose_look import ProseLook

START = "She came *home* at dusk.\n\nNobody 😀 spoke.\n\n* * *\n\nThe end.\n"


@pytest.fixture
def documents(qapp: QApplication, look: ProseLook) -> Iterator[list[ChapterDocument]]:
    made: list[ChapterDocument] = []
    yield made
    for document in made:
        document.deleteLater()
    qapp.processEvents()


def write(document: ChapterDocument, seed: int, count: int) -> list[str]:
    """Make random changes, one undo step each; returns the text after each."""
    chance = random.Random(seed)
    texts = [document.text]
    for _ in range(count):
        start = chance.randrange(len(document.text) + 1)
        removed = min(chance.choice((0, 0, 3, 12)), len(document.text) - start)
        new = chance.choice(("", "Then ", "*so* ", "😀", "\n\n", "é"))
        if removed or new:
            document.apply([TextEdit(start, removed, new)])
            texts.append(document.text)
    return texts


@pytest.mark.parametrize("seed", range(12))
def test_every_step_is_taken_back_in_a_new_document(
    documents: list[ChapterDocument], look: ProseLook, seed: int
) -> None:
    first = ChapterDocument(START, look)
    documents.append(first)
    texts = write(first, seed, 25)
    told: list[object] = []
    first.edited.connect(lambda edit, _before: told.append(edit))
    steps = first.undo_steps(100)
    assert (told, first.text) == ([], texts[-1])
    second = ChapterDocument(first.text, look)
    documents.append(second)
    second.edited.connect(lambda edit, _before: told.append(edit))
    assert second.put_undo_steps(steps)
    assert (told, second.text) == ([], texts[-1])
    seen = [second.text]
    while second.qt.isUndoAvailable():
        second.qt.undo()
        if second.text != seen[-1]:
            seen.append(second.text)
    assert seen[-1] == START
    assert set(seen) <= set(texts)
    while second.qt.isRedoAvailable():
        second.qt.redo()
    assert second.text == texts[-1]


def test_only_the_last_steps_are_asked_for_and_nothing_is_lost_by_asking(
    documents: list[ChapterDocument], look: ProseLook
) -> None:
    first = ChapterDocument(START, look)
    documents.append(first)
    texts = write(first, 3, 20)
    first.qt.undo()
    now = first.text
    assert len(first.undo_steps(5)) == 5
    assert first.text == now
    first.qt.redo()
    assert first.text == texts[-1]
    while first.qt.isUndoAvailable():
        first.qt.undo()
    assert first.text == START


def test_steps_that_do_not_fit_or_come_too_late_change_nothing(
    documents: list[ChapterDocument], look: ProseLook
) -> None:
    document = ChapterDocument("Short.\n", look)
    documents.append(document)
    assert not document.put_undo_steps([TextEdit(3, 100, "")])
    assert document.text == "Short.\n"
    document.apply([TextEdit(0, 0, "Typed. ")])
    assert not document.put_undo_steps([TextEdit(0, 1, "")])
    assert document.text == "Typed. Short.\n"


@pytest.mark.parametrize("seed", range(6))
def test_a_page_that_rests_keeps_its_text_its_steps_and_its_look(
    documents: list[ChapterDocument], look: ProseLook, seed: int
) -> None:
    document = ChapterDocument(START, look)
    documents.append(document)
    texts = write(document, seed, 12)
    steps = document.undo_steps(100)
    document.rest()
    assert document.resting
    assert document.undo_steps(100) == steps
    assert document.resting
    document.become(texts[-1] + "More *of it*.\n")
    assert not document.resting
    assert document.text == texts[-1] + "More *of it*.\n"
    styled = document.qt.findBlockByNumber(document.qt.blockCount() - 2).layout().formats()
    assert len(styled) > 0
    while document.qt.isUndoAvailable():
        document.qt.undo()
    assert document.text == START


def test_old_steps_go_when_they_hold_too_much(documents: list[ChapterDocument], look: ProseLook) -> None:
    document = ChapterDocument("A", look)
    documents.append(document)
    long = "word " * 60_000
    for _ in range(14):
        document.apply([TextEdit(1, 0, long)])
        document.apply([TextEdit(1, len(long), "")])
    assert document.has_long_history
    document.apply([TextEdit(1, 0, " last")])
    document.drop_old_steps()
    assert not document.has_long_history
    assert len(document.undo_steps(100)) == 4
    document.qt.undo()
    assert document.text == "A"
    document.qt.redo()
    assert document.text == "A last"


def test_one_huge_step_can_still_be_taken_back(documents: list[ChapterDocument], look: ProseLook) -> None:
    document = ChapterDocument("A", look)
    documents.append(document)
    document.apply([TextEdit(1, 0, "x" * 9_000_000)])
    document.drop_old_steps()
    document.qt.undo()
    assert document.text == "A"
