"""The editor: pages of the open chapters, their marks, the card, and the counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QRect, QTimer, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.model.edit import TextEdit
from studio.proofing.finding import Finding
from studio.text.span import Span
from studio.text.word import count_words
from studio.ui.editor.card import FindingCard
from studio.ui.editor.chapter_document import ChapterDocument
from studio.ui.editor.mark_list import Mark, MarkList
from studio.ui.editor.page import Page
from studio.ui.editor.prose_look import ProseLook
from studio.ui.editor.word_tally import WordTally
from studio.ui.theme.theme import Theme

_TELL_MS = 120
_LAID_OUT = 60_000
"""Characters of pages that are not shown but keep their lines, for a quick way back: some 5 MB."""


@dataclass(slots=True)
class _Open:
    document: ChapterDocument
    tally: WordTally
    marks: MarkList = field(default_factory=MarkList)


class Editor(QWidget):
    """All offsets are code points in the text of the chapter concerned.

    Signals:
        edited: chapter id and ``TextEdit``, at once for each change that the writer made here.
        moved: chapter id and caret, a moment after the caret came to rest.
        counted: a word count changed, a moment after.
        shown: id of the chapter that is on the page now.
        ignore_chosen: chapter id, mark, whether everywhere.
        word_chosen: chapter id, mark.
        alike_chosen: chapter id, mark.
        said: a short sentence for the status line.
    """

    edited = Signal(str, object)
    moved = Signal(str, int)
    counted = Signal()
    shown = Signal(str)
    ignore_chosen = Signal(str, object, bool)
    word_chosen = Signal(str, object)
    alike_chosen = Signal(str, object)
    said = Signal(str)

    def __init__(self, theme: Theme, look: ProseLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open: dict[str, _Open] = {}
        self._following = True
        self.chapter_id = ""
        self.growth = 0  # words written less words deleted since the story was opened
        self.is_read: Callable[[str], bool] | None = None  # whether a chapter has been proofread
        self.setProperty("role", "page")
        self.page = Page(look, self)
        self.card = FindingCard(theme, self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.page, 1)
        self.setFocusProxy(self.page)
        self._tell_timer = QTimer(self, interval=_TELL_MS, singleShot=True)
        self._tell_timer.timeout.connect(self._tell)
        self._wire()

    def _wire(self) -> None:
        self.page.cursorPositionChanged.connect(self._on_cursor)
        self.page.selectionChanged.connect(self._tell_timer.start)
        self.page.clicked.connect(self._on_clicked)
        self.page.verticalScrollBar().valueChanged.connect(lambda _value: self._hide_card())
        self.card.closed.connect(self.close_card)
        self.card.fix_chosen.connect(self.apply_fix)
        self.card.ignore_chosen.connect(self._on_ignore)
        self.card.word_chosen.connect(partial(self._leave_card, self.word_chosen))
        self.card.alike_chosen.connect(partial(self._leave_card, self.alike_chosen))
        self.card.left.connect(self.card.hide)

    # -- chapters ------------------------------------------------------------------------------------

    def show_chapter(self, chapter_id: str, text: str) -> None:
        """Put a chapter on the page: as it was left if it is open here, else ``text``."""
        self._hide_card()
        known = self._open.get(chapter_id)
        if known is None:
            document = ChapterDocument(text, self.page.look, self)
            known = self._open[chapter_id] = _Open(document, WordTally(text))
            document.edited.connect(partial(self._on_edited, document))
        elif known.document.text != text:
            self.replace_text(chapter_id, text)
        self.chapter_id = chapter_id
        if known.document.look != self.page.look:
            known.document.restyle(self.page.look)
        known.document.wake()
        self.page.open(known.document, known.marks)
        self._open[chapter_id] = self._open.pop(chapter_id)  # the one shown last is the last one
        _let_rest(known.document for id_, known in self._open.items() if id_ != chapter_id)
        self.shown.emit(chapter_id)
        self._tell_timer.start()

    def open_chapters(self) -> tuple[str, ...]:
        """The chapters that have a page here, shown or not."""
        return tuple(self._open)

    def undo_steps(self, most: int) -> dict[str, tuple[str, tuple[TextEdit, ...]]]:
        """The text of each open chapter, and its undo steps as ``ChapterDocument.undo_steps`` gives them."""
        self.page.keep_place()
        documents = {id_: known.document for id_, known in self._open.items()}
        steps = {id_: (each.text, each.undo_steps(most)) for id_, each in documents.items()}
        self.page.return_to_place()
        return steps

    def put_undo_steps(self, chapter_id: str, text: str, steps: Sequence[TextEdit]) -> None:
        """Give an open chapter the undo steps of an earlier time, if its text is still ``text``."""
        known = self._open.get(chapter_id)
        if known is None or known.document.text != text:
            return
        shown = chapter_id == self.chapter_id
        if shown:
            self.page.keep_place()
        known.document.put_undo_steps(steps)
        if shown:
            self.page.return_to_place()

    def replace_text(self, chapter_id: str, text: str) -> None:
        """The chapter became ``text`` elsewhere: follow it, cursor and scroll kept; not reported back."""
        known = self._open.get(chapter_id)
        if known is None:
            return
        scroll = self.page.verticalScrollBar().value()
        self._following = False
        try:
            known.document.become(text)
        finally:
            self._following = True
        if chapter_id == self.chapter_id:
            self.page.verticalScrollBar().setValue(scroll)
        else:
            _let_rest(other.document for id_, other in self._open.items() if id_ != self.chapter_id)

    def rename_chapter(self, old: str, new: str) -> None:
        """The chapter has another id now."""
        if old in self._open:
            self._open[new] = self._open.pop(old)
            if self.chapter_id == old:
                self.chapter_id = new

    def forget(self, chapter_id: str) -> None:
        """The chapter is gone; one that is shown stays on the page until another is put there."""
        if chapter_id != self.chapter_id:
            known = self._open.pop(chapter_id, None)
            if known is not None:
                known.document.deleteLater()

    def forget_all(self) -> None:
        """Another story is about to be opened."""
        self.chapter_id = ""
        self.page.let_go()
        for chapter_id in tuple(self._open):
            self.forget(chapter_id)
        self.growth = 0

    def _document(self) -> ChapterDocument | None:
        known = self._open.get(self.chapter_id)
        return known.document if known else None

    # -- what a find bar asks (its ``FindTarget``) ---------------------------------------------------

    def text(self) -> str:
        """The text of the chapter on the page."""
        document = self._document()
        return document.text if document else ""

    def selection(self) -> Span:
        """What is selected; the caret as an empty span."""
        return self.page.chosen()

    def select(self, span: Span) -> None:
        """Select ``span`` and bring it into sight; the focus stays where it is."""
        self.page.choose(span)

    def apply(self, edits: Sequence[TextEdit]) -> None:
        """Carry out ``edits`` (sorted, offsets in the old text, none overlapping) as one undo step.

        A page that can only be read stays as it is, and says so.
        """
        document = self._document()
        if document is not None and self._may_write():
            document.apply(edits)

    def _may_write(self) -> bool:
        if self.page.isReadOnly():
            self.said.emit("The story can only be read here, so nothing was changed.")
        return not self.page.isReadOnly()

    def show_matches(self, spans: Sequence[Span], current: int) -> None:
        """Mark hits of a search, the one at ``current`` more strongly."""
        self.page.art.matches, self.page.art.match = tuple(spans), current
        self.page.viewport().update()

    def focus(self) -> None:
        """Give the page the focus."""
        self.page.setFocus()

    def go_to(self, offset: int, length: int = 0, *, focus: bool = True) -> None:
        """Go to a place of the chapter on the page, and give the page the focus unless it shall stay."""
        end = min(offset + length, len(self.text()))
        self.page.choose(Span(min(offset, end), end))
        if focus:
            self.focus()

    def caret(self) -> int:
        """Where the caret is."""
        return self.page.caret()

    def carets(self) -> dict[str, int]:
        """Where the caret is in each open chapter."""
        self.page.keep_place()
        return {
            name: known.document.offset(known.document.cursor_position) for name, known in self._open.items()
        }

    def set_look(self, look: ProseLook) -> None:
        """Another font, other colours, another measure. Chapters that are not seen follow when they are."""
        self._hide_card()
        document = self._document()
        in_sight = self.page.line_in_sight()
        self.page.keep_place()
        self.page.dress(look)
        if document is not None:
            document.restyle(look)
            self.page.return_to_place()
            self.page.bring_to(*in_sight)
        self.page.viewport().update()

    def set_title(self, title: str) -> None:
        """The title of the chapter on the page, shown above its text."""
        if self.page.art.title != title:
            self.page.art.title = title
            self.page.viewport().update()

    # -- counts --------------------------------------------------------------------------------------

    def words(self, chapter_id: str = "") -> int | None:
        """The words of an open chapter (the one on the page by default); None if it is not open."""
        known = self._open.get(chapter_id or self.chapter_id)
        return known.tally.words if known else None

    def words_selected(self) -> int:
        """The words that are selected."""
        span = self.selection()
        return count_words(span.of(self.text())) if len(span) else 0

    # -- findings ------------------------------------------------------------------------------------

    def set_findings(self, chapter_id: str, span: Span, findings: Sequence[Finding]) -> None:
        """Show ``findings`` in the place of those that began in ``span``."""
        known = self._open.get(chapter_id)
        if known is None:
            return
        known.marks.replace(span, findings)
        if chapter_id == self.chapter_id:
            self.page.update_span(Span(span.start, min(span.end, len(known.document.text))))
            if self.card.isVisible():
                self._keep_card()

    def marks(self) -> MarkList:
        """The marks of the chapter on the page."""
        return self.page.art.marks

    def show_next(self, *, forward: bool = True) -> Mark | None:
        """Go to the next (or previous) finding and open its card; None when the chapter has none, or when
        another view stands in the place of the page."""
        if self._is_covered():
            return None
        marks, caret = self.marks(), self.caret()
        here = self.card.mark if self.card.isVisible() else None
        if forward:
            mark = marks.after(here.start + 1 if here else caret)
        else:
            mark = marks.before(here.start if here else caret)
        if mark is None:
            reading = self.is_read is not None and not self.is_read(self.chapter_id)
            self.said.emit(
                "This chapter is still being read; nothing is marked yet."
                if reading
                else "Nothing is marked in this chapter."
            )
            return None
        self.page.choose(Span(mark.start, mark.start))
        self.open_card(mark)
        return mark

    def open_card_here(self) -> None:
        """Open the card of the finding at the caret."""
        if self._is_covered():
            return
        mark = self.marks().at(self.caret())
        if mark is None:
            self.said.emit("Nothing is marked here.")
        else:
            self.open_card(mark)

    def _is_covered(self) -> bool:
        """Whether another view stands in the place of the page: then nothing may happen behind it."""
        if self.isHidden():
            self.said.emit("The page is behind this view; answer or close it first.")
        return self.isHidden()

    def open_card(self, mark: Mark) -> None:
        """Open the card of ``mark``, which is on the page."""
        self.card.show_mark(mark, self.text(), self._place_of(mark), self._around(mark))

    def _around(self, mark: Mark) -> QRect:
        rect = self.page.rect_of(mark.span)
        return QRect(self.page.viewport().mapTo(self, rect.topLeft()), rect.size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.card.isVisible() and self.card.mark is not None:
            self._layout.activate()  # the page first: the marked words may stand elsewhere now
            self.card.put(self._around(self.card.mark))

    def _place_of(self, mark: Mark) -> str:
        """ "3 of 12"."""
        return f"{self.marks().number(mark)} of {len(self.marks())}"

    def close_card(self) -> None:
        """Close the card and go on writing."""
        self.card.hide()
        self.focus()

    def apply_fix(self, mark: Mark, suggestion: str) -> None:
        """Put ``suggestion`` in the place of the marked words: one undo step, the caret behind it."""
        document = self._document()
        if document is None or not self._may_write():
            return
        cursor = self.page.textCursor()
        document.apply([TextEdit(mark.start, mark.end - mark.start, suggestion)], cursor)
        self.page.setTextCursor(cursor)
        self.close_card()

    def _keep_card(self) -> None:
        """The findings under an open card may have been found anew: go on with the same one, or close."""
        old = self.card.mark
        same = self.marks().like(old) if old is not None else None
        if same is None:
            self.close_card()
        else:
            self.card.mark = same
            self.card.place.setText(self._place_of(same))

    # -- what happens --------------------------------------------------------------------------------

    def _on_edited(self, document: ChapterDocument, edit: TextEdit, before: str) -> None:
        chapter_id = next(name for name, known in self._open.items() if known.document is document)
        known = self._open[chapter_id]
        growth = known.tally.edit(before, edit, document.text)
        dropped = known.marks.edit(edit)
        if chapter_id == self.chapter_id:
            self._hide_card()
            self._keep_quiet(edit)
            if dropped or edit.removed:
                self.page.viewport().update()
        if self._following:
            self.growth += growth
            self.edited.emit(chapter_id, edit)
        self._tell_timer.start()

    def _keep_quiet(self, edit: TextEdit) -> None:
        """No mark under the word that is being typed."""
        text, start = self.text(), edit.start
        end = start + len(edit.inserted)
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        self.page.art.quiet = Span(start, end)

    def _on_cursor(self) -> None:
        quiet = self.page.art.quiet
        if quiet is not None and not quiet.start <= self.caret() <= quiet.end:
            self.page.art.quiet = None
            length = len(self.text())  # the word may be gone by now
            self.page.update_span(Span(min(quiet.start, length), min(quiet.end, length)))
        self.page.art.caret_moved()
        self._tell_timer.start()

    def _on_clicked(self, offset: int) -> None:
        mark = self.marks().at(offset)
        if mark is not None and self.page.art.show_marks:
            self.open_card(mark)
        else:
            self._hide_card()

    def _on_ignore(self, mark: Mark, everywhere: bool) -> None:
        self.close_card()
        self.ignore_chosen.emit(self.chapter_id, mark, everywhere)

    def _leave_card(self, signal: SignalInstance, mark: Mark) -> None:
        self.close_card()
        signal.emit(self.chapter_id, mark)

    def _hide_card(self) -> None:
        if self.card.isVisible():
            had_focus = self.card.hasFocus()
            self.card.hide()
            if had_focus:
                self.focus()

    def _tell(self) -> None:
        document = self._document()
        if document is not None and document.has_long_history:
            self.page.keep_place()
            document.drop_old_steps()
            self.page.return_to_place()
        if self.chapter_id:
            self.moved.emit(self.chapter_id, self.caret())
            self.counted.emit()


def _let_rest(hidden: Iterable[ChapterDocument]) -> None:
    """Pages that were not shown for long let go of their lines; the one that was shown last comes last."""
    room = _LAID_OUT
    for document in reversed([each for each in hidden if not each.resting]):
        room -= len(document.text)
        if room < 0:
            document.rest()
