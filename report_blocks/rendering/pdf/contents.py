"""The list of contents of a long document: headings with leaders and page numbers, as links."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Spacer

from .fallback import runs_of
from .job import JOB, Heading
from .linebreaking import line_end
from .paragraphs import measured
from .tags import Element

LONG = 12  # pages from which a document has a list of contents
TITLE, TITLE_SIZE, TITLE_LEADING = "目　录", 22.0, 34.0
SIZE, LEADING = 16.0, 28.0
INDENT = 32.0  # for each level below the sections'
ROOM = 48.0  # kept free for the page number
LEADER = "…"
FONTS = {1: "hei"}  # by level; all others in the body's


def list_of_contents(headings: Sequence[Heading]) -> Iterator[Flowable]:
    """Pages of their own before the text; without the title, which stands above them all."""
    yield ContentsTitle()
    yield Spacer(1, LEADING)
    whole: list[Element] = []
    yield from (ContentsLine(heading, whole) for heading in headings if heading.level > 0)
    yield PageBreak()


class ContentsTitle(Flowable):
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, TITLE_LEADING

    def draw(self) -> None:
        tags = JOB.get().tags
        with tags.marked(self.canv, Element("P", tags.document)):
            self.canv.setFont("song-bold", TITLE_SIZE)
            self.canv.drawCentredString(self.width / 2, TITLE_LEADING - TITLE_SIZE, TITLE)


class ContentsLine(Flowable):
    """One heading: over several lines if it is long, its number at the end of the last.

    ``whole`` holds the element of all lines once the first is drawn.
    """

    def __init__(self, heading: Heading, whole: list[Element]) -> None:
        super().__init__()
        self.heading, self.whole = heading, whole
        self.font = FONTS.get(heading.level, "song")
        self.indent = INDENT * max(0, heading.level - 1)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        runs = runs_of(self.heading.text, self.font)
        fragments = [SimpleNamespace(text=t, fontName=font, fontSize=SIZE) for t, font in runs]
        units = measured(fragments, "utf-8")
        self.lines: list[list[Any]] = []
        start = 0
        while start < len(units):
            end, _forced = line_end(units, start, width - self.indent - ROOM)
            self.lines.append(units[start:end])
            start = end
        return width, LEADING * max(1, len(self.lines))

    def draw(self) -> None:
        tags = JOB.get().tags
        if not self.whole:
            self.whole.append(Element("TOC", tags.document))
        with tags.marked(self.canv, Element("TOCI", self.whole[0])):
            self._draw()

    def _draw(self) -> None:
        height = LEADING * max(1, len(self.lines))
        y = height
        end = self.indent
        for line in self.lines:
            y -= LEADING
            text = self.canv.beginText(self.indent, y + LEADING - SIZE - 3)
            for unit in line:
                text.setFont(unit.frag.fontName, SIZE)
                text.textOut(unit)
            self.canv.drawText(text)
            end = self.indent + sum(unit.width for unit in line)
        self._draw_number(end, y + LEADING - SIZE - 3)
        self.canv.linkRect("", self.heading.key, (self.indent, 0, self.width, height), relative=1)

    def _draw_number(self, end: float, y: float) -> None:
        number = str(self.heading.page)
        left = self.width - stringWidth(number, "song", SIZE)
        dot = stringWidth(LEADER, "song", SIZE)
        count = int((left - end - SIZE / 2) / dot)
        self.canv.setFont("song", SIZE)
        self.canv.drawRightString(left - SIZE / 4, y, LEADER * count)
        self.canv.drawString(left, y, number)
