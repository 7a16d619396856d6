"""Paragraphs of Chinese prose: broken by the rules of linebreaking, stretched to both margins.

xhtml2pdf's own CJK paragraphs let ， begin a line, give every line the width of the indented
first one, cut numbers in two, don't justify, and fail (LayoutError) when a paragraph with bold
in it goes over a page.
"""

from itertools import groupby
from operator import attrgetter
from typing import Any, Self

from reportlab.pdfbase import pdfmetrics
from xhtml2pdf import reportlab_paragraph
from xhtml2pdf.xhtml2pdf_reportlab import PmlParagraph

from .linebreaking import line_end

# A line is stretched by at most so many points between two characters; a shorter one stays
# ragged: it ends before a long address, and spacing it out would look worse.
MAX_STRETCH = 6.0


class ReportParagraph(PmlParagraph):
    def breakLinesCJK(self, maxWidths: Any) -> Any:
        """The paragraph's lines; each knows the number of its gaps."""
        # The second half of a split paragraph has its lines already: breaking them again may
        # need more room than the page was asked for.
        if getattr(self, "_splitpara", False) and getattr(self, "blPara", None) is not None:
            return self.blPara
        if not self.frags:
            return super().breakLinesCJK(maxWidths)
        widths = list(maxWidths) if isinstance(maxWidths, list | tuple) else [maxWidths]
        # A cell is measured three times before it is drawn, for widths a millionth apart. Only
        # plain text stays the same: a page number does not, nor the size of a picture.
        if not all(_is_plain(fragment) for fragment in self.frags):
            return self._broken(widths)
        rounded = [round(width, 3) for width in widths]
        if getattr(self, "_known_widths", None) != rounded:
            self._known_widths, self._known_lines = rounded, self._broken(widths)
        return self._known_lines

    def _broken(self, widths: list[float]) -> Any:
        reportlab_paragraph._handleBulletWidth(
            self.bulletText, self.style, widths, rtl=self.dir == "rtl"
        )
        units = _units(self.frags, self.encoding)
        leading = getattr(self, "autoLeading", getattr(self.style, "autoLeading", ""))
        lines: list[Any] = []
        start = 0
        while start < len(units):
            width = widths[min(len(lines), len(widths) - 1)]
            end, is_forced = line_end(units, start, width)
            line = _line(units[start:end], width, leading not in {"", "off"})
            line.lineBreak = is_forced
            lines.append(line)
            start = end
            while not is_forced and start < len(units) and units[start].isspace():
                start += 1
        return reportlab_paragraph.ParaLines(kind=1, lines=lines)

    def draw(self) -> None:
        # A list marker's style is Helvetica, never embedded, though its text is drawn in ours.
        self.style.bulletFontName = self.style.fontName
        super().draw()

    def _get_split_blParaFunc(self) -> Any:
        if self.style.wordWrap == "CJK" and self.blPara.kind == 1:
            return _join_lines
        return super()._get_split_blParaFunc()


def _is_plain(fragment: Any) -> bool:
    return type(getattr(fragment, "text", None)) is str and not hasattr(fragment, "cbDefn")


class _Piece(str):
    """Text with what xhtml2pdf's ``cjkU`` knows of it, without measuring each character again."""

    __slots__ = ("frag", "width")

    frag: Any
    width: float

    def __new__(cls, text: str, frag: Any, width: float) -> Self:
        piece = super().__new__(cls, text)
        piece.frag, piece.width = frag, width
        return piece


def _units(fragments: list[Any], encoding: str) -> list[Any]:
    """One measured unit a character, and one for each image or line break."""
    units: list[Any] = []
    for fragment in fragments:
        text = getattr(fragment, "text", "")
        if isinstance(text, bytes):
            text = text.decode(encoding)
        if text and not hasattr(fragment, "cbDefn"):
            measure = pdfmetrics.getFont(fragment.fontName).stringWidth
            widths = {character: measure(character, fragment.fontSize) for character in set(text)}
            units += [_Piece(character, fragment, widths[character]) for character in text]
        else:
            units += [reportlab_paragraph.cjkU(part, fragment, encoding) for part in text or [text]]
    return units


def _line(units: list[Any], width: float, measure: bool) -> Any:
    end = len(units)
    while end and units[end - 1].isspace():
        end -= 1
    kept = units[:end]
    rest = width - sum(unit.width for unit in kept)
    # Runs of one fragment: xhtml2pdf compares each piece's look with that of the one before.
    runs = [
        _Piece("".join(run), fragment, 0) for fragment, run in groupby(kept or units, _fragment)
    ]
    line = reportlab_paragraph.makeCJKParaLine(runs, rest, measure)
    line.gaps = max(0, sum(map(len, kept)) - 1)
    return line


_fragment = attrgetter("frag")


def _join_lines(lines: Any, start: int, end: int) -> list[Any]:
    """The fragments of some lines of a split paragraph, without spaces at the joints."""
    return [word for line in lines.lines[start:end] for word in line.words]


def draw_justified(text: Any, offset: float, line: Any, last: int = 0) -> Any:
    """Stands in for ``_justifyDrawParaLineX``: stretches a line between its characters."""
    gaps = getattr(line, "gaps", 0)
    if not gaps:
        return _draw_by_words(text, offset, line, last)
    reportlab_paragraph.setXPos(text, offset)
    stretch = 0.0 if last or line.lineBreak else line.extraSpace / gaps
    stretched = 1e-6 < abs(stretch) < MAX_STRETCH
    if stretched:
        text.setCharSpace(stretch)
    reportlab_paragraph._putFragLine(offset, text, line)
    if stretched:
        text.setCharSpace(0)
    reportlab_paragraph.setXPos(text, -offset)
    return None


_draw_by_words = reportlab_paragraph._justifyDrawParaLineX
