"""SVG drawings, as charts are, printed as vectors with our fonts.

Only what charts are drawn with is taken; anything else would be fetched, would run, or would
grow without end, and is refused with its name.
"""

import base64
import io
import math
import re
from typing import Any

from lxml import etree
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Group, String
from reportlab.pdfbase.pdfmetrics import stringWidth
from svglib.svglib import PX_TO_PT, SvgRenderer
from xhtml2pdf.xhtml2pdf_reportlab import PmlImage, looks_like_svg

from report_blocks.rendering.fonts import missing_characters

from .fallback import runs_of

FONT = "hei"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
ELEMENTS = SHAPES | {"svg", "g", "title", "desc", "defs", "text", "tspan"}
MOST_BYTES = 500_000
MOST_ELEMENTS = 10_000
DEEPEST = 30
LARGEST = 100_000.0  # of any number: a drawing is some hundred units wide

_INLINE = re.compile(r"<svg\b.*?</svg\s*>", re.IGNORECASE | re.DOTALL)
_NAMESPACE = "http://www.w3.org/2000/svg"
_UNPRINTED = (f"{{{_NAMESPACE}}}title", f"{{{_NAMESPACE}}}desc")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ELSEWHERE = re.compile(r"url\s*\(|@import|javascript:|expression\s*\(|\\", re.IGNORECASE)


def as_images(html: str) -> str:
    """The document with each ``<svg>`` as an image, which xhtml2pdf knows."""
    return _INLINE.sub(_as_image, html)


def _as_image(found: re.Match[str]) -> str:
    encoded = base64.b64encode(found[0].encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{encoded}">'


class ReportImage(PmlImage):
    """An image of a document: a picture, or an SVG drawing that was looked through first."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if drawing := self.getDrawing():
            # Not the bounds of what is drawn; xhtml2pdf goes on as if these were pixels.
            self.imageWidth = self.drawWidth = drawing.width / PX_TO_PT
            self.imageHeight = self.drawHeight = drawing.height / PX_TO_PT

    def getDrawing(self, width: float | None = None, height: float | None = None) -> Any:
        if not looks_like_svg(self._imgdata, self.mimetype):
            return None
        if not hasattr(self, "_safe"):
            self._safe = checked(self._imgdata)
        drawing = _drawing(self._safe)
        if width and height:
            drawing.scale(width / drawing.width, height / drawing.height)
        return drawing

    @property
    def description(self) -> str:
        """What the image shows: the title that a drawing gives itself."""
        root = getattr(self, "_safe", None)
        title = None if root is None else root.findtext(f"{{{_NAMESPACE}}}title")
        return " ".join((title or "图").split())

    def draw(self) -> None:
        drawing = self.getDrawing(self.dWidth, self.dHeight)
        if drawing:
            renderPDF.draw(drawing, self.canv, 0, 0)
        else:
            super().draw()


def checked(content: bytes) -> etree._Element:
    """The drawing's root, its texts in our font. ValueError says what can't be printed."""
    if len(content) > MOST_BYTES:
        raise ValueError("an SVG drawing of more than 500 kB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"an SVG drawing that is not XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError("an SVG drawing with a document type")
    if root.tag == "svg":  # as it stands in HTML
        root = etree.fromstring(content.replace(b"<svg", f'<svg xmlns="{_NAMESPACE}"'.encode(), 1))
    for number, element in enumerate(root.iter(), 1):
        if number > MOST_ELEMENTS:
            raise ValueError("an SVG drawing of too many elements")
        _check(element)
    for part in root:  # what shows under a pointer, svglib would print as text
        etree.strip_elements(part, *_UNPRINTED, with_tail=False)
    if missing := missing_characters("".join(root.itertext())):
        raise ValueError(f"an SVG drawing with characters that no font has: {''.join(missing)}")
    return root


def _check(element: etree._Element) -> None:
    name = etree.QName(element).localname if isinstance(element.tag, str) else "?"
    if name not in ELEMENTS or etree.QName(element).namespace != _NAMESPACE:
        raise ValueError(f"an SVG drawing with <{name}>")
    if sum(1 for _parent in element.iterancestors()) > DEEPEST:
        raise ValueError("an SVG drawing nested too deeply")
    for key, value in dict(element.attrib).items():
        if etree.QName(key).localname == "href" or key.startswith("on"):
            raise ValueError(f"an SVG drawing with {key}")
        if _ELSEWHERE.search(value):
            raise ValueError(f"an SVG drawing with {value[:50]}")
        if key not in {"id", "class", "role", "font-family"} and not key.startswith("aria-"):
            _check_numbers(key, value)


def _check_numbers(key: str, value: str) -> None:
    for number in map(float, _NUMBER.findall(value)):
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise ValueError(f"an SVG drawing with {key} of {number:g}")


class _OurFont:
    """In place of svglib's map of fonts, which asks the system for each that it doesn't know."""

    def find_font(self, *_family_weight_style: str) -> tuple[str, bool]:
        return FONT, True


def _drawing(root: etree._Element) -> Any:
    drawing = SvgRenderer(io.BytesIO(), font_map=_OurFont()).render(root)
    if drawing is None or drawing.width <= 0 or drawing.height <= 0:
        raise ValueError("an SVG drawing without a size")
    _with_all_fonts(drawing)
    return drawing


def _with_all_fonts(group: Any) -> None:
    """Cut the group's texts where their font lacks a character."""
    for index, shape in enumerate(group.contents):
        if isinstance(shape, Group):
            _with_all_fonts(shape)
        elif isinstance(shape, String) and len(runs := runs_of(shape.text, shape.fontName)) > 1:
            group.contents[index] = _in_pieces(shape, runs)


def _in_pieces(shape: String, runs: list[tuple[str, str]]) -> Group:
    widths = [stringWidth(text, font, shape.fontSize) for text, font in runs]
    x = shape.x - sum(widths) * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.textAnchor]
    pieces = Group()
    for (text, font), width in zip(runs, widths, strict=True):
        piece = shape.copy()
        piece.x, piece.text, piece.fontName, piece.textAnchor = x, text, font, "start"
        pieces.add(piece)
        x += width
    return pieces
