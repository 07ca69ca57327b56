"""The panel that lists what was found, in the chapter or the story, by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from studio.proofing.finding import Category, Finding
from studio.ui.editor.mark_kind import mark_kind
from studio.ui.panels.findings_delegate import FindingDelegate
from studio.ui.panels.findings_model import FindingModel
from studio.ui.panels.findings_row import FindingBook, FindingGroup, FindingRow, group, look_alike
from studio.ui.theme.theme import Theme

_REFRESH_MS = 250
_LONGEST_MS = 1500  # a list that changes with every word is no help while one types


class _Tree(QTreeView):
    """The list; Enter goes to the finding, Escape back to the page."""

    entered_row = Signal(QModelIndex)
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with the keyboard sees where they are."""
        by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        if by_key and not self.currentIndex().isValid() and self.model().rowCount():
            group = self.model().index(0, 0)
            first = self.model().index(0, 0, group)
            self.setCurrentIndex(first if first.isValid() and self.isExpanded(group) else group)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindingsPanel(QWidget):
    """Lists findings. It asks for those of a chapter only when it is seen.

    Args:
        findings: gives text and visible findings of a chapter.
        is_read: whether a chapter has been read to its end.

    Signals:
        chosen: chapter id and ``Finding`` to go to.
        left: the writer wants back to the page.
        alike_wanted: chapter id and ``Finding`` of which all of the kind are to be fixed.
    """

    chosen = Signal(str, object)
    left = Signal()
    alike_wanted = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        findings: Callable[[str], tuple[str, tuple[Finding, ...]]],
        is_read: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._findings = findings
        self._is_read = is_read
        self._book = FindingBook()
        self._stale: set[str] = set()
        self._chapter = ""
        self._titles: Mapping[str, str] = {}
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Findings")
        self.model = FindingModel(self)
        self.tree = _Tree()
        self.total = QLabel()
        self.total.setProperty("role", "small")
        self.alike_button = QPushButton("Fix all of this kind…")
        self.alike_button.setProperty("kind", "faint")
        self.alike_button.setAutoDefault(False)
        self.alike_button.setAccessibleName("Fix all of this kind")
        self.alike_button.setToolTip("Look at all findings like the chosen one, and fix them together")
        self.empty = QLabel("Nothing is marked.")
        self.empty.setProperty("role", "muted")
        self.empty.setContentsMargins(16, 12, 16, 12)
        self.empty.setWordWrap(True)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Kind of finding")
        self.chapter_button = _choice("Chapter", on=True)
        self.story_button = _choice("Story")
        self._timer = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self._waiting = QElapsedTimer()
        self._counts: Mapping[Category, int] = {}
        self._dress_tree(theme)
        self._build()
        self._wire()

    def _dress_tree(self, theme: Theme) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setItemDelegate(FindingDelegate(theme, tree))
        tree.setAccessibleName("Findings by kind")
        tree.setHeaderHidden(True)
        tree.setIndentation(0)
        tree.setRootIsDecorated(False)
        tree.setMouseTracking(True)
        tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setExpandsOnDoubleClick(False)

    def _build(self) -> None:
        heading = QLabel("Findings")
        heading.setProperty("role", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 4)
        head.setSpacing(2)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.chapter_button)
        head.addWidget(self.story_button)
        filter_row = QHBoxLayout()
        filter_row.setContentsMargins(12, 0, 12, 6)
        filter_row.addWidget(self.kinds, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 8, 8)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.alike_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addLayout(filter_row)
        outer.addWidget(self.empty)
        outer.addWidget(self.tree, 1)
        outer.addStretch(0)
        outer.addLayout(foot)
        self.setFocusProxy(self.tree)

    def _wire(self) -> None:
        self._scope = QButtonGroup(self)
        self._scope.addButton(self.chapter_button)
        self._scope.addButton(self.story_button)
        self._scope.buttonToggled.connect(lambda _button, on: self.refresh() if on else None)
        self.kinds.activated.connect(lambda _index: self._show())
        self.tree.clicked.connect(self._go)
        self.tree.entered_row.connect(self._go)
        self.tree.left.connect(self.left)
        self.tree.selectionModel().currentChanged.connect(lambda _new, _old: self._offer_alike())
        self.model.modelReset.connect(self._offer_alike)
        self.alike_button.clicked.connect(lambda _checked=False: self._want_alike())
        self._offer_alike()

    # -- what the window tells -----------------------------------------------------------------------

    def set_chapters(self, titles: Mapping[str, str]) -> None:
        """The chapters of the story, id to title, in order."""
        self._titles = dict(titles)
        self._book.keep(self._titles)
        self._stale &= set(self._titles)
        self._soon()

    def set_chapter(self, chapter: str) -> None:
        """This chapter is on the page."""
        if chapter != self._chapter:
            self._chapter = chapter
            self._stale.add(chapter)
            self._soon()

    def findings_changed(self, chapter: str) -> None:
        """The findings of a chapter are others; cheap to call often."""
        self._stale.add(chapter)
        self._soon()

    def _soon(self) -> None:
        if not self.isVisible():
            return
        if not self._timer.isActive():
            self._waiting.start()
        if self._waiting.elapsed() < _LONGEST_MS - _REFRESH_MS:
            self._timer.start()  # again, from now on

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- showing -------------------------------------------------------------------------------------

    @property
    def scope(self) -> str | None:
        """The chapter whose findings are listed; None for the whole story."""
        return None if self.story_button.isChecked() else self._chapter

    def refresh(self) -> None:
        """List what is known now."""
        self._timer.stop()
        scope = self.scope
        wanted = self._stale if scope is None else self._stale & {scope}
        for chapter in tuple(wanted):
            text, findings = self._findings(chapter)
            self._book.put(chapter, text, findings)
        self._stale -= wanted
        self._fill_kinds()
        self._show()

    def _fill_kinds(self) -> None:
        counts = self._book.counts(self.scope)
        if counts == self._counts and self.kinds.count():
            return
        self._counts = counts
        chosen = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem(f"All kinds  ({sum(counts.values()):,})", None)
        for category in sorted(counts, key=lambda c: -counts[c]):
            self.kinds.addItem(f"{mark_kind(category).label}  ({counts[category]:,})", str(category))
        at = self.kinds.findData(chosen) if chosen else 0
        self.kinds.setCurrentIndex(max(0, at))

    def _show(self) -> None:
        chosen = self.kinds.currentData()
        rows = self._book.rows(self.scope)
        groups = group(rows, Category(chosen) if chosen else None)
        titles = self._titles if self.scope is None else {}
        if look_alike(groups, self.model.groups) and titles == self.model.titles:
            self.model.move(groups)
        else:
            self._show_groups(groups, titles)
        count = sum(len(each.rows) for each in groups)
        self.total.setText("1 finding" if count == 1 else f"{count:,} findings")
        chapters = list(self._titles) if self.scope is None else [self._chapter]
        read = all(self._is_read(chapter) for chapter in chapters)
        self.empty.setText("Nothing is marked." if read else "Nothing is marked yet; the reading goes on.")
        self.setFocusProxy(self.tree if count else self.kinds)
        self.empty.setVisible(not count)
        self.tree.setVisible(bool(count))

    def _show_groups(self, groups: tuple[FindingGroup, ...], titles: Mapping[str, str]) -> None:
        current = self.model.row_at(self.tree.currentIndex())
        scroll = self.tree.verticalScrollBar().value()
        known = {each.category for each in self.model.groups}
        closed = {
            each.category
            for at, each in enumerate(self.model.groups)
            if not self.tree.isExpanded(self.model.index(at, 0))
        }
        self.model.show(groups, titles)
        for at, each in enumerate(self.model.groups):
            self.tree.setExpanded(
                self.model.index(at, 0), each.category not in closed or each.category not in known
            )
        if current is not None and (index := self.model.index_of(current)).isValid():
            self.tree.setCurrentIndex(index)
        self.tree.verticalScrollBar().setValue(scroll)

    def _row_with_fix(self) -> FindingRow | None:
        row: FindingRow | None = self.model.row_at(self.tree.currentIndex())
        return row if row is not None and row.finding.suggestions else None

    def _offer_alike(self) -> None:
        self.alike_button.setEnabled(self._row_with_fix() is not None)

    def _want_alike(self) -> None:
        row = self._row_with_fix()
        if row is not None:
            self.alike_wanted.emit(row.chapter, row.finding)

    def _go(self, index: QModelIndex) -> None:
        row: FindingRow | None = self.model.row_at(index)
        if row is not None:
            self.chosen.emit(row.chapter, row.finding)
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))


def _choice(words: str, *, on: bool = False) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setAccessibleName(f"Findings of the {words.lower()}")
    made.setCheckable(True)
    made.setChecked(on)
    return made
