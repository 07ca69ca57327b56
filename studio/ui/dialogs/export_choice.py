"""The left side of the export dialog: which chapters, which format, what is made uniform."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from studio.app.exchange.export_service import ExportRequest
from studio.export.layout import Format, Layout
from studio.export.option import BlankLines, CleanOptions, DashStyle, EllipsisStyle, QuoteMarks, QuoteStyle
from studio.ui.dialogs.part import UNIT, button, check, column, label, named, row

_FORMATS = ((Format.DOCX, "Word (.docx)"), (Format.MD, "Markdown (.md)"), (Format.TXT, "Plain text (.txt)"))
_MARKS = (
    (QuoteMarks.CURLY, "Curly (“ ”)"),
    (QuoteMarks.STRAIGHT, 'Straight (" ")'),
    (QuoteMarks.KEEP, "As they are"),
)
_STYLES = (
    (QuoteStyle.KEEP, "As they are"),
    (QuoteStyle.AMERICAN, "“American”"),
    (QuoteStyle.BRITISH, "‘British’"),
)
_DASHES = (
    (DashStyle.EM, "Closed (so—it)"),
    (DashStyle.SPACED_EN, "Spaced (so – it)"),
    (DashStyle.KEEP, "As they are"),
)
_ELLIPSES = (
    (EllipsisStyle.CHARACTER, "One sign (…)"),
    (EllipsisStyle.DOTS, "Three dots (...)"),
    (EllipsisStyle.SPACED, "Spaced (. . .)"),
    (EllipsisStyle.KEEP, "As they are"),
)
_BLANK = (
    (BlankLines.ONE, "A blank line"),
    (BlankLines.NONE, "Nothing"),
    (BlankLines.KEEP, "As it is"),
)


class ExportChoice(QWidget):
    """Chapters, format and options.

    Signals:
        changed: any of them is another now.
    """

    changed = Signal()

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.formats: dict[Format, QRadioButton] = {}
        defaults = CleanOptions()
        self.marks = _choice("Quote marks", _MARKS, defaults.marks)
        self.style_ = _choice("Quote style", _STYLES, defaults.style)
        self.dashes = _choice("Dashes", _DASHES, defaults.dashes)
        self.ellipses = _choice("Ellipses", _ELLIPSES, defaults.ellipses)
        self.blank = _choice("Between paragraphs", _BLANK, defaults.blank_lines)
        self.mark = QLineEdit(defaults.scene_mark)
        self.mark.setPlaceholderText("As they are")
        named(self.mark, "Scene breaks", "Empty keeps each as it is.")
        self.spaces = check(
            "Tidy spaces", on=True, tip="Doubled spaces, spaces at line ends, invisible signs"
        )
        self.headings = check("Chapter titles", on=True)
        self.title_page = check("Title and author on top", on=True)
        self._build(titles)
        self._wire()

    def _build(self, titles: Sequence[str]) -> None:
        outer = column(self, spacing=UNIT)
        every = button("All", lambda: self._check_all(on=True), kind="quiet")
        none = button("None", lambda: self._check_all(on=False), kind="quiet")
        every.setAccessibleName("All chapters")
        none.setAccessibleName("No chapter")
        outer.addLayout(row(label("Chapters", "heading"), 1, every, none, spacing=0))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setObjectName("chapterChoice")
        named(self.list, "Chapters to export", "Space takes one in or leaves it out.")
        for title in titles:
            item = QListWidgetItem(title, self.list)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(Qt.CheckState.Checked)
        self.list.setMinimumHeight(72)
        self.list.setSpacing(3)
        self.setFocusProxy(self.list)
        outer.addWidget(self.list, 1)
        outer.addSpacing(UNIT)
        outer.addWidget(label("Format", "heading"))
        group = QButtonGroup(self)
        formats = row(spacing=2 * UNIT)
        for wanted, words in _FORMATS:
            radio = QRadioButton(words.split(" (")[0])
            named(radio, words)
            radio.setToolTip(words)
            radio.setChecked(wanted is Format.DOCX)
            group.addButton(radio)
            self.formats[wanted] = radio
            formats.addWidget(radio)
        formats.addStretch(1)
        outer.addLayout(formats)
        outer.addSpacing(UNIT)
        outer.addWidget(label("Made uniform", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        fields = (self.marks, self.style_, self.dashes, self.ellipses, self.mark, self.blank)
        for at, field in enumerate(fields):
            caption = label(field.accessibleName())
            caption.setBuddy(field)
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
        outer.addLayout(grid)
        for box in (self.spaces, self.headings, self.title_page):
            outer.addWidget(box)

    def _wire(self) -> None:
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        for radio in self.formats.values():
            radio.toggled.connect(lambda on: self.changed.emit() if on else None)
        for box in (self.marks, self.style_, self.dashes, self.ellipses, self.blank):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.mark.textChanged.connect(lambda _text: self.changed.emit())
        for each in (self.spaces, self.headings, self.title_page):
            each.toggled.connect(lambda _on: self.changed.emit())

    def _check_all(self, *, on: bool) -> None:
        self.list.blockSignals(True)
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.changed.emit()

    def only(self, at: int) -> None:
        """Choose one chapter and no other."""
        self._check_all(on=False)
        self.list.item(at).setCheckState(Qt.CheckState.Checked)

    @property
    def chapters(self) -> tuple[int, ...]:
        """The places of the chosen chapters, from 0."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(at for at, item in enumerate(items) if item.checkState() is Qt.CheckState.Checked)

    @property
    def request(self) -> ExportRequest:
        """What is wanted."""
        options = CleanOptions(
            spaces=self.spaces.isChecked(),
            trailing_spaces=self.spaces.isChecked(),
            marks=QuoteMarks(self.marks.currentData()),
            style=QuoteStyle(self.style_.currentData()),
            dashes=DashStyle(self.dashes.currentData()),
            ellipses=EllipsisStyle(self.ellipses.currentData()),
            scene_mark=self.mark.text().strip(),
            blank_lines=BlankLines(self.blank.currentData()),
            headings=self.headings.isChecked(),
        )
        wanted = next(each for each, radio in self.formats.items() if radio.isChecked())
        return ExportRequest(wanted, options, Layout(title_page=self.title_page.isChecked()))


def _choice(name: str, choices: Sequence[tuple[str, str]], present: str) -> QComboBox:
    box = QComboBox()
    named(box, name)
    for value, words in choices:
        box.addItem(words, str(value))
    box.setCurrentIndex([value for value, _ in choices].index(present))
    return box
