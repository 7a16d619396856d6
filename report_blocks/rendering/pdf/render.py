"""One HTML document → one PDF, whole or not at all."""

import datetime
import io
import re
import threading
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from report_blocks.rendering.fonts import missing_characters

from .complaints import Complaints
from .contents import LONG
from .drawings import as_images
from .engine import install
from .fallback import style_for
from .job import JOB, Attachment, Job

CSS = Path(__file__).parents[2] / "static" / "report_blocks" / "print.css"
NEW_PAGE = "<pdf:nextpage></pdf:nextpage>"

_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_LONGEST_MESSAGE = 500  # characters: an error of reportlab may quote a whole paragraph

# xhtml2pdf's own lock doesn't cover the log, and two documents may not share complaints.
_lock = threading.Lock()


class PdfError(Exception):
    """The document could not be printed whole; nothing was made."""


def render_pdf(
    html: str,
    *,
    dated: datetime.datetime | None = None,
    cover: str = "",
    attachments: Iterable[Attachment] = (),
) -> bytes:
    """An HTML document without style → PDF in the look of an official document (GB/T 9704).

    ``dated`` is the date of creation that its metadata give, ``cover`` HTML for a page before it,
    ``attachments`` are embedded as they are. From 12 pages on the headings are listed on a page of
    their own. Neither network nor files are read; ``data:`` images are. PdfError if anything of
    the document would be missing: a blocked image, a character no font has, a layout too large.
    """
    install()
    text = unescape(cover + html)
    styled = _styled(as_images(html), cover, style_for(text, _css()))
    if missing := missing_characters(text):
        named = "、".join(f"{c!r} (U+{ord(c):04X})" for c in missing[:20])
        raise PdfError(f"no font can print {named}")
    job = Job(dated, tuple(attachments), has_cover=bool(cover))
    content = _laid_out(styled, job)
    if job.pages < LONG:
        return content
    # Now that the numbers are known. The text begins on a page of its own, so they seldom move.
    for _attempt in range(2):
        headings = tuple(job.headings)
        job = Job(dated, job.attachments, job.has_cover, contents=headings)
        listing = _laid_out(styled, job)
        if tuple(job.headings) == headings:
            return listing
    return content  # rather than with numbers that are wrong


def _laid_out(styled: str, job: Job) -> bytes:
    output = io.BytesIO()
    with _lock, Complaints() as complaints:
        token = JOB.set(job)
        try:
            result = pisa.CreatePDF(
                styled,
                dest=output,
                encoding="utf-8",
                resource_policy=ResourceAccessPolicy.server(None, allow_remote=False),
            )
        # Errors of layout, recursion, limits and hostile styles have no common class.
        except Exception as error:
            message = f"{type(error).__name__}: {error}"[:_LONGEST_MESSAGE]
            raise PdfError(f"the document can't be laid out: {message}") from error
        finally:
            JOB.reset(token)
    if result.err or complaints.messages:
        message = "; ".join(complaints.messages) or "xhtml2pdf reports an error"
        raise PdfError(message[:_LONGEST_MESSAGE])
    return output.getvalue()


def _styled(html: str, cover: str, css: str) -> str:
    """The document with the print style and the cover; PdfError if it has no head or body."""
    head, body = _HEAD_END.search(html), _BODY.search(html)
    if head is None or body is None or body.start() < head.end():
        raise PdfError("the document has no <head>…</head> followed by <body>")
    return "".join(
        (
            html[: head.start()],
            f"<style>{css}</style>",
            html[head.start() : body.end()],
            f'<div class="cover">{cover}</div>{NEW_PAGE}' if cover else "",
            html[body.end() :],
        )
    )


@cache
def _css() -> str:
    return CSS.read_text(encoding="utf-8")
