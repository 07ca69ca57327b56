"""Another program writes a chapter between the last look at it and its saving."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.storage import exchange as exchanging
from studio.storage.temporary import is_temporary
from tests.helpers.desk import ONE, Desk, make_story

START = "The ferry left.\n\nIt was late.\n"
THEIRS = "The ferry left.\n\nIt was late.\n\nNobody waved.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(make_story(tmp_path / "story", One=START))
    desk.open()
    return desk


def interfere(monkeypatch: pytest.MonkeyPatch, desk: Desk, *texts: str, fail: bool = False) -> None:
    """Write the texts, one before each exchange; with ``fail`` every exchange after the first fails."""
    real, waiting, done = exchanging.exchange, list(texts), []

    def exchange(source: Path, target: Path) -> None:
        if target == desk.file() and waiting:
            draft = target.with_name("~draft")
            draft.write_text(waiting.pop(0), encoding="utf-8")
            draft.replace(target)
        if done and fail:
            raise OSError(5, os.strerror(5))
        done.append(source)
        real(source, target)

    monkeypatch.setattr(exchanging, "exchange", exchange)


def temporaries(desk: Desk) -> list[Path]:
    return [path for path in desk.root.rglob("*") if is_temporary(path.name)]


def test_both_sides_are_merged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("slowly ", 4)
    interfere(monkeypatch, desk, THEIRS)
    desk.session.save_now()
    desk.scheduler.advance(6.0)
    assert desk.on_disk() == desk.open().text == "The slowly ferry left.\n\nIt was late.\n\nNobody waved.\n"
    assert not desk.told["save_failed"]
    assert not temporaries(desk)


def test_what_was_written_twice_in_that_instant_is_a_version(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("slowly ", 4)
    interfere(monkeypatch, desk, "An older text of theirs.\n", THEIRS)
    desk.session.save_now()
    desk.scheduler.advance(6.0)
    assert "An older text of theirs.\n" in desk.kept().values()
    assert "Nobody waved" in desk.on_disk()
    assert "slowly" in desk.on_disk()
    assert not temporaries(desk)


def test_where_it_cannot_be_put_back_it_is_a_version_and_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("slowly ", 4)
    interfere(monkeypatch, desk, THEIRS, fail=True)
    desk.session.save_now()
    assert THEIRS in desk.kept().values()
    assert "kept among the earlier versions" in desk.sentences()
    assert "slowly" in desk.on_disk()
    assert not temporaries(desk)


def test_what_a_kill_left_beside_is_a_version_at_the_next_start(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("slowly ", 4)
    with monkeypatch.context() as context:
        _let_die_after_the_exchange(context, desk)
        desk.session.save_now()
    left = temporaries(desk)[0]
    left.rename(left.with_name(left.name.replace(f"-{os.getpid()}-", "-999999999-")))
    again = desk.crash()
    again.open()
    assert "slowly" in again.open().text
    assert THEIRS in again.kept().values()
    assert "in the moment in which it was saved" in again.sentences()
    assert not temporaries(again)
    assert again.told["problem"][0].where == ONE


def _let_die_after_the_exchange(context: pytest.MonkeyPatch, desk: Desk) -> None:
    real = exchanging.exchange
    first: list[Path] = []

    def exchange(source: Path, target: Path) -> None:
        if first:
            raise OSError(5, "dead")
        first.append(target)
        target.write_text(THEIRS, encoding="utf-8")
        real(source, target)

    context.setattr(exchanging, "exchange", exchange)
    context.setattr("studio.app.session.chapter_keeper.read_displaced", _dead)


def _dead(path: Path) -> None:
    from studio.storage.error import ReadError

    raise ReadError("dead")
