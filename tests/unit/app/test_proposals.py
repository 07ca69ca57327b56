"""Proposed changes are carried out together, with a version kept first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from studio.app.checking.fix_alike import Chapter, FixAlike, Kind
from studio.app.checking.proposals import CarriedOut, ChapterProposals, Proposals, surroundings
from studio.app.exchange.replace import apply_edits
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.proofing.conversion.change import ProposedChange
from studio.proofing.finding import Category, Finding
from studio.proofing.message import FixesChecked
from studio.text.span import Span
from tests.helpers.desk import ONE, TWO, Desk, make_story

TEXT = "She walked.\nHe walked home.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(make_story(tmp_path / "story", One=TEXT, Two="They walked.\n"))


def proposals(text: str, chapter: ChapterId = ONE, title: str = "One") -> ChapterProposals:
    changes = []
    at = text.find("walked")
    while at >= 0:
        changes.append(ProposedChange(Span(at, at + 6), "walked", "walks"))
        at = text.find("walked", at + 1)
    return ChapterProposals(chapter, title, text, tuple(changes))


class Page:
    """The page of a window that shows chapter One."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.edits: list[TextEdit] = []

    def change(self, chapter: ChapterId, text: str, edits: Sequence[TextEdit]) -> bool:
        if chapter != ONE or self.desk.open(ONE).text != text:
            return False
        self.edits += edits
        for edit in reversed(edits):
            self.desk.session.edited(ONE, edit)
        return True


def carry_out(desk: Desk, *chosen: ChapterProposals, leave: int = 0) -> tuple[CarriedOut, Page]:
    page = Page(desk)
    done: list[CarriedOut] = []
    Proposals(desk.session, page.change).carry_out(
        [(each, each.changes[leave:]) for each in chosen], "before turning the tense", done.append
    )
    return done[0], page


def test_one_chapter_on_the_page_is_changed_there(desk: Desk) -> None:
    desk.open(ONE)
    done, page = carry_out(desk, proposals(TEXT), leave=1)
    assert done == CarriedOut(1, "1 change made. Undo takes all of them back.")
    assert desk.open(ONE).text == "She walked.\nHe walks home.\n"
    assert len(page.edits) == 1
    assert desk.kept(ONE)["before turning the tense"] == TEXT


def test_several_chapters_are_changed_and_one_undo_takes_all_back(desk: Desk) -> None:
    done, page = carry_out(desk, proposals(TEXT), proposals("They walked.\n", TWO, "Two"))
    assert done.sentence == "3 changes made in 2 chapters."
    assert page.edits == []
    assert desk.open(TWO).text == "They walks.\n"
    assert desk.kept(TWO)
    desk.session.undo_structure()
    assert (desk.open(ONE).text, desk.open(TWO).text) == (TEXT, "They walked.\n")


def test_a_chapter_that_changed_meanwhile_stays_as_it_is(desk: Desk) -> None:
    found = proposals(TEXT)
    desk.type("Then ", 0)
    done, page = carry_out(desk, found)
    assert page.edits == []
    assert desk.open(ONE).text == "Then " + TEXT
    assert "“One” changed meanwhile" in done.sentence


def test_what_stands_around_a_change_is_cut_at_words() -> None:
    text = "one two three " * 10 + "walked" + " four five six" * 10
    start = text.index("walked")
    around = surroundings(text, ProposedChange(Span(start, start + 6), "walked", "walks"))
    assert around.before.startswith("…")
    assert around.before[1:] in text
    assert around.after.endswith("…")
    assert around.after[:-1] in text
    assert apply_edits(text, [TextEdit(start, 6, "walks")]).count("walks") == 1


def finding(text: str, word: str, *fixes: str, rule: str = "test.rule", sure: float = 0.9) -> Finding:
    start = text.index(word)
    return Finding(Span(start, start + len(word)), Category.SPELLING, rule, "m", fixes, confidence=sure)


class Questions:
    """Answers at once: fixes that begin with "bad" do harm."""

    def check_fixes(self, text, findings, done, failed):  # type: ignore[no-untyped-def]
        kept = [tuple(s for s in f.suggestions if not s.startswith("bad")) for f in findings]
        done(FixesChecked(1, tuple(kept)))
        return lambda: None


def gather(kind: Kind, *chapters: Chapter) -> tuple[list[list[tuple[str, str, bool]]], int]:
    told: list[tuple[tuple[ChapterProposals, ...], int]] = []
    FixAlike(Questions()).gather(  # type: ignore[arg-type]
        chapters, kind, lambda made, without: told.append((made, without)), lambda _: None
    )
    made, without = told[0]
    return [[(c.before, c.after, c.sure) for c in each.changes] for each in made], without


def test_findings_of_a_kind_are_gathered_over_chapters() -> None:
    one, two = "Teh cat and teh dog, recieve.", "It was teh end."
    chapters = (
        Chapter(ONE, "One", one, (finding(one, "Teh", "The"), finding(one, "teh", "bad", "the"))),
        Chapter(TWO, "Two", two, (finding(two, "teh", "bad"), finding(two, "end", "and", rule="other"))),
    )
    kind = Kind.of(chapters[0].findings[0], one, same_words=True)
    assert gather(kind, *chapters) == ([[("Teh", "The", True), ("teh", "the", True)]], 1)


def test_a_rule_alone_holds_other_words_too() -> None:
    text = "Teh cat, recieve."
    chapter = Chapter(
        ONE, "One", text, (finding(text, "Teh", "The"), finding(text, "recieve", "receive", sure=0.3))
    )
    kind = Kind.of(chapter.findings[0], text, same_words=False)
    assert gather(kind, chapter) == ([[("Teh", "The", True), ("recieve", "receive", False)]], 0)


def test_what_is_typed_while_chapters_are_read_stays(desk: Desk) -> None:
    desk.open(ONE)
    desk.runner.hold("io")
    done: list[CarriedOut] = []
    both = [proposals(TEXT), proposals("They walked.\n", TWO, "Two")]
    Proposals(desk.session, Page(desk).change).carry_out([(e, e.changes) for e in both], "a", done.append)
    desk.session.edited(ONE, TextEdit(0, 0, "Now "))
    desk.runner.run_held("io")
    assert desk.open(ONE).text == f"Now {TEXT}"
    assert desk.open(TWO).text == "They walks.\n"
    assert "“One” changed meanwhile" in done[0].sentence


def test_a_chapter_that_is_gone_is_said(desk: Desk) -> None:
    both = [proposals(TEXT), proposals("They walked.\n", TWO, "Two")]
    desk.session.delete_chapter(TWO)
    done, _ = carry_out(desk, *both)
    assert desk.open(ONE).text == "She walks.\nHe walks home.\n"
    assert "“Two” changed meanwhile" in done.sentence


def test_hundreds_of_open_chapters_are_not_nested(tmp_path: Path) -> None:
    names = [f"N{at}" for at in range(220)]
    desk = Desk(make_story(tmp_path / "long", **dict.fromkeys(names, "They walked.\n")))
    ids = [ChapterId(f"chapters/{name}.md") for name in names]
    for id_ in ids:
        desk.open(id_)
    done, _ = carry_out(desk, *(proposals("They walked.\n", id_) for id_ in ids))
    assert done.changes == 220
