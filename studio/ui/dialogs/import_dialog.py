"""Import of a document: its chapters are shown, and can be parted otherwise, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from studio.app.exchange.import_plan import Split, SplitBy
from studio.app.exchange.import_service import ImportPlan, ImportService
from studio.app.structure.long_step import StepWatch
from studio.storage.importing.read_document import SUFFIXES
from studio.ui.dialogs.import_failed import ImportFailed, loss_card
from studio.ui.dialogs.new_story import folder_name, trouble_with
from studio.ui.dialogs.part import UNIT, Sheet, button, clear, column, label, named, row

KINDS = f"Documents ({' '.join(f'*{suffix}' for suffix in SUFFIXES)});;All files (*)"
_WORDS = {
    SplitBy.LINES: "At lines like “Chapter Four”",
    SplitBy.FILES: "At each file",
    SplitBy.MARKS: "At scene breaks",
    SplitBy.WHOLE: "Nowhere; it is one chapter",
}.items()
_MOST_REMARKS = 6
_MOST_LOSSES = 4
_FAILED = QSize(680, 400)


class ImportDialog(Sheet):
    """Reads a document, shows its chapters, and makes a story of them or adds them to the open one.

    Args:
        source: the document.
        folder: where a new story goes, unless the writer says otherwise.
        open_title: the title of the story that is open and can be added to; "" if there is none.

    Signals:
        made: the path of the new story's folder.
        adding_wanted: the ``ImportPlan`` whose chapters go to the end of the open story, and the
            ``StepWatch`` by which this dialog follows and stops it.
        other_wanted: the path of another document, as this one could not be read.
    """

    made = Signal(object)
    adding_wanted = Signal(object, object)
    other_wanted = Signal(object)

    def __init__(
        self,
        service: ImportService,
        source: Path,
        folder: Path,
        open_title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"Import “{source.name}”", "", parent, size=QSize(860, 620))
        self._service = service
        self._source = source
        self.plan: ImportPlan | None = None
        self._watch: StepWatch | None = None
        self.progress = QProgressBar()
        self.found = label("", wrap=True)
        self.remarks = label("", "muted", wrap=True)
        self.splits = QComboBox()
        self.list = QTreeWidget()
        self.new_story = QRadioButton("A new story")
        self.into_open = QRadioButton(f"At the end of “{open_title}”")
        self.into_open.setVisible(bool(open_title))
        self.title_field, self.author_field = QLineEdit(), QLineEdit()
        self.folder_field = QLineEdit(str(folder))
        self.place = label("", "muted", wrap=True)
        self.stop_button = button("Stop", self._stop)
        self.import_button = button("Import", self._import, kind="primary")
        self._build()
        self._wire()
        self._read()

    # -- layout --------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        named(self.progress, "How much is read")
        self.body.addWidget(self.progress)
        self.body.addWidget(self.found)
        self.losses = column()
        self.body.addLayout(self.losses)
        self.failed = ImportFailed(self._source, self._choose_other)
        self.failed.hide()
        self.body.addWidget(self.failed, 1)
        self.choice = QWidget()
        middle = row(self._left(), self._right(), spacing=4 * UNIT)
        middle.setStretch(0, 3)
        middle.setStretch(1, 2)
        column(self.choice).addLayout(middle)
        self.choice.hide()
        self.body.addWidget(self.choice, 1)
        self.body.addStretch()
        self.foot.addStretch(1)
        self.foot.addWidget(self.stop_button)
        self.foot.addWidget(self.import_button)
        self.import_button.setDefault(True)
        self.import_button.setEnabled(False)

    def _left(self) -> QWidget:
        side = QWidget()
        layout = column(side)
        caption = label("Chapters begin")
        caption.setBuddy(self.splits)
        named(self.splits, "Chapters begin", "Where the document is parted.")
        line = row(caption, self.splits)
        line.setStretch(1, 1)
        layout.addLayout(line)
        self.list.setColumnCount(2)
        self.list.setHeaderLabels(["Chapter", "Words"])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        named(self.list, "Chapters found", "Each with its number of words.")
        layout.addWidget(self.list, 1)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        layout = column(side)
        layout.addWidget(label("Becomes", "heading"))
        layout.addWidget(self.new_story)
        layout.addWidget(self.into_open)
        self.new_story.setChecked(True)
        browse = button("Choose…", self._browse)
        browse.setAccessibleName("Choose the folder")
        grid = QGridLayout()
        grid.setVerticalSpacing(UNIT)
        fields = (("Title", self.title_field), ("Author", self.author_field), ("Kept in", self.folder_field))
        for at, (words, field) in enumerate(fields):
            named(field, words)
            caption = label(words, "small")
            caption.setBuddy(field)
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(browse, len(fields), 1, Qt.AlignmentFlag.AlignLeft)
        self.fields = QWidget()
        inner = column(self.fields)
        inner.addLayout(grid)
        inner.addWidget(self.place)
        layout.addWidget(self.fields)
        layout.addSpacing(UNIT)
        layout.addWidget(self.remarks)
        layout.addStretch(1)
        return side

    def _wire(self) -> None:
        for field in (self.title_field, self.folder_field):
            field.textChanged.connect(lambda _text: self._check())
        self.new_story.toggled.connect(lambda _on: self._check())
        self.splits.activated.connect(lambda _at: self._part())
        self.finished.connect(lambda _result: self._service.stop())

    # -- reading -------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.found.setText("Reading…")
        self._service.read(self._source, self._on_progress, self._on_read, self._on_failed)

    def _on_progress(self, share: float) -> None:
        self.progress.setValue(int(share * 1000))

    def _on_read(self, plan: ImportPlan) -> None:
        self.title_field.setText(plan.title)
        self.author_field.setText(plan.document.author)
        self.splits.clear()
        for split in plan.splits:
            self.splits.addItem(split_in_words(split), split)
        self.stop_button.setText("Cancel")
        self.stop_button.setAccessibleName("Cancel")
        self._show(plan)
        self.list.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.progress.hide()
        self.choice.hide()
        self.found.hide()
        self.failed.say(str(error))
        self.failed.show()
        self.import_button.hide()
        self.failed.other_button.setFocus()
        self.resize(_FAILED)
        self.stop_button.setText("Close")
        self.stop_button.setAccessibleName("Close")

    def _choose_other(self) -> None:
        source = choose_document(self, str(self._source.parent))
        if source is not None:
            self.other_wanted.emit(source)
            self.accept()

    def _part(self) -> None:
        split = self.splits.currentData()
        if self.plan is not None and isinstance(split, Split) and split != self.plan.division.split:
            self.import_button.setEnabled(False)
            self.found.setText("Looking for chapters…")
            self._service.divide(self.plan, split, self._show, self._on_not_made)

    def _show(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.progress.hide()
        self.choice.show()
        self.found.setText(found_in_words(plan))
        clear(self.losses)
        if plan.losses:
            self.losses.addWidget(loss_card(plan.losses[:_MOST_LOSSES]))
        shown = list(plan.remarks[:_MOST_REMARKS])
        if plan.notes:
            shown.append("What is left out is listed in a page of notes beside the story.")
        self.remarks.setText("\n".join(f"• {remark}" for remark in shown))
        self.list.clear()
        for number, chapter in enumerate(plan.division.chapters, 1):
            item = QTreeWidgetItem([f"{number}.  {chapter.title}", f"{chapter.words:,}"])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, chapter.text[:300].strip() or "Nothing is written in it.")
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self._check()

    # -- importing -----------------------------------------------------------------------------------

    @property
    def target(self) -> Path:
        """The folder that a new story would be."""
        return Path(self.folder_field.text()).expanduser() / folder_name(self.title_field.text())

    def _check(self) -> None:
        new = self.new_story.isChecked()
        self.fields.setVisible(new)
        folder, title = Path(self.folder_field.text()).expanduser(), self.title_field.text()
        trouble = trouble_with(folder, title) if new else ""
        named_ = bool(folder_name(title)) or not new
        self.place.setText(trouble or (f"The story will be {self.target}" if named_ else "It needs a title."))
        self.place.setProperty("role", "warning" if trouble else "muted")
        self.place.style().unpolish(self.place)
        self.place.style().polish(self.place)
        ready = self.plan is not None and bool(self.plan.division.chapters)
        self.import_button.setEnabled(ready and named_ and not trouble)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep the story", self.folder_field.text())
        if chosen:
            self.folder_field.setText(chosen)

    def _import(self) -> None:
        plan = self.plan
        if plan is None:
            return
        if self.into_open.isChecked():
            self._add(plan)
            return
        self.import_button.setEnabled(False)
        self.found.setText("Writing the story…")
        title, author = self.title_field.text().strip(), self.author_field.text().strip()
        made, not_made = self.while_open(self._on_made), self.while_open(self._on_not_made)
        self._service.make(plan, self.target, title, author, made, not_made)

    def _add(self, plan: ImportPlan) -> None:
        """Have the chapters added; closing the dialog meanwhile lets it go on."""
        count = len(plan.division.chapters)
        ended = self.while_open(self._on_added)
        self._watch = StepWatch(self.while_open(lambda share: self._on_share(share, count)), ended)
        self.choice.setEnabled(False)
        self.import_button.setEnabled(False)
        self.stop_button.setText("Stop")
        self.stop_button.setAccessibleName("Stop adding")
        self._on_share(0.0, count)
        self.progress.show()
        self.stop_button.setFocus()
        self.adding_wanted.emit(plan, self._watch)

    def _on_share(self, share: float, count: int) -> None:
        self.progress.setValue(int(share * 1000))
        what = "one chapter" if count == 1 else f"{count:,} chapters"
        self.found.setText(f"Adding {what} to the open story; you can go on writing meanwhile.")

    def _on_added(self, sentence: str) -> None:
        self._watch = None
        if not sentence:
            self.accept()
            return
        self.progress.hide()
        self.choice.setEnabled(True)
        self.stop_button.setText("Cancel")
        self.stop_button.setAccessibleName("Cancel")
        self._check()
        self.found.setText(sentence)

    def _stop(self) -> None:
        if self._watch is None:
            self.reject()
        elif not self._watch.stopped:
            self._watch.stopped = True
            self.found.setText("Stopping; what was added is taken away again.")

    def _on_made(self, path: Path) -> None:
        # Not called any more if the writer is elsewhere by now: then the new story waits where it is.
        self.made.emit(path)
        self.accept()

    def _on_not_made(self, error: Exception) -> None:
        self.found.setText(str(error))
        self._check()


def split_in_words(split: Split) -> str:
    """Where chapters begin, as a choice."""
    if split.by is SplitBy.HEADINGS:
        return "At headings" if split.level == 1 else f"At headings down to level {split.level}"
    return next(words for by, words in _WORDS if by is split.by)


def found_in_words(plan: ImportPlan) -> str:
    """How many chapters and words there are, and that none is lost."""
    division = plan.division
    count = len(division.chapters)
    if not count:
        return "There are no words in it, so there is nothing to import."
    chapters = "one chapter" if count == 1 else f"{count:,} chapters"
    if division.missing:
        shown = ", ".join(f"“{word}”" for word in division.missing[:5])
        return f"{chapters.capitalize()}; some words find no place in them and go to the notes: {shown}."
    whole = "every word that could be read" if plan.losses else "every word of the document"
    return f"{chapters.capitalize()}, {division.words:,} words; {whole} is kept."


def choose_document(
    parent: QWidget, folder: str, ask: Callable[..., tuple[str, str]] | None = None
) -> Path | None:
    """Ask for a document to import; None if the writer thinks better of it."""
    chosen, _ = (ask or QFileDialog.getOpenFileName)(parent, "Import a document", folder, KINDS)
    return Path(chosen) if chosen else None
