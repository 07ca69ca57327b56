"""Shows Markdown on the page by formats laid over the text, which no undo step knows of."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout

from studio.ui.editor.prose_look import ProseLook
from studio.ui.editor.prose_run import Run, may_have_runs, prose_runs
from studio.ui.editor.utf16_index import Utf16Index


class ProseStyler:
    """Keeps the runs of a document shown; works on changed paragraphs only."""

    def __init__(self, document: QTextDocument, look: ProseLook) -> None:
        self._document = document
        self.look = look

    def style_everything(self, text: str) -> None:
        """Style all paragraphs that may need it; the others are not even looked at by Qt."""
        for number, line in enumerate(text.split("\n")):
            if may_have_runs(line):
                self._style(self._document.findBlockByNumber(number), line)

    def style_around(self, position: int, added: int) -> None:
        """Style the paragraphs from ``position`` to ``position + added`` (UTF-16)."""
        block = self._document.findBlock(position)
        end = position + added
        while block.isValid() and block.position() <= end:
            line = block.text()
            if may_have_runs(line) or block.layout().formats():
                self._style(block, line)
            block = block.next()

    def _style(self, block: QTextBlock, line: str) -> None:
        ranges = self._ranges(line, prose_runs(line))
        layout = block.layout()
        if ranges or layout.formats():
            layout.setFormats(ranges)
            self._document.markContentsDirty(block.position(), block.length())

    def _ranges(self, line: str, runs: tuple[Run, ...]) -> list[QTextLayout.FormatRange]:
        index = Utf16Index(line)
        ranges = []
        for run in runs:
            made = QTextLayout.FormatRange()
            made.start = index.to_position(run.start)
            made.length = index.to_position(run.end) - made.start
            made.format = self.look.char_format(run.kind, run.level)
            ranges.append(made)
        return ranges
