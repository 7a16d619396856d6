"""A page saved with all its parts in one file (.mht, .mhtml): the pages in it."""

import re
from email import message_from_bytes

from ..limits import Limits, Refused, damaged, too_much

_HEADERS = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,50}?(?:MIME-Version|Content-Type)[ \t]*:",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(rb"boundary[*\d]*=\s*\"?([^\"\s;]{1,200})", re.IGNORECASE)
# The parser compares each line with every boundary that is open.
MOST_BOUNDARIES = 8
MOST_LINE_ENDS = 300_000
HEAD = 8 * 1024


def is_archive(data: bytes) -> bool:
    """Whether the file begins like a message with headers."""
    return _HEADERS.match(data[:HEAD]) is not None


def pages_in(data: bytes, limits: Limits) -> list[bytes]:
    """The page and its frames, as they were saved."""
    boundaries = {b"--" + boundary for boundary in _BOUNDARY.findall(data)}
    if (
        len(boundaries) > MOST_BOUNDARIES
        or sum(map(data.count, boundaries)) > limits.entries
        or data.count(b"\n") + data.count(b"\r") > MOST_LINE_ENDS
    ):
        raise too_much("网页归档文件内容过多", "The web archive holds too much")
    try:
        parts = list(message_from_bytes(data).walk())
        pages = [part.get_payload(decode=True) for part in parts if part.get_content_type() == HTML]
    except Exception as error:
        raise damaged() from error
    if not pages:
        raise Refused(
            "归档文件中没有网页，请在浏览器中重新保存网页，或改传 .xlsx 工作簿",
            "The archive holds no page; save the page again, or upload an .xlsx workbook",
        )
    return [page for page in pages if isinstance(page, bytes)]


HTML = "text/html"
