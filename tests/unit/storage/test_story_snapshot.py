from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studio.model.chapter import ChapterId
from studio.storage.snapshot import BEFORE_BULK, SESSION_START, SnapshotStore
from studio.storage.story_snapshot import StoryMoment, StorySnapshots

ONE, TWO = ChapterId("chapters/One.md"), ChapterId("chapters/part two/Two.md")
NOON = datetime(2026, 3, 27, 12, 0, 5)


class Kept:
    def __init__(self, history: Path) -> None:
        self.history = history
        self.store = SnapshotStore(history)
        self.story = StorySnapshots(history, self.store)

    def take(self, one: str, two: str, reason: str = "first draft", at: datetime = NOON) -> StoryMoment:
        pairs = ((ONE, "One", one), (TWO, "Two “2”", two))
        parts = [self.story.part(c, title, text.encode(), reason, at) for c, title, text in pairs]
        return self.story.keep(parts, reason, at)

    def texts(self, moment: StoryMoment) -> list[str | None]:
        found = [self.story.text(part) for part in moment.parts]
        return [None if text is None else text.text for text in found]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "history")


def test_a_moment_can_be_read_back_and_by_a_person(kept: Kept) -> None:
    moment = kept.take("It began.\n", "It went on.\n")
    assert kept.story.list() == [moment]
    assert kept.texts(kept.story.list()[0]) == ["It began.\n", "It went on.\n"]
    written = moment.path.read_text()
    assert 'kept = "part two/Two/2026-03-27 12.00.05 first draft.md"' in written
    assert [part.title for part in moment.parts] == ["One", "Two “2”"]


def test_a_text_is_kept_once_for_many_moments(kept: Kept) -> None:
    kept.take("It began.\n", "It went on.\n")
    kept.take("It began.\n", "It ended.\n", BEFORE_BULK, NOON + timedelta(minutes=1))
    assert len(kept.store.list(ONE)) == 1
    assert [kept.texts(moment) for moment in kept.story.list()] == [
        ["It began.\n", "It ended.\n"],
        ["It began.\n", "It went on.\n"],
    ]


def test_empty_chapters_belong_to_the_moment(kept: Kept) -> None:
    assert kept.texts(kept.take("", "Two.\n")) == ["", "Two.\n"]


def test_moments_follow_a_renamed_chapter(kept: Kept) -> None:
    kept.take("It began.\n", "Two.\n")
    new = ChapterId("chapters/Uno.md")
    kept.store.renamed(ONE, new)
    kept.story.renamed(ONE, new)
    moment = kept.story.list()[0]
    assert [part.chapter for part in moment.parts] == [new, TWO]
    assert kept.texts(moment) == ["It began.\n", "Two.\n"]


def test_what_a_moment_needs_is_not_thinned(kept: Kept) -> None:
    for minute, text in enumerate(["a", "b", "c"]):
        kept.store.keep(ONE, text.encode(), SESSION_START, NOON + timedelta(minutes=minute))
    kept.story.keep([kept.story.part(ONE, "One", b"b", SESSION_START, NOON)], "by hand", NOON)
    later = NOON + timedelta(days=9)
    assert kept.store.thin(ONE, later, kept.story.needed()[ONE]) == 1
    assert kept.texts(kept.story.list()[0]) == ["b"]


def test_automatic_moments_are_thinned_and_named_ones_stay(kept: Kept) -> None:
    for minute in range(3):
        kept.take(f"{minute}", "Two.\n", BEFORE_BULK, NOON + timedelta(minutes=minute))
    kept.take("0", "Two.\n", "first draft", NOON + timedelta(minutes=5))
    assert kept.story.thin(NOON + timedelta(days=9)) == 2
    assert [moment.reason for moment in kept.story.list()] == ["first draft", BEFORE_BULK]


def test_a_lost_or_foreign_snapshot_is_not_given_out(kept: Kept, tmp_path: Path) -> None:
    moment = kept.take("It began.\n", "Two.\n")
    for snapshot in kept.store.list(ONE):
        snapshot.path.unlink()
    assert kept.texts(moment) == [None, "Two.\n"]
    secret = tmp_path / "secret.md"
    secret.write_text("It began.\n")
    astray = (
        moment.path.read_text()
        .replace("One/2026", "../secret.md")
        .replace("-03-27 12.00.05 first draft.md", "", 1)
    )
    moment.path.write_text(astray)
    assert kept.texts(kept.story.list()[0]) == [None, "Two.\n"]


@pytest.mark.parametrize("text", ["not = toml = at all", "chapters = 3", "chapters = [1]\n", "\x00"])
def test_a_broken_list_is_left_out_or_empty(kept: Kept, text: str) -> None:
    moment = kept.take("It began.\n", "Two.\n")
    moment.path.write_text(text)
    assert all(each.parts == () for each in kept.story.list())


def test_two_of_one_second_keep_their_order(kept: Kept) -> None:
    for number in range(12):
        kept.take(f"{number}", "Two.\n")
    assert [kept.texts(moment)[0] for moment in kept.story.list()] == [str(n) for n in range(11, -1, -1)]


def test_moments_follow_where_an_older_chapter_of_that_name_left_its_own(kept: Kept) -> None:
    new = ChapterId("chapters/Gate.md")
    kept.store.keep(new, b"Another gate.\n", SESSION_START, NOON - timedelta(days=1))
    kept.take("It began.\n", "Two.\n")
    kept.store.renamed(ONE, new)
    kept.story.renamed(ONE, new)
    assert kept.texts(kept.story.list()[0]) == ["It began.\n", "Two.\n"]
    assert [kept.store.read(each).text for each in kept.store.list(new)] == ["It began.\n", "Another gate.\n"]
    assert not kept.store.folder(ONE).exists()


@pytest.mark.parametrize("chapter", ["", "/", "/etc/passwd.md", "../../One.md", "a\\u0000.md"])
def test_what_cannot_be_a_chapter_is_left_out(kept: Kept, chapter: str) -> None:
    moment = kept.take("It began.\n", "Two.\n")
    moment.path.write_text(moment.path.read_text().replace(f'"{ONE}"', f'"{chapter}"'))
    assert [part.chapter for part in kept.story.list()[0].parts] == [TWO]
