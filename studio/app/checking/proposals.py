"""Changes that the writer looks at, ticks and carries out together: one undo, a version kept first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.app.exchange.replace import apply_edits
from studio.app.session.session import StorySession
from studio.app.structure.structure_step import ChangedText, TextChange
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.proofing.conversion.change import ProposedChange

_CONTEXT = 56
"""Code points shown on each side of a change."""


@dataclass(frozen=True, slots=True)
class ChapterProposals:
    """A chapter with the changes proposed for it, in order, and the text that they were made for."""

    id: ChapterId
    title: str
    text: str
    changes: tuple[ProposedChange, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands before and after a change in its paragraph, shortened at a word."""

    before: str
    after: str


def surroundings(text: str, change: ProposedChange) -> Surroundings:
    """What to show around ``change`` of ``text``."""
    start = max(text.rfind("\n", 0, change.span.start) + 1, change.span.start - _CONTEXT)
    line_end = text.find("\n", change.span.end)
    end = min(line_end if line_end >= 0 else len(text), change.span.end + _CONTEXT)
    before, after = text[start : change.span.start], text[change.span.end : end]
    if start > 0 and text[start - 1] != "\n":
        before = "…" + (before.partition(" ")[2] or before)
    if end < len(text) and text[end] != "\n":
        after = (after.rpartition(" ")[0] or after) + "…"
    return Surroundings(before, after)


def edits_of(changes: Sequence[ProposedChange]) -> tuple[TextEdit, ...]:
    """The edits that carry out ``changes`` (in order, none overlapping); offsets in the text before them."""
    return tuple(TextEdit(c.span.start, len(c.span), c.after) for c in changes)


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """How it ended: changes made, and one sentence."""

    changes: int
    sentence: str


Page = Callable[[ChapterId, str, Sequence[TextEdit]], bool]
"""Carries out edits on the page as one step of undo, if the chapter with this text is there; says whether."""


class Proposals:
    """Carries out what was chosen. Main thread only.

    Args:
        page: where a single chapter is changed that is on the page, so that its own undo takes it back.
    """

    def __init__(self, session: StorySession, page: Page) -> None:
        self._session = session
        self._page = page

    def carry_out(
        self,
        chosen: Sequence[tuple[ChapterProposals, Sequence[ProposedChange]]],
        reason: str,
        done: Callable[[CarriedOut], None],
    ) -> None:
        """Make the chosen changes of each chapter; one that changed since it was looked at stays as it is.

        Args:
            reason: the name of the version that is kept first.
        """
        wanted = [(each, tuple(changes)) for each, changes in chosen if changes]
        if len(wanted) == 1 and self._on_page(*wanted[0], reason):
            count = len(wanted[0][1])
            done(CarriedOut(count, f"{_counted(count)} made. Undo takes all of them back."))
            return
        self._everywhere(wanted, done)

    def _on_page(self, each: ChapterProposals, changes: Sequence[ProposedChange], reason: str) -> bool:
        chapter = self._session.chapter(each.id)
        if chapter is None or chapter.read_only or chapter.text != each.text:
            return False
        self._session.take_snapshot(reason, each.id)
        return self._page(each.id, each.text, edits_of(changes))

    def _everywhere(
        self,
        wanted: Sequence[tuple[ChapterProposals, Sequence[ProposedChange]]],
        done: Callable[[CarriedOut], None],
    ) -> None:
        for each, _ in wanted:
            self._session.open_chapter(each.id, lambda _chapter: None)

        def opened(_none: object) -> None:
            # Only now, all at once: what is typed while chapters are read must not be written over.
            texts: list[ChangedText] = []
            left: list[str] = []
            count = 0
            for each, changes in wanted:
                chapter = self._session.chapter(each.id)
                if chapter is None or chapter.read_only or chapter.text != each.text:
                    left.append(each.title)
                else:
                    count += len(changes)
                    after = apply_edits(each.text, edits_of(changes))
                    texts.append(ChangedText(chapter.id, chapter.text, after))
            if texts:
                self._session.change_texts(TextChange("replace", tuple(texts)))
            done(CarriedOut(count, _sentence(count, len(texts), left)))

        self._session.read_texts((), opened)  # behind the chapters that have to be read


def _counted(count: int) -> str:
    return f"{count:,} {'change' if count == 1 else 'changes'}"


def _sentence(count: int, chapters: int, left: Sequence[str]) -> str:
    if not count and not left:
        return "Nothing was chosen."
    words = f"{_counted(count)} made in {chapters:,} {'chapter' if chapters == 1 else 'chapters'}."
    if left:
        names = ", ".join(f"“{title}”" for title in left[:3]) + (" and others" if len(left) > 3 else "")
        words += f" {names} changed meanwhile or can only be read, so nothing was changed there."
    return words
