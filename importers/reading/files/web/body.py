"""The running text of a page, and where its tables stand in it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from xml.etree.ElementTree import Element

from report_blocks.statutory import Text

from ...sheets import Paragraph
from ..limits import too_much
from ..texts import clean
from .flow import Flow, Line
from .furniture import is_furniture, is_menu, numeral, shared
from .grid import Tables
from .look import Look, Styles

FIRST, LAST = "一", frozenset({"五", "六"})  # numerals in the headings of a whole report
SHOWN, MOST = 20, 5  # characters of a line, and lines, in one sentence


class Body(Flow):
    """Reads a page into lines; one that is a table of data names its sheet."""

    def __init__(self, root: Element, styles: Styles, tables: Tables) -> None:
        super().__init__(styles)
        self.tables = tables
        self.path = [root]
        self.numerals: set[str] = set()
        self.container: Sequence[Element] = ()  # the way to what holds all headings
        self.spans: dict[Element, range] = {}  # the lines of an element
        self.read(root, Look())
        self.end_line()

    def add(self, element: Element, look: Look) -> None:
        if look.is_hidden:
            self.tables.has_hidden |= any(map(self.tables.__contains__, element.iter("table")))
        elif element in self.tables:
            self._table(element, look)
        elif not is_furniture(element) or self._holds_data(element):
            start = len(self.lines) - self.line.is_empty
            self.path.append(element)
            super().add(element, look)
            self.path.pop()
            self.spans[element] = range(start, len(self.lines) - 1)

    def _table(self, table: Element, look: Look) -> None:
        for caption in table.iter("caption"):
            self.add(caption, self.styles.look(caption, look))
        self.end_line()
        self.line.sheet = self.tables.read(table).name
        self.lines.append(Line())

    def _holds_data(self, element: Element) -> bool:
        return any(table in self.tables for table in element.iter("table"))

    def end_line(self) -> None:
        if (found := numeral(self.line.text)) and not is_menu(self.line):
            self.container = shared(self.container or self.path, self.path)
            self.numerals.add(found)
        super().end_line()
        if len(self.lines) > self.tables.limits.rows:
            raise too_much("网页段落过多", "The page has too many paragraphs")

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The page's text without its furniture; what stands behind the report is none of it.

        Pictures around the report are the site's.
        """
        count = 0
        for index, line in enumerate(self.lines[: self.report.stop]):
            if line.sheet:
                yield Paragraph("", sheet=line.sheet)
                continue
            text = "" if is_menu(line) else str(clean(line.notation) or "")
            count += bool(text)
            has_picture = line.has_picture and index in self.report
            if text or has_picture:
                yield Paragraph(text, f"第{count}段", has_picture=has_picture)

    @property
    def remarks(self) -> Iterator[Text]:
        rest = self.lines[self.report.stop :]
        behind = [line.text for line in rest if line.text and not is_menu(line)]
        if behind:
            named = "、".join(f"“{text[:SHOWN]}”" for text in behind[:MOST])
            yield Text(
                f"网页中报告正文之后的文字没有读取：{named}",
                f"Text behind the report on the page was not read: {named}",
            )

    @cached_property
    def report(self) -> range:
        """The lines of the element that holds the whole report; all if there is none."""
        is_whole = FIRST in self.numerals and not LAST.isdisjoint(self.numerals)
        span = self.spans.get(self.container[-1]) if is_whole else None
        return span or range(len(self.lines))
