from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.desk import ONE, TWO, Desk, make_story

BEGAN = "It began.\n\nShe waited.\n\nIt ended.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(make_story(tmp_path / "story", One=BEGAN, Two="Two.\n"))
    desk.open()
    return desk


def test_a_clean_chapter_shows_the_new_text(desk: Desk) -> None:
    desk.others_write(BEGAN + "More.\n")
    fact = desk.told["chapter_replaced"][0]
    assert (fact.old, fact.new, fact.reason) == (BEGAN, BEGAN + "More.\n", "outside")
    assert desk.open().text == BEGAN + "More.\n"
    assert not desk.open().dirty


def test_own_saves_are_silent(desk: Desk) -> None:
    desk.type("x")
    desk.session.save_now()
    desk.session.check_files()
    assert (desk.told["chapter_replaced"], desk.told["conflict_found"]) == ([], [])


def test_what_this_session_wrote_is_kept_before_it_is_replaced(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.session.save_now()
    desk.others_write("Theirs.\n")
    desk.scheduler.advance(1)
    assert desk.kept()["before outside change"] == BEGAN + "Mine.\n"


def test_changes_of_different_places_are_merged_and_saved(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.others_write(BEGAN.replace("She", "He"))
    assert desk.open().text == BEGAN.replace("She", "He") + "Mine.\n"
    assert desk.told["chapter_replaced"][0].reason == "merge"
    desk.scheduler.advance(2)
    assert desk.on_disk() == desk.open().text
    assert desk.told["conflict_found"] == []


def test_both_sides_are_kept_before_a_merge(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.others_write("Theirs.\n\n" + BEGAN)
    assert BEGAN + "Mine.\n" in desk.kept().values()
    assert "Theirs.\n\n" + BEGAN in desk.kept().values()


def test_a_save_that_meets_another_file_merges_instead(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.file().write_text(BEGAN.replace("She", "He"))  # the watcher has said nothing yet
    desk.session.save_now()
    desk.scheduler.advance(2)
    assert desk.on_disk() == BEGAN.replace("She", "He") + "Mine.\n"


def conflict(desk: Desk) -> str:
    """Both sides change the same sentence; what the other wrote."""
    desk.session.replace_text(ONE, BEGAN.replace("waited", "slept"))
    theirs = BEGAN.replace("waited", "ran")
    desk.others_write(theirs)
    return theirs


def test_the_same_sentence_is_a_question_and_nothing_is_overwritten(desk: Desk) -> None:
    theirs = conflict(desk)
    question = desk.told["conflict_found"][0]
    assert (question.base, question.mine, question.theirs) == (BEGAN, desk.open().text, theirs)
    assert [hunk.mine for hunk in question.hunks] == ["She slept.\n"]
    desk.scheduler.advance(60)
    desk.session.save_now()
    assert desk.on_disk() == theirs
    assert desk.open().text == question.mine


def test_an_answer_is_saved(desk: Desk) -> None:
    conflict(desk)
    both = desk.told["conflict_found"][0].result.assembled(lambda _: "both")
    desk.session.resolve_conflict(ONE, both)
    assert desk.on_disk() == desk.open().text == both
    assert "slept" in both
    assert "ran" in both


def test_the_answer_theirs_leaves_the_file_alone(desk: Desk) -> None:
    theirs = conflict(desk)
    desk.session.resolve_conflict(ONE, theirs)
    assert (desk.open().text, desk.open().dirty) == (theirs, False)


def test_what_is_typed_while_the_question_is_open_is_part_of_the_answer(desk: Desk) -> None:
    theirs = conflict(desk)
    desk.type("After.\n")
    desk.session.resolve_conflict(ONE, theirs)
    assert desk.on_disk() == theirs + "After.\n"


def test_an_answer_to_an_earlier_question_keeps_what_was_there_among_the_versions(desk: Desk) -> None:
    earlier = conflict(desk)
    desk.type("Between.\n")
    desk.others_write(BEGAN.replace("waited", "flew"))
    assert len(desk.told["conflict_found"]) == 2
    desk.type("Late.\n")
    before = desk.open().text
    desk.session.resolve_conflict(ONE, earlier)
    assert desk.session.story is not None
    store = desk.session.story.snapshots
    assert before in [store.read(snapshot).text for snapshot in store.list(ONE)]


def test_a_crash_during_a_question_loses_nothing(desk: Desk) -> None:
    theirs = conflict(desk)
    desk.scheduler.advance(1)
    again = desk.crash()
    again.open()
    offer = again.told["recovered"][0]
    assert (again.on_disk(), offer.applied, offer.before) == (theirs, False, theirs)
    assert "slept" in again.kept()["recovered typing"]


def test_closing_with_an_open_question_keeps_the_text_for_the_next_start(desk: Desk) -> None:
    theirs = conflict(desk)
    assert not desk.session.close()
    again = Desk(desk.root)
    again.open()
    assert again.told["recovered"][0].hunks
    assert again.on_disk() == theirs


def test_a_question_ends_when_the_file_is_again_what_it_was(desk: Desk) -> None:
    conflict(desk)
    desk.others_write(BEGAN)
    desk.scheduler.advance(2)
    assert desk.on_disk() == BEGAN.replace("waited", "slept")


def test_the_same_text_on_both_sides_is_no_question(desk: Desk) -> None:
    desk.type("Same.\n")
    desk.others_write(BEGAN + "Same.\n")
    assert (desk.open().dirty, desk.told["conflict_found"]) == (False, [])


def test_other_line_ends_alone_are_no_question(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.file().write_bytes(BEGAN.replace("\n", "\r\n").encode())
    desk.session.check_files()
    desk.scheduler.advance(2)
    assert desk.file().read_bytes() == (BEGAN + "Mine.\n").replace("\n", "\r\n").encode()


def test_a_vanished_file_keeps_the_text_and_asks(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.file().unlink()
    desk.session.check_files()
    assert desk.told["conflict_found"] == []
    desk.scheduler.advance(1.1)
    assert desk.told["conflict_found"][0].deleted
    desk.scheduler.advance(10)
    assert not desk.file().exists()
    desk.session.resolve_conflict(ONE, desk.open().text)
    assert desk.on_disk() == BEGAN + "Mine.\n"


def test_a_look_from_before_the_answer_asks_no_second_time(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.file().unlink()
    desk.session.check_files()
    desk.scheduler.advance(1.1)
    desk.runner.hold("io")
    desk.session.check_files()  # still finds nothing: the answer's save comes behind it
    desk.session.resolve_conflict(ONE, desk.open().text)
    desk.runner.run_held("io")
    desk.scheduler.advance(5)
    assert len(desk.told["conflict_found"]) == 1
    assert desk.on_disk() == BEGAN + "Mine.\n"


def test_a_vanished_clean_chapter_leaves_the_list_without_a_question(desk: Desk) -> None:
    desk.file().unlink()
    desk.session.check_files([desk.file()])
    assert desk.told["structure_changed"] == []
    desk.scheduler.advance(3)
    assert desk.told["conflict_found"] == []
    assert [c.id for c in desk.told["structure_changed"][-1].chapters] == [TWO]


def test_a_file_that_is_deleted_and_written_anew_never_seems_gone(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.file().unlink()
    desk.session.check_files()
    desk.scheduler.advance(0.5)
    desk.others_write(BEGAN.replace("She", "He"))
    desk.session.check_files()
    desk.scheduler.advance(5)
    assert (desk.told["conflict_found"], desk.told["structure_changed"]) == ([], [])
    assert desk.on_disk() == BEGAN.replace("She", "He") + "Mine.\n"


def test_a_question_follows_a_renamed_chapter(desk: Desk) -> None:
    theirs = conflict(desk)
    desk.session.rename_chapter(ONE, "First")
    new = desk.told["chapter_moved"][0].new
    desk.session.resolve_conflict(new, theirs + "Mine.\n")
    assert desk.on_disk(new) == theirs + "Mine.\n"


def test_new_chapters_and_settings_from_outside_are_shown(desk: Desk) -> None:
    (desk.root / "chapters" / "Three.md").write_text("x")
    (desk.root / "story.toml").write_text('title = "High Water"\n[proofreading]\nwords = ["haar"]\n')
    desk.session.check_files()
    assert [c.title for c in desk.told["structure_changed"][-1].chapters] == ["One", "Three", "Two"]
    assert desk.told["settings_changed"][-1].settings.words == ("haar",)
    assert desk.session.project is not None
    assert desk.session.project.title == "High Water"


def test_typing_while_a_merge_runs_is_merged_too(desk: Desk) -> None:
    desk.type("Mine.\n")
    desk.runner.hold("io")
    desk.others_write(BEGAN.replace("She", "He"))
    desk.runner.run_held("io")
    desk.type("Later.\n")
    desk.scheduler.advance(2)
    assert desk.on_disk() == BEGAN.replace("She", "He") + "Mine.\nLater.\n"


def test_a_story_folder_that_is_deleted_keeps_the_text_and_comes_back_when_asked(desk: Desk) -> None:
    desk.type("Mine.\n")
    shutil.rmtree(desk.root)
    desk.session.check_files()
    desk.scheduler.advance(60)
    assert "is gone from its place" in desk.sentences()
    assert desk.told["structure_changed"] == desk.told["read_only_changed"] == []
    assert not desk.root.exists()
    desk.session.resolve_conflict(ONE, desk.open().text)
    assert desk.on_disk() == BEGAN + "Mine.\n"


def test_a_story_folder_that_was_away_goes_on(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    desk.root.rename(tmp_path / "away")
    desk.session.check_files()
    desk.type("Mine.\n")
    desk.scheduler.advance(30)
    (tmp_path / "away").rename(desk.root)
    desk.session.check_files()
    desk.scheduler.advance(30)
    assert desk.on_disk() == BEGAN + "Mine.\n"


def test_caches_may_be_deleted_while_the_story_is_open(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".story-studio")
    desk.scheduler.advance(60)
    assert not desk.session.read_only
    assert Desk(desk.root).session.read_only


def test_an_answer_to_a_question_that_has_no_ground_any_more_keeps_what_was_typed_since(desk: Desk) -> None:
    desk.type("Mine: ", at=0)
    desk.others_write(f"Theirs: {BEGAN}")
    shown = desk.told["conflict_found"][-1].result.text
    desk.others_write(BEGAN)
    desk.type("Late. ")
    desk.session.resolve_conflict(ONE, shown.replace("waited", "slept"))
    assert desk.open().text == f"Mine: {BEGAN.replace('waited', 'slept')}Late. "
