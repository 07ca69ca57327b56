from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.app.exchange.replace import FindOptions
from studio.app.exchange.story_replace import ChapterPlaces, Replaced, Search, StoryReplace, find_in
from studio.model.chapter import ChapterId
from studio.storage.error import SaveError
from studio.storage.snapshot import BEFORE_BULK
from tests.helpers.desk import ONE, TWO, Desk, make_story

QUAY = Search("quay", "pier", FindOptions(whole_word=True))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(
        make_story(
            tmp_path / "story",
            One="The quay was wet.\nQuay and quays.\n",
            Two="No harbour.\n",
            Three="On the quay.\n",
        )
    )


def look(desk: Desk, search: Search = QUAY) -> tuple[ChapterPlaces, ...]:
    found: list[tuple[ChapterPlaces, ...]] = []
    StoryReplace(desk.session, desk.runner).look(search, found.append)
    return found[-1]


def replace(desk: Desk, found: tuple[ChapterPlaces, ...], leave: int = 0) -> Replaced:
    done: list[Replaced] = []
    chosen = [(each, each.places[leave:]) for each in found]
    StoryReplace(desk.session, desk.runner).replace(QUAY, chosen, done.append)
    return done[0]


def test_every_place_is_shown_with_what_it_becomes(desk: Desk) -> None:
    desk.type("A quay.\n", chapter_id=TWO)
    found = look(desk)
    assert [(each.title, len(each.places)) for each in found] == [("One", 2), ("Two", 1), ("Three", 1)]
    places = [(p.before, p.found, p.new, p.after) for p in found[0].places]
    assert places == [("The ", "quay", "pier", " was wet."), ("", "Quay", "Pier", " and quays.")]


def test_all_chapters_are_changed_and_one_undo_takes_all_back(desk: Desk) -> None:
    done = replace(desk, look(desk))
    assert done.sentence == "3 places in 2 chapters replaced."
    desk.session.save_now()
    assert desk.on_disk(ONE) == "The pier was wet.\nPier and quays.\n"
    assert desk.on_disk(ChapterId("chapters/Three.md")) == "On the pier.\n"
    assert "The quay" in desk.kept(ONE)[BEFORE_BULK]
    desk.session.close()
    desk = Desk(desk.root)
    desk.session.undo_structure()
    desk.session.save_now()
    assert desk.on_disk(ONE) == "The quay was wet.\nQuay and quays.\n"
    assert desk.on_disk(ChapterId("chapters/Three.md")) == "On the quay.\n"


def test_a_place_can_be_left_out(desk: Desk) -> None:
    replace(desk, look(desk)[:1], leave=1)
    assert desk.open(ONE).text == "The quay was wet.\nPier and quays.\n"


def test_what_was_typed_after_the_look_is_found_too(desk: Desk) -> None:
    found = look(desk)
    desk.type("One more quay. ", at=0)
    assert replace(desk, found).places == 4
    assert desk.open(ONE).text.startswith("One more pier. The pier")


def test_single_places_of_a_chapter_that_changed_are_not_guessed(desk: Desk) -> None:
    found = look(desk)[:1]
    desk.type("Typed. ", at=0)
    done = replace(desk, found, leave=1)
    assert (done.places, desk.open(ONE).text[:20]) == (0, "Typed. The quay was ")
    assert "“One” changed meanwhile" in done.sentence


def test_nothing_is_replaced_in_a_story_that_is_only_read(desk: Desk) -> None:
    second = Desk(desk.root)
    assert replace(second, look(second)).places == 0
    assert second.open(ONE).text.startswith("The quay")


def test_a_later_search_silences_an_earlier_one(desk: Desk) -> None:
    replacing = StoryReplace(desk.session, desk.runner)
    told: list[str] = []
    desk.runner.hold("work")
    replacing.look(Search("quay"), lambda _: told.append("first"))
    replacing.look(Search("harbour"), lambda _: told.append("second"))
    desk.runner.run_held("work")
    assert told == ["second"]
    replacing.look(Search(""), lambda found: told.append(str(len(found))))
    assert told[-1] == "0"


def test_without_room_for_a_version_nothing_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise SaveError("The disk is full.")

    assert desk.session.story is not None
    monkeypatch.setattr(type(desk.session.story.snapshots), "keep_text", full)
    replace(desk, look(desk))
    assert "The disk is full." in desk.sentences()
    desk.session.undo_structure()
    assert desk.open(ONE).text == "The quay was wet.\nQuay and quays.\n"


@settings(max_examples=60)
@given(st.text(alphabet="ab \n“”é.", max_size=60), st.text(alphabet="ab ", min_size=1, max_size=3))
def test_context_is_the_text_about_the_place(text: str, query: str) -> None:
    for each in find_in({}, {ONE: text}, Search(query, "x")):
        for place in each.places:
            around = place.before.lstrip("…") + place.found + place.after.rstrip("…")
            assert around in text
            assert place.span.of(text) == place.found


def test_a_story_of_many_chapters_is_changed_and_taken_back(tmp_path: Path) -> None:
    desk = Desk(make_story(tmp_path / "story", **{f"C{n}": "quay\n" for n in range(400)}))
    assert replace(desk, look(desk)).chapters == 400
    assert replace(desk, look(desk, Search("pier"))).sentence == "Nothing had to be replaced."
    desk.session.undo_structure()
    assert desk.told["said"] == ["The change is taken back in 400 chapters."]
