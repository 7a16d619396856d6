"""Paragraphs of Chinese prose: broken by the rules of linebreaking, stretched to both margins.

xhtml2pdf's own CJK paragraphs let ， begin a line, give every line the width of the indented
first one, cut numbers in two, don't justify, and fail (LayoutError) when a paragraph with bold
in it goes over a page.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, Self

from reportlab.pdfbase import pdfmetrics
from xhtml2pdf import reportlab_paragraph
from xhtml2pdf.xhtml2pdf_reportlab import PmlParagraph

from .job import JOB
from .linebreaking import line_end
from .tags import Element, Tags, alternative

# A line is stretched by at most so many points between two characters; a shorter one stays
# ragged: it ends before a long address, and spacing it out would look worse.
MAX_STRETCH = 6.0

SMALLEST = 0.5  # of its size: how small a number may be printed to stay on one line
_IN_WORDS = re.compile(r"([!-~]+(?=[!-~]))")  # a word or number but its last character
_NUMBER = re.compile(r"-?\d[\d.,]*%?")


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
        if not all(is_plain(fragment) for fragment in self.frags):
            return self._broken(widths)
        rounded = [round(width, 3) for width in widths]
        if getattr(self, "_known_widths", None) != rounded:
            self._known_widths, self._known_lines = rounded, self._broken(widths)
        return self._known_lines

    def _broken(self, widths: list[float]) -> Any:
        reportlab_paragraph._handleBulletWidth(
            self.bulletText, self.style, widths, rtl=self.dir == "rtl"
        )
        for fragment in self.frags:
            # What follows an image has the font that xhtml2pdf gives the image.
            if fragment.fontName == "Helvetica":
                fragment.fontName = self.style.fontName
        units = measured(self._fitted(widths[0]), self.encoding)
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

    def _fitted(self, width: float) -> list[Any]:
        """The fragments; a number alone in a cell too narrow for it is printed smaller, not cut."""
        shown = [fragment for fragment in self.frags if not _is_empty(fragment)]
        if len(shown) != 1 or not _NUMBER.fullmatch(str(getattr(shown[0], "text", ""))):
            return self.frags
        [fragment] = shown
        full = self.style.fontSize
        needed = pdfmetrics.stringWidth(fragment.text, fragment.fontName, full)
        fragment.fontSize = full * max(SMALLEST, min(1.0, width / needed))
        return self.frags

    def draw(self) -> None:
        # A list marker's style is Helvetica, never embedded, though its text is drawn in ours.
        self.style.bulletFontName = self.style.fontName
        job = JOB.get()
        if getattr(self, "outline", False):
            page = self.canv._doctemplate.page
            self.tocKey = job.note_heading(self.outlineLevel, self.text, page)
        with job.tags.marked(self.canv, self._element(job.tags)):
            super().draw()

    def split(self, availWidth: float, availHeight: float) -> Any:
        parts = super().split(availWidth, availHeight)
        for part in parts:
            part.shared = self.shared
        return parts

    @cached_property
    def shared(self) -> list[Element]:
        """The one element of all parts that the paragraph is split into."""
        return []

    def _element(self, tags: Tags) -> Element:
        parent = tags.open[-1]
        if tags.is_artifact or parent.tag in {"TH", "TD"}:
            return parent
        if not self.shared:
            drawings = [f.cbDefn.image for f in self.frags if _is_image(f)]
            if drawings:
                more = alternative(drawings[0].description, self.canv._doc)
                self.shared.append(Element("Figure", parent, more))
            else:
                is_heading = getattr(self, "outline", False)
                tag = f"H{self.outlineLevel + 1}" if is_heading else "P"
                self.shared.append(Element(tag, parent))
        return self.shared[0]

    def _get_split_blParaFunc(self) -> Any:
        if self.style.wordWrap == "CJK" and self.blPara.kind == 1:
            return _join_lines
        return super()._get_split_blParaFunc()


def is_plain(fragment: Any) -> bool:
    return type(getattr(fragment, "text", None)) is str and not hasattr(fragment, "cbDefn")


def _is_empty(fragment: Any) -> bool:
    return is_plain(fragment) and not fragment.text


def _is_image(fragment: Any) -> bool:
    return getattr(getattr(fragment, "cbDefn", None), "kind", "") == "img"


class _Piece(str):
    """Text with what xhtml2pdf's ``cjkU`` knows of it, without measuring each character again."""

    __slots__ = ("frag", "width")

    frag: Any
    width: float

    def __new__(cls, text: str, frag: Any, width: float) -> Self:
        piece = super().__new__(cls, text)
        piece.frag, piece.width = frag, width
        return piece


def measured(fragments: list[Any], encoding: str) -> list[Any]:
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
    line.gaps = max(0, sum(map(len, _stretched(map(str, runs)))) - 1)
    return line


def _stretched(texts: Iterable[str]) -> list[str]:
    """The texts without what keeps its width when a line is stretched: words but their ends."""
    return [_IN_WORDS.sub("", text) for text in texts]


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
    if 1e-6 < abs(stretch) < MAX_STRETCH:
        with _stretching(text, stretch):
            reportlab_paragraph._putFragLine(offset, text, line)
    else:
        reportlab_paragraph._putFragLine(offset, text, line)
    reportlab_paragraph.setXPos(text, -offset)
    return None


@contextmanager
def _stretching(text: Any, stretch: float) -> Iterator[None]:
    """Space after each character that is drawn meanwhile, but none inside words and numbers."""
    put = text._textOut

    def put_stretched(string: str, ends_line: int = 0) -> None:
        parts = _IN_WORDS.split(string)  # every other one is in a word
        for i, part in enumerate(parts):
            if part or len(parts) == 1:
                text.setCharSpace(0 if i % 2 else stretch)
                put(part, ends_line and i == len(parts) - 1)

    text._textOut = put_stretched
    try:
        yield
    finally:
        del text._textOut
        text.setCharSpace(0)


_draw_by_words = reportlab_paragraph._justifyDrawParaLineX
