"""Questions about two versions of a chapter: said in a notice, answered on a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.app.session.session_fact import ChapterReplaced, Conflict, MarksFound, Recovery, SecondVersion
from studio.model.chapter import ChapterId
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.story_mark import MARKED, Choice, StoryMarks
from studio.ui.dialogs.comparison import Comparison
from studio.ui.start_services import Services
from studio.ui.theme.theme import Theme
from studio.ui.window.main_window import MainWindow
from studio.ui.window.main_window_notice import Answer


class VersionControl(QObject):
    """Conflicts, recovered typing, copies of sync programs, marks of git, and the history."""

    def __init__(self, window: MainWindow, services: Services, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._session = services.session
        self._theme = theme
        self._copies_said = ""
        self._put_off: set[Path] = set()
        self._walking = False
        self._asking: QWidget | None = None  # the page on which a copy is being compared
        session = services.session
        session.conflict_found.connect(self._on_conflict)
        session.recovered.connect(self._on_recovered)
        session.marks_found.connect(self._on_marks)
        session.story_marks_found.connect(self._on_story_marks)
        session.chapter_replaced.connect(self._on_replaced)
        session.copies_changed.connect(self._on_copies)
        session.opened.connect(lambda _project: self._forget())

    def show_history(self, chapter_id: str) -> None:
        """Show the earlier versions of a chapter."""
        if not chapter_id or self._session.project is None:
            return
        from studio.ui.dialogs.history_dialog import HistoryDialog

        HistoryDialog(self._session, chapter_id, self._services.runner, self._theme, self._window).show()

    # -- the file and the window changed both ---------------------------------------------------------

    def _on_conflict(self, conflict: Conflict) -> None:
        if self._session.project is None:
            return  # the story was closed meanwhile; what was typed is in its journal
        title = self._title(conflict.id)
        if conflict.deleted:
            what = "was deleted by another program while you were writing; its text is only here now."
        else:
            what = "was changed here and by another program in the same place; nothing is overwritten."
        answer = Answer("Look at both", lambda: self._show_conflict(conflict))
        self._window.notices.tell(f"“{title}” {what}", [answer])

    def _show_conflict(self, conflict: Conflict) -> None:
        from studio.ui.dialogs.comparison import of_conflict

        self._show(
            of_conflict(conflict, self._title(conflict.id)),
            lambda text: self._session.resolve_conflict(conflict.id, text),
            lambda: self._on_conflict(conflict),
        )

    # -- typing that came back -------------------------------------------------------------------------

    def _on_recovered(self, recovery: Recovery) -> None:
        if self._session.project is None:
            return  # the story was closed meanwhile; what was typed is in its journal
        title = self._title(recovery.id)
        look = Answer("Look at it", lambda: self._show_recovery(recovery))
        if recovery.applied:
            sentence = f"What you typed last in “{title}” was not yet saved and is back."
            self._window.notices.tell(sentence, [look])
        else:
            sentence = f"Typing in “{title}” was not yet saved, and the file has changed since."
            self._window.notices.tell(
                sentence, [look, Answer("Keep the file", lambda: self._session.keep_file(recovery))]
            )

    def _show_recovery(self, recovery: Recovery) -> None:
        title = self._title(recovery.id)
        if recovery.result is not None and recovery.hunks:
            from studio.ui.dialogs.comparison import of_recovery

            self._show(
                of_recovery(recovery, recovery.result, title),
                lambda text: self._session.resolve_conflict(recovery.id, text),
                lambda: self._on_recovered(recovery),
                lambda _key: self._session.keep_file(recovery),
            )
            return
        from studio.ui.dialogs.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(recovery, title, self._services.runner, self._theme, self._window)
        if recovery.applied:
            dialog.file_wanted.connect(lambda: self._session.take_back(recovery))
        else:
            dialog.file_wanted.connect(lambda: self._session.keep_file(recovery))
            dialog.typing_wanted.connect(lambda: self._session.resolve_conflict(recovery.id, recovery.after))
        dialog.show()

    # -- marks of git in the text -----------------------------------------------------------------------

    def _on_marks(self, found: MarksFound) -> None:
        self._window.notices.tell(
            self._marks_sentence(found.id), [Answer("Look at both", lambda: self._show_marks(found))]
        )

    def _on_story_marks(self, marks: StoryMarks) -> None:
        def choose(choice: Choice) -> Callable[[], None]:
            return lambda: self._session.choose_story(marks, choice)

        mine, theirs = (f" ({name})" if name else "" for name in marks.names)
        answers = [
            Answer("Both together", choose("both")),
            Answer(f"Only mine{mine}", choose("mine")),
            Answer(f"Only theirs{theirs}", choose("theirs")),
        ]
        self._window.notices.tell(MARKED, answers)

    def _marks_sentence(self, chapter_id: ChapterId) -> str:
        return f"“{self._title(chapter_id)}” holds two versions, marked by version control."

    def _on_replaced(self, replaced: ChapterReplaced) -> None:
        if "<<<<<<<" in replaced.old and "<<<<<<<" not in replaced.new:
            self._window.notices.withdraw(self._marks_sentence(replaced.id))

    def _show_marks(self, found: MarksFound) -> None:
        from studio.ui.dialogs.comparison import of_marks

        self._show(
            of_marks(found, self._title(found.id)),
            lambda text: self._session.resolve_marks(found, text),
            lambda: self._on_marks(found),
        )

    # -- copies of sync programs ------------------------------------------------------------------------

    def show_copies(self) -> None:
        """Compare the copies that sync programs left, one after another, those put off too."""
        self._put_off.clear()
        self._window.notices.withdraw(self._copies_said)
        if self._session.copies:
            self._walking = True
            self._next_copy()
        else:
            self._window.status.say("No sync program has left a second version of a chapter.")

    def _on_copies(self, copies: tuple[ConflictCopy, ...]) -> None:
        self._window.notices.withdraw(self._copies_said)
        self._copies_said = ""
        new = [copy for copy in copies if copy.path not in self._put_off]
        if self._walking and self._asking is None:
            self._next_copy()
        elif not self._walking and new and not self._session.read_only:
            self._say_copies(new)

    def _say_copies(self, copies: list[ConflictCopy]) -> None:
        if not copies:
            return
        if len(copies) == 1:
            copy, title = copies[0], self._title_of(copies[0])
            if copy.sure:
                self._copies_said = f"{copy.maker} left a second version of “{title}” beside it."
            else:
                name = " ".join(copy.path.stem.split())
                self._copies_said = f"“{name}” looks like a second version of “{title}”."
        else:
            self._copies_said = (
                f"There are {len(copies)} second versions of chapters, as sync programs leave them."
            )
        self._window.notices.tell(
            self._copies_said,
            [Answer("Look at both" if len(copies) == 1 else "Look at them", self.show_copies)],
        )

    def _next_copy(self) -> None:
        copy = next((each for each in self._session.copies if each.path not in self._put_off), None)
        if copy is None:
            self._walking = False
        else:
            self._session.compare_copy(copy, self._show_copy)

    def _show_copy(self, second: SecondVersion) -> None:
        from studio.ui.dialogs.comparison import of_copy

        if self._asking is not None:
            self._window.show_view(self._asking)  # called for twice
            return
        project = self._session.project
        several = project is not None and project.kind != "file"

        def use(text: str) -> None:
            self._asking = None
            self._session.merge_copy(second, text)

        def adopt(_key: str) -> None:
            self._asking = None
            self._session.adopt_copy(second.copy)

        def put_off() -> None:
            self._asking = None
            if self._walking:
                self._put_off.add(second.copy.path)
                self._next_copy()
            else:
                self._say_copies([each for each in self._session.copies if each.path not in self._put_off])

        self._asking = self._show(
            of_copy(second, self._title(second.id), datetime.now(), can_adopt=several),
            use,
            put_off,
            adopt,
        )

    def _forget(self) -> None:
        self._put_off.clear()
        self._walking, self._asking = False, None
        self._copies_said = ""

    # -- the page on which they are compared ------------------------------------------------------------

    def _show(
        self,
        comparison: Comparison,
        use: Callable[[str], object],
        later: Callable[[], object],
        other: Callable[[str], object] = lambda _key: None,
    ) -> QWidget:
        from studio.ui.dialogs.conflict_view import ConflictView

        view = ConflictView(comparison, self._theme)

        def leave(call: Callable[[], object]) -> None:
            if self._window.centre.currentWidget() is not view:
                self._walking = False  # the writer went elsewhere: nothing is put in the place of that
            self._window.drop_view(view)
            call()

        view.resolved.connect(lambda _id, text: leave(lambda: use(text)))
        view.postponed.connect(lambda _id: leave(later))
        view.chosen.connect(lambda _id, key: leave(lambda: other(key)))
        self._window.show_view(view)
        return view

    def _title(self, chapter_id: ChapterId) -> str:
        project = self._session.project
        chapter = project.chapter(chapter_id) if project else None
        return chapter.title if chapter else chapter_id.rpartition("/")[2]

    def _title_of(self, copy: ConflictCopy) -> str:
        story = self._session.story
        return self._title(story.places.chapter_id(copy.chapter)) if story else copy.chapter.stem
