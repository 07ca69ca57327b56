"""What the session does reaches the proofreading worker, in messages that can travel."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from studio.app.checking.proofing_link import ProofingLink
from studio.app.checking.proofing_service import ProofingService
from studio.model.sheet import CharacterSheet
from studio.proofing.finding import Category, Finding
from studio.proofing.framing import read_message, write_message
from studio.proofing.ignore import IgnoreScope
from studio.proofing.message import (
    CheckChapter,
    ForgetChapter,
    ParagraphChecked,
    TellStory,
)
from studio.text.span import Span
from tests.helpers.desk import ONE, TWO, Desk, make_story


class Post:
    """A link over which messages travel as they do to the real worker."""

    def __init__(self, on_message: Callable[[object], None], *_: object) -> None:
        self.answer = on_message
        self.sent: list[object] = []

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def send(self, message: object) -> None:
        stream = io.BytesIO()
        write_message(stream, message)
        stream.seek(0)
        self.sent.append(read_message(stream))

    def of(self, kind: type) -> list:  # type: ignore[type-arg]
        return [m for m in self.sent if isinstance(m, kind)]


class Room:
    """A session, the service, and the link between them."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(make_story(folder / "story", One="An old x.\n", Two="Second.\n"))
        posts: list[Post] = []

        def make(*calls: Callable) -> Post:  # type: ignore[type-arg]
            posts.append(Post(*calls))
            return posts[0]

        self.service = ProofingService(self.desk.runner, self.desk.scheduler, make)
        self.link = ProofingLink(self.desk.session, self.service)
        self.post = posts[0]


def test_every_chapter_is_read_when_a_story_is_opened(tmp_path: Path) -> None:
    room = Room(tmp_path)
    assert {c.chapter: c.text for c in room.post.of(CheckChapter)} == {ONE: "An old x.\n", TWO: "Second.\n"}


def test_typing_reaches_the_worker(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.desk.type("More. ", 0)
    room.desk.scheduler.advance(1)
    assert room.post.of(CheckChapter)[-1].text == "More. An old x.\n"


def test_character_sheets_travel_with_what_names_need(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.desk.session.save_sheet(CharacterSheet("Ilvane Marrow", ("Il",), note="Tall."))
    assert [(s.name, s.aliases) for s in room.post.of(TellStory)[-1].sheets] == [("Ilvane Marrow", ("Il",))]


def test_an_ignored_finding_is_kept_with_the_story_and_not_shown(tmp_path: Path) -> None:
    room = Room(tmp_path)
    finding = Finding(Span(7, 8), Category.SPELLING, "s.x", "m")
    room.post.answer(ParagraphChecked(ONE, 0, Span(0, 9), (finding,), 1, 1))
    room.link.ignore(ONE, finding, IgnoreScope.EVERYWHERE)
    assert room.service.findings(ONE) == ()
    assert "everywhere | s.x | x" in (room.desk.root / "story.toml").read_text("utf-8")


def test_an_added_word_is_told(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.link.add_word("Glimmerwort")
    assert "glimmerwort" in room.post.of(TellStory)[-1].story.words


def test_a_deleted_chapter_is_forgotten_and_a_renamed_one_goes_on(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.desk.session.delete_chapter(TWO)
    assert room.post.of(ForgetChapter)[-1].chapter == TWO
    room.desk.session.rename_chapter(ONE, "The Ford")
    assert room.service.chapters() == ("chapters/The Ford.md",)
