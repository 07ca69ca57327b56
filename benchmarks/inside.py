"""Figures that only the inside of the window can tell, printed as one JSON object.

usage: python -m benchmarks.inside STORY   (with a display)
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from studio.app.checking.proofing_service import ChapterFindings
from studio.proofing.deep.place import is_there
from studio.storage.places import UserFolders
from studio.text.span import Span
from studio.ui.start import Program

_SLIPS = (" It was was late.",)  # no spelling slip: one that is repeated becomes the story's own word
# What the language model finds, and nothing else; not one that it just read, because it would believe it the
# second time.
_DEEP_SLIPS = (
    " He had never head of the place.",
    " He could not fine the key anywhere.",
    " The whole tow had come to see them leave.",
    " She could not take her ayes off the sea.",
    " The old main shook his head at her.",
    " They sat down by the fare to get warm.",
    " She wiped her face with the back of her hard.",
)
_LIMIT = 120.0


class Harness:
    """A window driven from inside its own event loop."""

    def __init__(self, story: Path, home: Path) -> None:
        self.app = QApplication([])
        folders = UserFolders(home / "config", home / "data", home / "state")
        self.program = Program(self.app, folders)
        self.program.show()
        self.program.fill([str(story)])
        self.editor = self.program.window.editor

    def until(self, done: Callable[[], bool], limit: float = _LIMIT) -> bool:
        """Run the event loop until ``done``; False when ``limit`` seconds went by."""
        end = time.perf_counter() + limit
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if done() or time.perf_counter() > end else None)
        timer.start(1)
        if not done():
            loop.exec()
        return done()

    def switch(self, times: int) -> list[float]:
        """Milliseconds from asking for another chapter to its being painted."""
        project = self.program.services.session.project
        assert project is not None
        ids = [chapter.id for chapter in project.chapters[:6]]
        out = []
        for turn in range(times):
            wanted = ids[(turn + 1) % len(ids)]
            began = time.perf_counter()
            self.program.story.go_to(wanted)
            self.until(lambda wanted=wanted: self.editor.chapter_id == wanted)  # type: ignore[misc]
            self.editor.repaint()
            out.append(1000 * (time.perf_counter() - began))
        return out

    def marks(self, times: int, slips: Sequence[str] = _SLIPS, rule: str = "") -> list[float]:
        """Milliseconds from an edit in one paragraph to the mark under what was typed.

        Args:
            slips: what is typed behind the paragraphs, in turn, and taken out again.
            rule: how the mark's rule begins.
        """
        project = self.program.services.session.project
        assert project is not None
        chapter = project.chapters[0].id
        self.program.story.go_to(chapter)
        self.until(lambda: self.editor.chapter_id == chapter)
        self.until(lambda: not self.left(), 600.0)
        found: list[ChapterFindings] = []
        self.program.services.proofing.found.connect(found.append)
        out = []
        for turn in range(times):
            slip = slips[turn % len(slips)]
            block = self.editor.page.document().findBlockByNumber(40 + 6 * (turn % 24))
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.editor.page.setTextCursor(cursor)
            typed = Span(self.editor.caret(), self.editor.caret() + len(slip))
            found.clear()
            began = time.perf_counter()
            cursor.insertText(slip)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            self.editor.page.setTextCursor(cursor)
            # Other marks of the paragraph come and go with it: only one under the slip itself counts.
            if self.until(lambda typed=typed: _is_marked(found, chapter, typed, rule), 10.0):  # type: ignore[misc]
                self.editor.repaint()
                out.append(1000 * (time.perf_counter() - began))
            else:
                out.append(10_000.0)
                print(f"no mark: {block.text()[-80:]!r}", file=sys.stderr)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.setPosition(cursor.position() - len(slip), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        return out

    def left(self) -> int:
        """Chapters not yet read."""
        return self.program.services.proofing.chapters_left()

    def close(self) -> None:
        """Close the window and everything behind it."""
        self.program.window.close()


def _is_marked(found: list[ChapterFindings], chapter: str, stretch: Span, rule: str) -> bool:
    return any(
        f.span.overlaps(stretch) and f.rule.startswith(rule)
        for told in found
        if told.chapter == chapter
        for f in told.findings
    )


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        harness = Harness(Path(sys.argv[1]), Path(home))
        harness.until(lambda: harness.editor.chapter_id != "")
        figures = {"switch": harness.switch(30), "marks": harness.marks(20)}
        if is_there():
            # The close reading goes on meanwhile; the first edits find it being started.
            figures["deep"] = harness.marks(34, _DEEP_SLIPS, "deep.")[4:]
        harness.close()
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
