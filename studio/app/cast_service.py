"""The people of the story, found in its text, with what the writer says of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from studio.app.events import Event
from studio.app.mention import Mention, MentionIndex
from studio.app.session.session import StorySession
from studio.app.session.session_fact import ChapterEdited, ChapterReplaced
from studio.app.tasks import Cancel, Scheduler, TaskRunner
from studio.model.cast import Cast, NameTable, Person
from studio.model.chapter import ChapterId
from studio.model.project import Project
from studio.model.sheet import CharacterSheet

DEBOUNCE = 3.0
"""Seconds after the last key before names are learnt again; they change seldom."""

_MOST: Final = 5_000_000
"""Characters of a chapter that are searched for names."""


@dataclass(frozen=True, slots=True)
class _Before:
    """What the story said of some people before: their sheets (None: no sheet) and the hidden names."""

    sheets: tuple[tuple[str, CharacterSheet | None], ...]
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person (or place) as the panel shows it.

    Attributes:
        variants: the other forms of the name, the most frequent first.
        count: mentions in the whole story.
        confirmed: the writer said that this is a character.
        hidden: the writer does not want it listed.
        note: the writer's note, Markdown.
        kind: "person" or "other" (a place, a thing), a guess.
    """

    name: str
    variants: tuple[str, ...] = ()
    count: int = 0
    confirmed: bool = False
    hidden: bool = False
    note: str = ""
    kind: str = "person"

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of the name."""
        return (self.name, *self.variants)


class CastService:
    """Keeps ``people`` in step with the story. Main thread only; reading runs on the lanes.

    Args:
        learnt: gives the cast whenever another part of the program has learnt it (the proofreading worker
            does); None lets this service learn it by itself on the "work" lane.

    Events:
        changed: the people are others, or something about them is.
        said: one sentence on what just happened.
    """

    def __init__(
        self,
        session: StorySession,
        runner: TaskRunner,
        scheduler: Scheduler,
        learnt: Event[Cast] | None = None,
    ) -> None:
        self.changed: Event[tuple[PersonRow, ...]] = Event()
        self.said: Event[str] = Event()
        self._session = session
        self._runner = runner
        self._scheduler = scheduler
        self._by_itself = learnt is None
        self._cast = Cast()
        self._people: tuple[PersonRow, ...] = ()
        self._tables: dict[ChapterId, tuple[int, NameTable]] = {}
        self._index = MentionIndex()
        self._undo: list[_Before] = []
        self._timer: Cancel | None = None
        session.opened.connect(self._on_opened)
        session.structure_changed.connect(lambda _project: self._soon(0.0))
        session.sheets_changed.connect(lambda _project: self._on_sheets())
        session.settings_changed.connect(lambda _project: self._show())
        session.chapter_edited.connect(self._on_edited)
        session.chapter_replaced.connect(self._on_edited)
        if learnt is not None:
            learnt.connect(self._take)
        if session.project is not None:
            self._on_opened(session.project)

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """All people, confirmed first, then by how often they are named; hidden ones last."""
        return self._people

    # -- learning ------------------------------------------------------------------------------

    def _on_opened(self, _project: Project) -> None:
        self._undo.clear()
        self._tables.clear()
        self._cast = Cast()
        self._show()
        self._soon(0.0)

    def _on_edited(self, _edited: ChapterEdited | ChapterReplaced) -> None:
        self._soon(DEBOUNCE)

    def _on_sheets(self) -> None:
        self._show()
        self._soon(0.0)

    def _soon(self, seconds: float) -> None:
        if not self._by_itself:
            return
        if self._timer is not None:
            self._timer()
        self._timer = self._scheduler.call_later(seconds, self._learn)

    def _learn(self) -> None:
        self._timer = None
        project = self._session.project
        if project is not None:
            self._session.read_texts(_ids(project), lambda texts: self._learn_from(project, texts))

    def _learn_from(self, project: Project, texts: dict[ChapterId, str]) -> None:
        known = dict(self._tables)
        sheets = project.sheets

        def learn() -> tuple[dict[ChapterId, tuple[int, NameTable]], Cast]:
            tables: dict[ChapterId, tuple[int, NameTable]] = {}
            for chapter_id, text in texts.items():
                mark = hash(text)
                old = known.get(chapter_id)
                tables[chapter_id] = old if old and old[0] == mark else (mark, NameTable.of(text[:_MOST]))
            return tables, Cast.from_tables((table for _, table in tables.values()), sheets)

        def learnt(result: tuple[dict[ChapterId, tuple[int, NameTable]], Cast]) -> None:
            self._tables, cast = result
            self._take(cast)

        self._runner.submit("work", learn, learnt)

    def _take(self, cast: Cast) -> None:
        self._cast = cast
        self._show()

    def _show(self) -> None:
        project = self._session.project
        people = rows(self._cast, project) if project is not None else ()
        if people != self._people:
            self._people = people
            self.changed.emit(people)

    # -- what the writer says ------------------------------------------------------------------

    def confirm(self, name: str) -> None:
        """This is a character of the story: it gets a sheet of its own."""
        self._remember(name)
        self._session.save_sheet(replace(self._sheet(name), confirmed=True, hidden=False))
        self._unhide(name)

    def hide(self, name: str) -> None:
        """Do not list this name any more; it still counts as known to the proofreader."""
        self._remember(name)
        project = self._session.project
        sheet = project.sheet(name) if project else None
        if sheet is not None:
            self._session.save_sheet(replace(sheet, hidden=True))
        elif project is not None and name not in project.settings.hidden_names:
            self._session.update_settings(hidden_names=(*project.settings.hidden_names, name))
        self.said.emit(f"“{name}” is hidden; Show hidden brings it back.")

    def unhide(self, name: str) -> None:
        """List this name again."""
        self._remember(name)
        project = self._session.project
        sheet = project.sheet(name) if project else None
        if sheet is not None and sheet.hidden:
            self._session.save_sheet(replace(sheet, hidden=False))
        self._unhide(name)

    def merge(self, keep: str, other: str) -> None:
        """Both names mean one person, called ``keep`` from now on; the notes go together."""
        self._remember(keep, other)
        row, kept = self._row(other), self._sheet(keep)
        known = {form.casefold() for form in (kept.name, *kept.aliases)}
        aliases = tuple(form for form in row.forms if form.casefold() not in known)
        note = "\n\n".join(part for part in (kept.note.strip(), row.note.strip()) if part)
        merged = replace(kept, aliases=(*kept.aliases, *aliases), note=note, confirmed=True, hidden=False)
        self._session.save_sheet(merged)
        project = self._session.project
        if project is not None and project.sheet(other) is not None:
            self._session.delete_sheet(other)
        self._unhide(keep)
        self.said.emit(f"“{other}” is now another name for “{keep}”.")

    def add(self, name: str) -> None:
        """Add a character that the text does not name yet."""
        name = " ".join(name.split())
        if name:
            self._remember(name)
            self._session.save_sheet(replace(self._sheet(name), confirmed=True, hidden=False))
            self._unhide(name)

    def set_note(self, name: str, note: str) -> None:
        """Keep the writer's note on the character's sheet."""
        if note != self._row(name).note:
            self._session.save_sheet(replace(self._sheet(name), note=note, confirmed=True))

    @property
    def can_undo(self) -> bool:
        """Whether there is something that ``undo`` takes back."""
        return bool(self._undo)

    def undo(self) -> None:
        """Take back the last confirming, hiding, merging or adding."""
        if not self._undo or self._session.project is None:
            return
        before = self._undo.pop()
        for name, sheet in before.sheets:
            now = self._session.project.sheet(name)
            if sheet is not None and sheet != now:
                self._session.save_sheet(sheet)
            elif sheet is None and now is not None:
                self._session.delete_sheet(name)
        if self._session.project.settings.hidden_names != before.hidden:
            self._session.update_settings(hidden_names=before.hidden)

    def _remember(self, *names: str) -> None:
        project = self._session.project
        if project is not None:
            sheets = tuple((name, project.sheet(name)) for name in names)
            self._undo.append(_Before(sheets, project.settings.hidden_names))

    def _unhide(self, name: str) -> None:
        project = self._session.project
        if project is not None and name in project.settings.hidden_names:
            left = tuple(each for each in project.settings.hidden_names if each != name)
            self._session.update_settings(hidden_names=left)

    def _row(self, name: str) -> PersonRow:
        return next((row for row in self._people if row.name == name), PersonRow(name))

    def _sheet(self, name: str) -> CharacterSheet:
        project = self._session.project
        found = project.sheet(name) if project is not None else None
        return found or CharacterSheet(name)

    # -- mentions ------------------------------------------------------------------------------

    def walk(
        self,
        name: str,
        chapter_id: ChapterId | None,
        offset: int,
        done: Callable[[Mention | None], None],
        *,
        forward: bool = True,
    ) -> None:
        """Find the mention after (or before) ``offset`` of a chapter, round the story's end.

        ``done`` gets None when the name stands nowhere.
        """
        project = self._session.project
        if project is None:
            done(None)
            return
        row, cast, index = self._row(name), self._cast, self._index
        person = Person(row.name, row.forms, row.count)
        order = _ids(project)

        def found(texts: dict[ChapterId, str]) -> None:
            self._runner.submit(
                "work",
                lambda: index.step(
                    cast,
                    person,
                    [(i, texts[i]) for i in order if i in texts],
                    chapter_id,
                    offset,
                    forward=forward,
                ),
                done,
            )

        self._session.read_texts(order, found)


def _ids(project: Project) -> list[ChapterId]:
    return [chapter.id for chapter in project.chapters]


def rows(cast: Cast, project: Project) -> tuple[PersonRow, ...]:
    """The people found, together with what the sheets say of them."""
    found: list[PersonRow] = []
    listed: set[str] = set()
    hidden = {name.casefold() for name in project.settings.hidden_names}
    by_form = {form.casefold(): sheet for sheet in project.sheets for form in (sheet.name, *sheet.aliases)}
    for person in cast.people:
        sheet = by_form.get(person.name.casefold())
        name = sheet.name if sheet else person.name
        if name.casefold() in listed:
            continue
        listed.add(name.casefold())
        forms = tuple(form for form in person.variants if form != name)
        found.append(_row(name, forms, person.count, sheet, hidden, person.kind))
    for sheet in project.sheets:
        if sheet.name.casefold() not in listed:
            listed.add(sheet.name.casefold())
            found.append(_row(sheet.name, sheet.aliases, cast.count(sheet.name), sheet, hidden, "person"))
    found.extend(
        PersonRow(name, (), cast.count(name), hidden=True)
        for name in project.settings.hidden_names
        if name.casefold() not in listed
    )
    return tuple(
        sorted(
            found, key=lambda row: (row.hidden, not row.confirmed, row.kind != "person", -row.count, row.name)
        )
    )


def _row(
    name: str, forms: tuple[str, ...], count: int, sheet: CharacterSheet | None, hidden: set[str], kind: str
) -> PersonRow:
    out = name.casefold() in hidden or bool(sheet and sheet.hidden)
    note = sheet.note if sheet else ""
    return PersonRow(name, forms, count, bool(sheet and sheet.confirmed), out, note, kind)
