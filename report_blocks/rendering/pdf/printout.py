"""A document before it is printed: can be handed to a process that knows no pages."""

import datetime
from typing import NamedTuple

from .job import Attachment
from .render import PdfError, render_pdf


class Printout(NamedTuple):
    """All that ``render_pdf`` is given."""

    html: str
    dated: datetime.datetime | None = None
    cover: str = ""
    attachments: tuple[Attachment, ...] = ()


def printed_or_not(work: Printout) -> bytes | PdfError:
    """The PDF, or why there is none: one that fails does not end the work on many."""
    try:
        return render_pdf(**work._asdict())
    except PdfError as error:
        return error
