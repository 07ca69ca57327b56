from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio.app.session.autosave import AutosaveTiming
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.file_read import digest
from tests.helpers.desk import ONE, TWO, Desk, make_story


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One="It began.\n", Two="It went on.\n"))


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, error: int = errno.ENOSPC) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", refuse)


def test_typing_reaches_the_file_a_second_later(desk: Desk) -> None:
    desk.type("Then it rained.\n")
    assert desk.open().dirty
    desk.scheduler.advance(0.9)
    assert desk.on_disk() == "It began.\n"
    desk.scheduler.advance(0.2)
    assert desk.on_disk() == "It began.\nThen it rained.\n"
    assert not desk.open().dirty


def test_saved_is_said_with_the_time_and_only_when_it_is_true(desk: Desk) -> None:
    desk.type("x")
    desk.runner.hold("io")
    desk.scheduler.advance(2)
    assert desk.told["chapter_saved"] == []
    desk.runner.run_held("io")
    assert [(state.id, state.saved) for state in desk.told["chapter_saved"]] == [(ONE, True)]
    assert desk.open().saved_at == desk.clock()


def test_what_is_typed_during_a_save_is_saved_after_it(desk: Desk) -> None:
    desk.type("a")
    desk.runner.hold("io")
    desk.session.save_now()
    desk.type("b")
    desk.runner.run_held("io")
    assert desk.on_disk() == "It began.\na"
    assert not desk.told["chapter_saved"][-1].saved
    desk.scheduler.advance(1.1)
    assert desk.on_disk() == "It began.\nab"
    assert desk.told["chapter_saved"][-1].saved


def test_typing_is_in_the_journal_within_half_a_second_and_gone_after_the_save(desk: Desk) -> None:
    desk.type("x")
    desk.scheduler.advance(0.5)
    assert len(desk.journals()) == 1
    desk.scheduler.advance(1)
    assert desk.journals() == []


def test_the_first_save_of_a_session_keeps_the_old_file(desk: Desk) -> None:
    for text in ("a", "b"):
        desk.type(text)
        desk.session.save_now(ONE)
    assert desk.kept() == {"session start": "It began.\n"}


def test_a_chapter_is_never_emptied_without_a_copy(desk: Desk) -> None:
    desk.type("More.\n")
    desk.session.save_now()
    desk.session.edited(ONE, TextEdit(0, len(desk.open().text), ""))
    desk.session.save_now()
    assert desk.on_disk() == ""
    assert desk.kept()["before emptying"] == "It began.\nMore.\n"


def test_a_full_disk_keeps_the_text_and_tries_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("kept")
    with monkeypatch.context() as patch:
        fill_the_disk(patch)
        desk.scheduler.advance(1.5)
        assert "disk is full" in desk.told["save_failed"][0].sentence
        assert (desk.on_disk(), desk.open().text) == ("It began.\n", "It began.\nkept")
    desk.scheduler.advance(5)
    assert desk.on_disk() == "It began.\nkept"
    assert desk.told["chapter_saved"][-1].saved


def test_a_folder_that_could_not_be_synced_is_not_saved_yet(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("x")
    desk.scheduler.advance(0.5)  # the journal is there; now only the folder's sync fails
    real, calls = os.fsync, []

    def fail_for_folders(handle: int) -> None:
        calls.append(handle)
        if os.path.isdir(f"/proc/self/fd/{handle}") and len(calls) > 3:  # noqa: PTH112
            raise OSError(errno.EIO, "broken")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail_for_folders)
        desk.session.save_now()
    assert desk.told["save_failed"]
    assert desk.open().dirty
    desk.session.save_now()
    assert desk.told["chapter_saved"][-1].saved
    assert desk.on_disk() == "It began.\nx"


def test_closing_saves_everything_and_lets_go(desk: Desk) -> None:
    desk.type("a")
    desk.type("b", chapter_id=TWO)
    assert desk.session.close()
    assert (desk.on_disk(), desk.on_disk(TWO)) == ("It began.\na", "It went on.\nb")
    assert desk.session.project is None
    assert (desk.scheduler.waiting, desk.journals()) == (0, [])
    assert not (desk.root / ".story-studio" / "lock").exists()


def test_closing_says_when_something_could_not_be_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("a")
    desk.scheduler.advance(0.5)
    fill_the_disk(monkeypatch)
    assert not desk.session.close()


def test_opening_another_story_saves_the_first(desk: Desk, tmp_path: Path) -> None:
    desk.type("a")
    desk.session.open(make_story(tmp_path / "other", Gate="x"))
    assert desk.on_disk() == "It began.\na"
    assert desk.session.project is not None
    assert desk.session.project.root == tmp_path / "other"


def test_line_ends_and_marks_of_the_file_are_kept(desk: Desk) -> None:
    desk.file().write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    desk.type("Three.\n")
    desk.session.save_now()
    assert desk.file().read_bytes() == b"\xef\xbb\xbfOne.\r\nTwo.\r\nThree.\r\n"


def test_a_second_window_reads_only(desk: Desk) -> None:
    desk.type("mine")
    second = Desk(desk.root)
    assert second.session.read_only
    assert "open in another window" in second.sentences()
    second.type("lost cause")
    second.scheduler.advance(10)
    assert second.session.close()
    assert desk.on_disk() == "It began.\n"
    desk.session.save_now()
    assert desk.on_disk() == "It began.\nmine"


