"""Find and replace in the whole story: looked at first, one undo step for all chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from studio.app.exchange.replace import FindOptions, apply_edits, find_all, replacement_edits, replacement_for
from studio.app.session.open_chapter import OpenChapter
from studio.app.session.session import StorySession
from studio.app.structure.structure_step import ChangedText, TextChange
from studio.app.tasks import TaskRunner
from studio.model.chapter import ChapterId
from studio.model.edit import TextEdit
from studio.storage.snapshot import BEFORE_BULK
from studio.text.span import Span

_CONTEXT = 48
"""Code points shown on each side of a place."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, what it becomes, and how it is compared."""

    query: str
    replacement: str = ""
    options: FindOptions = field(default_factory=FindOptions)


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its span in the chapter's text, what stands about it, and what would stand there."""

    span: Span
    before: str
    found: str
    new: str
    after: str


@dataclass(frozen=True, slots=True)
class ChapterPlaces:
    """A chapter with its places in order, and the text in which they were found."""

    id: ChapterId
    title: str
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """How a replacing ended: the places and chapters changed, and one sentence."""

    places: int
    chapters: int
    sentence: str


class StoryReplace:
    """Looks through the open story and replaces. Main thread only; searching runs on the "work" lane."""

    def __init__(self, session: StorySession, runner: TaskRunner) -> None:
        self._session = session
        self._runner = runner
        self._ticket = 0

    def look(self, search: Search, done: Callable[[tuple[ChapterPlaces, ...]], None]) -> None:
        """Give ``done`` the chapters in which something is found, unless another search begins before."""
        self._ticket += 1
        ticket, project = self._ticket, self._session.project
        if project is None or not search.query:
            done(())
            return
        titles = {chapter.id: chapter.title for chapter in project.chapters}

        def read(texts: dict[ChapterId, str]) -> None:
            self._runner.submit("work", lambda: find_in(titles, texts, search), found)

        def found(chapters: tuple[ChapterPlaces, ...]) -> None:
            if ticket == self._ticket:
                done(chapters)

        self._session.read_texts(list(titles), read)

    def replace(
        self,
        search: Search,
        chosen: Sequence[tuple[ChapterPlaces, Sequence[Place]]],
        done: Callable[[Replaced], None],
    ) -> None:
        """Replace the ``chosen`` places of each chapter; a version of each chapter is kept first.

        A chapter that was changed since it was looked at is changed in all places where ``search`` finds
        something now, if all of its places were chosen; else it stays as it is.
        """
        wanted = [(each, tuple(places)) for each, places in chosen if places]
        if len(wanted) > 1 and not self._session.read_only:
            self._session.take_snapshot(BEFORE_BULK)
        for each, _ in wanted:
            self._session.open_chapter(each.id, lambda _chapter: None)

        def opened(_none: None) -> None:
            texts: list[ChangedText] = []
            left: list[str] = []
            count = 0
            for each, places in wanted:
                chapter = self._session.chapter(each.id)
                edits = None if chapter is None else _edits(chapter, each, places, search)
                if chapter is None or edits is None:
                    left.append(each.title)
                elif edits:
                    count += len(edits)
                    texts.append(ChangedText(chapter.id, chapter.text, apply_edits(chapter.text, edits)))
            if texts:
                self._session.change_texts(TextChange("replace", tuple(texts)))
            done(Replaced(count, len(texts), _sentence(count, len(texts), left)))

        self._runner.submit("io", lambda: None, opened)  # behind the chapters that had to be read


def _edits(
    chapter: OpenChapter, each: ChapterPlaces, places: Sequence[Place], search: Search
) -> tuple[TextEdit, ...] | None:
    """What is to be changed in the text of now; None if the chosen places are not known there any more."""
    whole = len(places) == len(each.places)
    if chapter.read_only or (chapter.text != each.text and not whole):
        return None
    spans: Sequence[Span] = [place.span for place in places]
    if whole:
        spans = find_all(chapter.text, search.query, search.options)
    return replacement_edits(chapter.text, spans, search.query, search.replacement, search.options)


def find_in(
    titles: Mapping[ChapterId, str], texts: Mapping[ChapterId, str], search: Search
) -> tuple[ChapterPlaces, ...]:
    """The chapters, in the order of ``texts``, in which something is found."""
    found: list[ChapterPlaces] = []
    for chapter_id, text in texts.items():
        spans = find_all(text, search.query, search.options)
        if spans:
            places = tuple(_place(text, span, search) for span in spans)
            found.append(ChapterPlaces(chapter_id, titles.get(chapter_id, chapter_id), text, places))
    return tuple(found)


def _place(text: str, span: Span, search: Search) -> Place:
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _CONTEXT)
    line_end = text.find("\n", span.end)
    end = min(line_end if line_end >= 0 else len(text), span.end + _CONTEXT)
    before, after, found = text[start : span.start], text[span.end : end], span.of(text)
    if start > 0 and text[start - 1] != "\n":
        before = "…" + (before.partition(" ")[2] or before)
    if end < len(text) and text[end] != "\n":
        after = (after.rpartition(" ")[0] or after) + "…"
    new = replacement_for(found, search.query, search.replacement, search.options)
    return Place(span, before, found, new, after)


def _sentence(places: int, chapters: int, left: Sequence[str]) -> str:
    if not places and not left:
        return "Nothing had to be replaced."
    words = f"{places:,} {'place' if places == 1 else 'places'} in {chapters:,} "
    words += f"{'chapter' if chapters == 1 else 'chapters'} replaced."
    if left:
        names = ", ".join(f"“{title}”" for title in left[:3]) + (" and others" if len(left) > 3 else "")
        words += f" {names} changed meanwhile or can only be read, so nothing was replaced there."
    return words
