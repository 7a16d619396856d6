"""A saved web page (.html, .htm, .mht): its tables as sheets, its other text as paragraphs.

Read as a browser shows it, as far as the file itself says how.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from report_blocks.statutory import Text

from ...sheets import Paragraph, Workbook
from ..limits import Limits, Refused
from ..texts import decoded
from .archive import is_archive, pages_in
from .body import Body
from .grid import Tables
from .look import Styles
from .markup import tree_of
from .publication import publication_of

_FIRST_TAG = re.compile(r"<([a-z][\w:.-]*)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
# What pages, and pieces of them, begin with.
PAGE_TAGS = frozenset(
    {"html", "head", "body", "meta", "title", "base", "link", "script", "style", "table", "div"}
    | {"p", "center", "span", "font", "article", "section", "main", "h1", "h2", "h3", "h4", "b"}
)
HIDDEN = Text("网页中隐藏的表格、行或单元格没有读取", "Hidden tables, rows or cells were not read")


def is_page(data: bytes) -> bool:
    """Whether it is HTML, or a web archive."""
    if is_archive(data):
        return True
    text = decoded(data)
    first = _FIRST_TAG.search(text) if text and text.lstrip().startswith("<") else None
    return first is not None and first[1].lower() in PAGE_TAGS


def open_page(data: bytes, limits: Limits) -> Workbook:
    """Read a page, or an archive with its frames; Refused with a sentence if it can't be."""
    pages = pages_in(data, limits) if is_archive(data) else [data]
    root = tree_of(map(_text, pages), limits)
    styles = Styles(root)
    tables = Tables(root, styles, limits)
    body = Body(root, styles, tables)
    paragraphs = (*_headline(root, body), *body.paragraphs)
    return Workbook(
        tuple(tables.sheets),
        has_pictures=any(sheet.has_drawing for sheet in tables.sheets)
        or any(paragraph.has_picture for paragraph in paragraphs),
        paragraphs=paragraphs,
        remarks=(*([HIDDEN] if tables.has_hidden else []), *body.remarks),
        publication=publication_of(data, root),
    )


def _text(page: bytes) -> str:
    text = decoded(page)
    if text is None:
        raise Refused(
            "网页的文字编码无法确定（应为 UTF-8 或 GB18030），请在浏览器中重新保存网页后再上传",
            "The page is neither UTF-8 nor GB18030; save it in the browser again",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _headline(root: Element, body: Body) -> Iterator[Paragraph]:
    """The title in the page's head, if the body does not show it."""
    named = [meta for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle"]
    titles = [meta.get("content", "") for meta in named]
    titles += ["".join(title.itertext()) for title in root.iter("title")]
    headline = next(("".join(title.split()) for title in titles if title.strip()), "")
    lines = ("".join(line.text.split()) for line in body.lines)
    if headline and not any(_YEAR.search(line) and line in headline for line in lines):
        yield Paragraph(headline, "网页标题")
