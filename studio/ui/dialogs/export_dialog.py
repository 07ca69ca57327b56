"""Export of cleaned text, with every change shown before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from studio.app.exchange.export_preview import ExportPreview, changes_in_words, is_whole, words_in_words
from studio.app.exchange.export_service import (
    ChapterPreview,
    Collected,
    Exported,
    ExportRequest,
    ExportService,
    collect,
)
from studio.app.session.session import StorySession
from studio.app.tasks import TaskRunner
from studio.app.versions.word_diff import DiffBlock
from studio.export.diff import Hunk
from studio.export.manuscript import Manuscript
from studio.model.piece import Piece, PieceKind
from studio.ui.dialogs.diff_view import DiffView
from studio.ui.dialogs.export_choice import ExportChoice
from studio.ui.dialogs.part import UNIT, Look, Sheet, button, column, label, named, row, tool

_DELAY_MS = 200
_MOST_SHOWN = 300


class ExportDialog(Sheet):
    """Chapters, format and options on the left, all changes on the right.

    Args:
        service: writes the file.
        ask: asks for the file's path, given the one proposed; None is the system's dialog.
    """

    def __init__(
        self,
        session: StorySession,
        service: ExportService,
        runner: TaskRunner,
        tokens: Look,
        parent: QWidget | None = None,
        *,
        ask: Callable[[Path], Path | None] | None = None,
    ) -> None:
        super().__init__("Export", "", parent, size=QSize(1080, 660))
        self._session = session
        self._service = service
        self._runner = runner
        self._ask = ask or self._ask_system
        self._preview = ExportPreview(runner)
        self._folder = Path.home()
        project = session.project
        self.choice = ExportChoice([c.title for c in project.chapters] if project else [])
        self.changes = label("", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.progress = QProgressBar()
        self.diff = DiffView(tokens)
        self.export_button = button("Export…", self._export, kind="primary")
        self._timer = QTimer(self, interval=_DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._build()
        self.choice.changed.connect(self._soon)
        self.choice.setFocus()
        self.finished.connect(lambda _result: self._preview.stop())
        self._look()

    def _build(self) -> None:
        self.choice.setFixedWidth(340)
        right = column(spacing=UNIT)
        before = tool("↑", "Change before", self.diff.previous_change)
        after = tool("↓", "Next change", self.diff.next_change)
        head = row(self.changes, before, after)
        head.setStretch(0, 1)
        right.addLayout(head)
        right.addWidget(self.words)
        self.progress.setTextVisible(False)
        named(self.progress, "Progress")
        right.addWidget(self.progress)
        right.addWidget(self.diff, 1)
        middle = row(self.choice, right, spacing=4 * UNIT)
        middle.setStretch(1, 1)
        self.body.addLayout(middle, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(button("Close", self.accept))
        self.foot.addWidget(self.export_button)

    # -- the preview -----------------------------------------------------------------------------

    def _soon(self) -> None:
        self._preview.stop()
        self.export_button.setEnabled(False)
        self._timer.start()

    def _look(self) -> None:
        if not self.choice.chapters:
            self._preview.stop()
            self._show(())
            self.changes.setText("Choose a chapter at least.")
            self.words.setText("")
            return
        self.export_button.setEnabled(False)
        self.words.setText("Looking at what changes…")
        request = self.choice.request
        self._collect(
            lambda manuscript: self._preview.start(
                manuscript,
                request,
                self.while_open(self._on_progress),
                self.while_open(self._show),
                self.while_open(self._failed),
            )
        )

    def _collect(self, then: Callable[[Manuscript], None]) -> None:
        """Give ``then`` the chosen chapters as they are now."""
        story, chosen = self._session.story, self.choice.chapters
        if story is None:
            return
        project, live = story.project, {c.id: c.text for c in story.chapters.values()}

        def collected(found: Collected) -> None:
            then(found.manuscript.select(at for at in chosen if at < len(found.manuscript.chapters)))

        failed = self.while_open(self._failed)
        self._runner.submit("io", lambda: collect(project, live), self.while_open(collected), failed)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setVisible(done < total)
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show(self, chapters: tuple[ChapterPreview, ...]) -> None:
        self.progress.hide()
        self.changes.setText(changes_in_words(chapters))
        self.words.setText(words_in_words(chapters))
        self.diff.show_sections(sections(chapters))
        self.diff.setAccessibleDescription(self.changes.text())
        self.export_button.setEnabled(bool(chapters) and is_whole(chapters))

    def _failed(self, error: Exception) -> None:
        self.progress.hide()
        self.words.setText(str(error))
        self.export_button.setEnabled(True)

    # -- the file --------------------------------------------------------------------------------

    def _export(self) -> None:
        request = self.choice.request
        path = self._ask(self._proposed(request))
        if path is None:
            return
        self._folder = path.parent
        self.export_button.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.words.setText(f"Writing {path.name}…")
        exported, failed = self.while_open(self._exported), self.while_open(self._failed)
        self._collect(lambda manuscript: self._service.export(manuscript, request, path, exported, failed))

    def _exported(self, exported: Exported) -> None:
        self.progress.hide()
        self.export_button.setEnabled(True)
        self.words.setText(f"{exported.path.name} is written: {exported.words:,} words, none lost.")
        self.words.setToolTip(str(exported.path))

    def _proposed(self, request: ExportRequest) -> Path:
        project, chosen = self._session.project, self.choice.chapters
        name = "Story"
        if project is not None:
            one = len(chosen) == 1 and len(project.chapters) > 1
            name = project.chapters[chosen[0]].title if one else project.title
        safe = "".join(c if c.isalnum() or c in " -_’'().," else " " for c in name).strip() or "Story"
        return self._folder / f"{safe}.{request.format}"

    def _ask_system(self, proposed: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Export to", str(proposed))
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(proposed.suffix)


def sections(chapters: Sequence[ChapterPreview]) -> list[tuple[str, list[DiffBlock]]]:
    """The changes under their chapters' titles; of very many only the first are shown, and that is said."""
    result: list[tuple[str, list[DiffBlock]]] = []
    left = _MOST_SHOWN
    for chapter in chapters:
        if chapter.hunks and left > 0:
            result.append((chapter.title, [_block(hunk) for hunk in chapter.hunks[:left]]))
        left -= len(chapter.hunks)
    if left < 0:
        result.append((f"And {-left:,} more paragraphs that change in the same way.", []))
    return result


def _block(hunk: Hunk) -> DiffBlock:
    return DiffBlock((*hunk.pieces, Piece(PieceKind.SAME, "\n\n")))
