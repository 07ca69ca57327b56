"""The writer and another program change the same chapters at random, and their changes are merged.

A round is a meeting: both have changed the same chapter since they last agreed. Every word that either wrote,
and that its writer did not remove, must be in the window, on disk, or among the earlier versions.

Usage: python -m benchmarks.faults.two_sides [ROUNDS] [SEED]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from benchmarks.faults.memory import memory
from benchmarks.figure import report
from studio.model.edit import TextEdit
from studio.storage.snapshot import Snapshot
from tests.helpers.desk import ONE, TWO, Desk, make_story

_PLACES = st.floats(0, 1)
_CHAPTERS = st.sampled_from([ONE, TWO])
_START = "".join(f"Paragraph {n} stands. It waits for {n}.\n\n" for n in range(4))


class TwoSides(RuleBasedStateMachine):
    """Words are w1, w2, … each written once."""

    meetings: ClassVar[list[int]] = [0]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=memory()))
        self.desk = Desk(make_story(self.folder / "story", One=_START, Two=_START))
        self.count = 0
        self.safe: set[str] = set()
        self.typed: set[str] = set()
        self.changed_outside: set[str] = set()
        for chapter in (ONE, TWO):
            self.desk.open(chapter)

    def teardown(self) -> None:
        self.desk.session.close()
        shutil.rmtree(self.folder)

    def _word(self) -> str:
        self.count += 1
        return f"w{self.count}"

    def _there(self, chapter_id: str) -> bool:
        project = self.desk.session.project
        live = self.desk.session.chapter(chapter_id)  # type: ignore[arg-type]
        return project is not None and live is not None and live.path.exists()

    def _removed(self, text: str) -> None:
        words = set(text.replace(".", " ").split())
        self.safe -= words
        self.typed -= words

    # -- the writer ----------------------------------------------------------------------------------

    @rule(chapter=_CHAPTERS, where=_PLACES, new_paragraph=st.booleans())
    def type(self, chapter: str, where: float, new_paragraph: bool) -> None:
        if self._there(chapter):
            live, word = self.desk.session.chapter(chapter), self._word()  # type: ignore[arg-type]
            at = _gap(live.text, where)
            inserted = f"\n\n{word} came.\n\n" if new_paragraph else f" {word} "
            self.desk.session.edited(live.id, TextEdit(at, 0, inserted))
            self.typed.add(word)

    @rule(chapter=_CHAPTERS, where=_PLACES, length=st.integers(1, 60))
    def delete(self, chapter: str, where: float, length: int) -> None:
        if self._there(chapter):
            live = self.desk.session.chapter(chapter)  # type: ignore[arg-type]
            start, end = _stretch(live.text, where, length)
            self._removed(live.text[start:end])
            self.desk.session.edited(live.id, TextEdit(start, end - start, ""))

    @rule()
    def save(self) -> None:
        self.desk.session.save_now()

    @rule(chapter=_CHAPTERS, title=st.sampled_from(["One", "Two", "A Name", "Another: Name"]))
    def rename(self, chapter: str, title: str) -> None:
        if self._there(chapter):
            self.desk.session.rename_chapter(self.desk.session.chapter(chapter).id, title)  # type: ignore

    @rule(chapter=_CHAPTERS, which=_PLACES)
    def restore(self, chapter: str, which: float) -> None:
        if self._there(chapter):
            live = self.desk.session.chapter(chapter)  # type: ignore[arg-type]
            self.safe |= self.typed & set(live.text.replace(".", " ").split())
            found: list[Snapshot] = []
            self.desk.session.take_snapshot("by hand", live.id)
            self.desk.session.snapshots(live.id, found.extend)
            if found:
                self.desk.session.restore(live.id, found[round(which * (len(found) - 1))])

    @rule(undo=st.booleans())
    def take_back(self, undo: bool) -> None:
        session = self.desk.session
        (session.undo_structure if undo else session.redo_structure)()

    # -- the other program ---------------------------------------------------------------------------

    @rule(chapter=_CHAPTERS, where=_PLACES, whole_sentence=st.booleans())
    def others_add(self, chapter: str, where: float, whole_sentence: bool) -> None:
        if self._there(chapter):
            path, word = self.desk.session.chapter(chapter).path, self._word()  # type: ignore
            text = path.read_text(encoding="utf-8")
            at = _gap(text, where)
            added = f" {word} went. " if whole_sentence else f" {word} "
            self._others_write(chapter, path, text[:at] + added + text[at:])
            self.safe.add(word)

    @rule(chapter=_CHAPTERS, where=_PLACES, length=st.integers(1, 60))
    def others_remove(self, chapter: str, where: float, length: int) -> None:
        if self._there(chapter):
            path = self.desk.session.chapter(chapter).path  # type: ignore
            text = path.read_text(encoding="utf-8")
            start, end = _stretch(text, where, length)
            # The writer may have read and kept some of these words; that they go is the other's wish.
            self._removed(text[start:end])
            self._others_write(chapter, path, text[:start] + text[end:])

    def _others_write(self, chapter: str, path: Path, text: str) -> None:
        draft = path.with_name("~draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
        self.changed_outside.add(chapter)

    @rule()
    def meet(self) -> None:
        for chapter in self.changed_outside:
            live = self.desk.session.chapter(chapter)  # type: ignore[arg-type]
            if live is not None and live.dirty:
                self.meetings[0] += 1
        self.changed_outside.clear()
        self.desk.session.check_files()
        self.time_passes(1.5)  # a file that was just written is given a moment

    @rule(chapter=_CHAPTERS, places=st.lists(st.tuples(_PLACES, _PLACES), min_size=1, max_size=6))
    def meet_often(self, chapter: str, places: list[tuple[float, float]]) -> None:
        for mine, theirs in places:
            self.type(chapter, mine, new_paragraph=mine > 0.8)
            self.others_add(chapter, theirs, whole_sentence=theirs > 0.5)
            self.meet()
            self.no_word_is_lost()

    @rule(chapter=_CHAPTERS, places=st.lists(st.tuples(_PLACES, _PLACES), min_size=1, max_size=6))
    def meet_while_removing(self, chapter: str, places: list[tuple[float, float]]) -> None:
        for mine, theirs in places:
            self.delete(chapter, mine, round(40 * theirs) + 1)
            self.others_remove(chapter, theirs, round(40 * mine) + 1)
            self.type(chapter, theirs, new_paragraph=False)
            self.meet()
            self.no_word_is_lost()

    # -- the program ---------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.3, 0.6, 1.5, 6]))
    def time_passes(self, seconds: float) -> None:
        self.desk.scheduler.advance(seconds)
        if seconds >= 0.5:
            self.safe |= self.typed

    @precondition(lambda self: self.desk.told["conflict_found"])
    @rule(choice=st.sampled_from(["mine", "theirs", "both"]))
    def answer(self, choice: str) -> None:
        question = self.desk.told["conflict_found"].pop()
        if self.desk.session.chapter(question.id) is not None:
            self.desk.session.resolve_conflict(question.id, question.result.assembled(lambda _: choice))

    @rule(answered=st.booleans())
    def crash(self, answered: bool) -> None:
        self.typed &= self.safe
        self.desk = self.desk.crash()
        self.changed_outside.clear()
        project = self.desk.session.project
        for chapter in project.chapters if project else ():
            self.desk.open(chapter.id)
        for offer in self.desk.told["recovered"]:
            if not offer.applied and answered:
                self.desk.session.resolve_conflict(offer.id, offer.after)

    @invariant()
    def no_word_is_lost(self) -> None:
        story = self.desk.session.story
        assert story is not None
        texts = [chapter.text for chapter in story.chapters.values()]
        texts += [path.read_text(encoding="utf-8") for path in self.desk.root.rglob("*.md")]
        everywhere = set(" ".join(texts).replace(".", " ").split())
        lost = (self.safe | self.typed) - everywhere
        assert not lost, sorted(lost)


def _gap(text: str, where: float) -> int:
    """A white space somewhere in the text: words stay whole."""
    gaps = [at for at, char in enumerate(text) if char.isspace()] or [0]
    return gaps[round(where * (len(gaps) - 1))]


def _stretch(text: str, where: float, length: int) -> tuple[int, int]:
    """From one white space to another."""
    start = _gap(text, where)
    end = next(
        (at for at in range(min(len(text), start + length), len(text)) if text[at].isspace()), len(text)
    )
    return start, end


def play(rounds: int, first: int) -> int:
    """Play until there were so many meetings; how many there were.

    Raises:
        AssertionError: a word was lost; the steps that lead there are printed.
    """
    chosen = settings(
        max_examples=100,
        stateful_step_count=40,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    TwoSides.meetings[0] = 0
    while TwoSides.meetings[0] < rounds:
        run_state_machine_as_test(seed(first)(TwoSides), settings=chosen)  # type: ignore[arg-type]
        first += 1
    return TwoSides.meetings[0]


def main(arguments: list[str] | None = None) -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description="Let two sides write the same story.")
    parser.add_argument("rounds", type=int, nargs="?", default=10_000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    options = parser.parse_args(arguments)
    lost = 0
    try:
        play(options.rounds, options.seed)
    except AssertionError as error:
        print(*traceback.format_exception(error)[-3:], file=sys.stderr)
        lost = 1
    rounds = TwoSides.meetings[0]
    met = [
        report("two_sides_rounds", rounds, "rounds", options.rounds, more_is_better=True),
        report("two_sides_words_lost", lost, "examples", 0),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
