"""Tables that can go over a page in the middle of a cell that spans rows.

reportlab moves such a group of rows to the next page whole, and fails if it is longer than a
page. Here the spanning cell is cut in two where the page ends, and its label is printed again.
"""

from typing import Any, NamedTuple

from xhtml2pdf.tables import pisaTagTH
from xhtml2pdf.xhtml2pdf_reportlab import PmlKeepInFrame, PmlTable

from report_blocks.rendering.fonts import FAMILIES

from .paragraphs import ReportParagraph, is_plain
from .tabletags import follow
from .tags import Element

LEAST_ROWS = 2  # besides the header, on each side of a page break
TITLE_WITH = 2  # rows that stay below a row that is one cell: its column names, the first line


class Span(NamedTuple):
    """A cell over several rows or columns; all four are counted from 0 and inclusive."""

    left: int
    top: int
    right: int
    bottom: int


class HeaderCell(pisaTagTH):
    """``<th>``: xhtml2pdf forgets that it is none of the others."""

    def end(self, context: Any) -> None:
        super().end(context)
        cell = context.tableData.data[-1][-1]
        cell.is_header, cell.scope = True, self.node.getAttribute("scope")


class ReportCell(PmlKeepInFrame):
    """A cell's content, measured once for a width: a table asks before each split and drawing."""

    measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        width = round(availWidth, 3)
        if self.measured and self.measured[0] == width and self.measured[1][1] <= availHeight:
            return self.measured[1]
        self._scale = 1.0
        size: tuple[float, float] = super().wrap(availWidth, availHeight)
        fits = self._scale == 1.0 and all(map(is_text, self._content))
        self.measured = (width, size) if fits else None
        return size


def is_text(flowable: Any) -> bool:
    """Whether it is a paragraph of nothing but text, the same on every page."""
    return isinstance(flowable, ReportParagraph) and all(map(is_plain, flowable.frags))


class ReportTable(PmlTable):
    _spanCmds: list[Any]  # reportlab's

    def __init__(self, data: Any, *args: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self._renderCB = follow
        self.shared: list[Element] = []  # with the parts that it is split into: the one element
        # reportlab chooses a cell's font before it knows that the cell holds paragraphs, which
        # put Helvetica, never embedded, into the file.
        for row in self._cellStyles:
            for style in row:
                style.fontname = next(iter(FAMILIES))
        for _command, start, end in self._spanCmds:
            span = Span(*start, *end)
            if span.top == span.bottom and span.right - span.left == self._ncols - 1:
                last = min(span.top + TITLE_WITH, self._nrows - 1)
                self._addCommand(("NOSPLIT", (0, span.top), (-1, last)))

    def split(self, availWidth: float, availHeight: float) -> Any:
        row = self._row_to_cut(availHeight)
        if row:
            self._cut_spans(row)
        parts = super().split(availWidth, availHeight)
        for part in parts:
            part.shared = self.shared
        return parts

    def _row_to_cut(self, height: float) -> int:
        """The row that begins the next page, if cells span across that place; else 0."""
        row = self._getFirstPossibleSplitRowPosition(height, ignoreSpans=1)
        if row >= self._nrows:
            return 0
        row = min(row, self._nrows - LEAST_ROWS)
        while row >= self._repeatCount() + LEAST_ROWS:
            across = self._spans_across(row)
            needed = {span: self._label_height(span) for span in across}
            # A label needs its height above the cut and below, else it stands over the lines.
            if crowded := [s.top for s in across if self._rows(s.top, row) < needed[s]]:
                row = min(crowded)
            elif any(self._rows(row, s.bottom + 1) < needed[s] for s in across):
                row -= 1
            else:
                return row if across else 0
        return 0

    def _spans_across(self, row: int) -> list[Span]:
        spans = (Span(*start, *end) for _command, start, end in self._spanCmds)
        return [span for span in spans if span.top < row <= span.bottom]

    def _label_height(self, span: Span) -> float:
        style = self._cellStyles[span.top][span.left]
        width = sum(self._colWidths[span.left : span.right + 1])
        label = self._cellvalues[span.top][span.left]
        flowables = label if isinstance(label, list | tuple) else [label]
        _width, height = self._listCellGeom(flowables, width, style)
        return float(height + style.topPadding + style.bottomPadding)

    def _rows(self, start: int, end: int) -> float:
        return float(sum(self._rowHeights[start:end])) + 1e-6

    def _cut_spans(self, row: int) -> None:
        """Each span across ``row`` becomes two, the second with the label once more."""
        across = self._spans_across(row)
        self._spanCmds = [
            command for command in self._spanCmds if Span(*command[1], *command[2]) not in across
        ]
        for left, top, right, bottom in across:
            self._cellvalues[row][left] = self._cellvalues[top][left]
            for first, last in ((top, row - 1), (row, bottom)):
                if first < last or left < right:
                    self._spanCmds.append(("SPAN", (left, first), (right, last)))
            # The page break closes the upper half with the line that the cell begins with.
            for command, start, _end, *line in list(self._linecmds):
                if command == "LINEABOVE" and start == (left, top):
                    below = ("LINEBELOW", (left, row - 1), (right, row - 1), *line)
                    self._linecmds.append(below)
        self._calcSpanRanges()
        self._calcSpanRects()