def test_a_taken_over_window_stops_writing(desk: Desk) -> None:
    desk.type("first ")
    second = Desk(desk.root, start=False)
    second.session.open(desk.root, take_over=True)
    assert not second.session.read_only
    desk.scheduler.advance(0.5)
    desk.scheduler.advance(20)
    assert desk.told["read_only_changed"] == [True]
    assert desk.session.read_only


def test_unreadable_chapters_open_empty_and_cannot_be_overwritten(desk: Desk) -> None:
    desk.file().unlink()
    desk.file().mkdir()
    chapter = desk.open()
    assert chapter.read_only
    desk.type("x")
    assert desk.session.close()


def test_an_edit_that_does_not_fit_is_refused(desk: Desk) -> None:
    desk.open()
    with pytest.raises(ValueError, match="does not fit"):
        desk.session.edited(ONE, TextEdit(50, 1, ""))
    with pytest.raises(KeyError):
        desk.session.edited(ChapterId("chapters/None.md"), TextEdit(0, 0, "x"))


def test_texts_are_live_where_open_and_from_disk_elsewhere(desk: Desk) -> None:
    desk.type("x")
    got: list[dict[ChapterId, str]] = []
    desk.session.read_texts([TWO, ONE, ChapterId("gone")], got.append)
    assert list(got[0].items()) == [(TWO, "It went on.\n"), (ONE, "It began.\nx")]


def test_saving_costs_the_main_thread_nothing_but_handing_over(desk: Desk) -> None:
    desk.type("word " * 20_000)
    desk.runner.hold("io")
    desk.session.save_now()
    assert desk.on_disk() == "It began.\n"
    desk.runner.run_held("io")
    assert digest(desk.file().read_bytes()) == desk.open().on_disk.digest


def test_other_times_count_for_the_open_story(desk: Desk) -> None:
    desk.session.use_timing(AutosaveTiming(idle=3.0, longest=9.0))
    desk.type("Then it rained.\n")
    desk.scheduler.advance(2.0)
    assert desk.on_disk() == "It began.\n"
    desk.scheduler.advance(1.5)
    assert desk.on_disk() == "It began.\nThen it rained.\n"


def test_a_safety_copy_that_cannot_be_written_is_told_once(desk: Desk) -> None:
    desk.home.state.parent.mkdir(exist_ok=True)
    desk.home.state.write_text("no folder")
    for text in ("a", "b", "c"):
        desk.type(text)
        desk.scheduler.advance(5)
    said = [problem.sentence for problem in desk.told["problem"]]
    assert len(said) == 1
    assert said[0].startswith("The safety copy of unsaved typing could not be written (")
    assert desk.on_disk() == "It began.\nabc"


def test_on_a_full_disk_every_sentence_is_clear(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_the_disk(monkeypatch)
    for text in ("a", "b"):
        desk.type(text)
        desk.scheduler.advance(20)
    assert ".journal" not in desk.sentences()
    assert len(desk.told["problem"]) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [(errno.EROFS, "allows no writing"), (errno.EACCES, "allows no writing"), (errno.EDQUOT, "is used up")],
)
def test_a_disk_that_refuses_for_a_while_is_said_and_outlived(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: int, words: str
) -> None:
    desk.type("kept")
    with monkeypatch.context() as patch:
        fill_the_disk(patch, error)
        desk.scheduler.advance(20)
        assert all(words in problem.sentence for problem in desk.told["save_failed"])
    desk.scheduler.advance(60)
    assert desk.on_disk() == "It began.\nkept"


def test_the_next_save_notices_that_the_story_was_taken_over(desk: Desk) -> None:
    desk.type("first ")
    desk.scheduler.advance(0.5)  # in the journal, not yet in the file
    second = Desk(desk.root, start=False)
    second.session.open(desk.root, take_over=True)
    assert second.open().text == "It began.\nfirst "  # the typing of the first came along
    second.type("second ")
    desk.scheduler.advance(1)  # long before the next heartbeat
    assert desk.session.read_only
    assert desk.open().text == "It began.\nfirst "
    assert "took this story over" in desk.sentences()
    second.scheduler.advance(5)
    assert second.on_disk() == "It began.\nfirst second "
    assert desk.kept()["recovered typing"] == "It began.\nfirst "
    assert desk.session.close()
    assert second.on_disk() == "It began.\nfirst second "


def test_a_second_window_says_who_has_the_story(desk: Desk) -> None:
    second = Desk(desk.root)
    assert second.told["read_only_changed"] == [True]
    assert second.session.story is not None
    assert "close it there or take it over" in second.session.story.taken
    assert desk.told["read_only_changed"] == []


def test_a_window_that_ends_after_it_was_taken_over_keeps_its_text(desk: Desk) -> None:
    desk.type("first ")
    second = Desk(desk.root, start=False)
    second.session.open(desk.root, take_over=True)
    second.type("second ")
    second.session.save_now()
    assert not desk.session.close()
    assert "second" in second.on_disk()
    assert desk.home.state.exists()
    assert second.kept()["recovered typing"] == "It began.\nfirst "


def test_what_is_safe_in_the_journal_may_be_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("a")
    assert desk.session.make_safe() == ()
    assert desk.on_disk() == "It began.\na"
    with monkeypatch.context() as patch:
        fill_the_disk(patch)
        desk.type("b")
        assert desk.session.make_safe() == (ONE,)
    assert desk.session.project is not None
    desk.others_write("Another beginning.\n")
    desk.type("c")
    assert desk.session.make_safe() == ()  # the question about the file is open; the journal has the text
    assert desk.on_disk() == "Another beginning.\n"
