"""The app and another program write the same chapter in any order, with crashes: no word is ever lost."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from studio.model.edit import TextEdit
from tests.helpers.desk import ONE, Desk, make_story

PLACES = st.floats(0, 1)
START = "".join(f"Paragraph {n} stands. It waits.\n\n" for n in range(4))


class TwoWriters(RuleBasedStateMachine):
    """Each word is written once and never removed, so it must be in the window, on disk or in the history."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desk = Desk(make_story(self.folder / "story", One=START))
        self.desk.open()
        self.count = 0
        self.safe: set[str] = set()
        self.typed: set[str] = set()

    def teardown(self) -> None:
        self.desk.session.close()
        shutil.rmtree(self.folder)

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}"

    @rule(where=PLACES, new_paragraph=st.booleans())
    def type(self, where: float, new_paragraph: bool) -> None:
        word, text = self.word(), self.desk.open().text
        spaces = [at for at, char in enumerate(text) if char.isspace()] or [0]
        at = spaces[round(where * (len(spaces) - 1))]
        self.desk.session.edited(ONE, TextEdit(at, 0, f"\n{word}.\n" if new_paragraph else f" {word}"))
        self.typed.add(word)

    @rule(where=PLACES, seen=st.booleans())
    def another_program_writes(self, where: float, seen: bool) -> None:
        word, text = self.word(), self.desk.on_disk()
        spaces = [at for at, char in enumerate(text) if char.isspace()] or [0]
        at = spaces[round(where * (len(spaces) - 1))]
        changed = f"{text[:at]} {word}{text[at:]}"
        if seen:
            self.desk.others_write(changed)
        else:
            self.desk.file().write_text(changed, encoding="utf-8")
        self.safe.add(word)

    @rule(seconds=st.sampled_from([0.3, 0.6, 1.5, 6]))
    def time_passes(self, seconds: float) -> None:
        self.desk.scheduler.advance(seconds)
        if seconds >= 0.5:
            self.safe |= self.typed

    @rule()
    def the_watcher_speaks(self) -> None:
        self.desk.session.check_files()

    @rule()
    def save(self) -> None:
        self.desk.session.save_now()

    @precondition(lambda self: self.desk.told["conflict_found"])
    @rule(choice=st.sampled_from(["mine", "theirs", "both"]))
    def answer(self, choice: str) -> None:
        question = self.desk.told["conflict_found"].pop()
        self.desk.session.resolve_conflict(ONE, question.result.assembled(lambda _: choice))

    @rule()
    def crash(self) -> None:
        self.typed &= self.safe
        self.desk = self.desk.crash()
        self.desk.open()
        offers = [offer for offer in self.desk.told["recovered"] if not offer.applied]
        for offer in offers:
            self.desk.session.resolve_conflict(ONE, offer.after)

    @invariant()
    def no_word_is_lost(self) -> None:
        assert self.desk.session.story is not None
        history = self.desk.root / "history"
        kept = [path.read_text(encoding="utf-8") for path in history.rglob("*.md")]
        everywhere = set(
            " ".join([self.desk.open().text, self.desk.on_disk(), *kept]).replace(".", " ").split()
        )
        assert not (self.safe | self.typed) - everywhere


TestTwoWriters = TwoWriters.TestCase
TestTwoWriters.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
