"""What one document is told beside its HTML, and what it finds while it is laid out.

xhtml2pdf makes the document and its paragraphs and has no place for any of this.
"""

import datetime
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """A heading with its bookmark: 0 is the title's level. ``page`` is the number printed on it."""

    level: int
    text: str
    page: int
    key: str


class Attachment(NamedTuple):
    """A file that goes with the document, inside it."""

    name: str
    content: bytes
    mime: str
    description: str = ""


@dataclass
class Job:
    """One laying out of one document."""

    dated: datetime.datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    has_cover: bool = False
    contents: tuple[Heading, ...] = ()  # to be listed before the text
    headings: list[Heading] = field(default_factory=list)  # found so far
    pages: int = 0  # made so far
    tags: Any = None  # the structure of the document, made when its drawing begins
    unnumbered: int | None = None  # pages before the first numbered one, once known

    def __post_init__(self) -> None:
        if not self.has_cover and not self.contents:
            self.unnumbered = 0

    def number(self, page: int) -> int | None:
        """The number of a page, or None if it comes before the numbered ones."""
        return None if self.unnumbered is None else page - self.unnumbered

    def note_heading(self, level: int, text: str, page: int) -> str:
        """Note a heading as it is drawn; gives the key of its bookmark.

        Cover and contents have none: the first heading is on the first page with a number.
        """
        if self.unnumbered is None:
            self.unnumbered = page - 1
        key = f"heading-{len(self.headings) + 1}"
        self.headings.append(Heading(level, text, page - self.unnumbered, key))
        return key


JOB: ContextVar[Job] = ContextVar("JOB")
