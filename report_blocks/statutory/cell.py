"""One cell of a statutory table, and where it was read."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Origin(NamedTuple):
    """Where something was read: file name, sheet, cell in A1 notation (each may be "")."""

    file: str
    sheet: str = ""
    address: str = ""

    @property
    def place(self) -> str:
        """Where in the file: ``表三!D5``."""
        return "!".join(part for part in (self.sheet, self.address) if part)

    def __str__(self) -> str:
        """``report.xlsx：表三!D5``."""
        return "：".join(part for part in (self.file, self.place) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with an optional note; blank when it has neither number nor text.

    ``text`` holds what was entered when it is not a number ("约30"): it is kept so that
    nothing is lost, and reported (rule A05) so that it is not published. ``origin`` travels
    from the file to the preview; it is not stored and does not count in comparisons.
    """

    number: int | Decimal | None = None
    note: str = ""
    text: str = ""
    origin: Origin | None = field(default=None, compare=False)

    @property
    def is_blank(self) -> bool:
        return self.number is None and not self.note and not self.text


BLANK = Cell()
