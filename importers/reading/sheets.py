"""What every kind of file is turned into: sheets of typed cells with merged ranges."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from report_blocks.statutory import Text

from .addresses import Position, range_of
from .labels import normal

LONGEST_LABEL = 200  # characters; official labels have 45 at most, the rest is prose
SHEET = Text("工作表", "sheet")
TABLE = Text("", "table")  # of a document: its name is 表格1


@dataclass(frozen=True)
class Sheet:
    """A sheet's non-blank cells by position; merged ranges as first and last position.

    ``broken`` are formulas whose result is not known: there is something, no one knows what.
    ``formats`` are the number formats that the file defines itself, and percentages. ``marked``
    are cells with something struck out, raised, lowered, hidden or embedded. ``noun`` is what
    sentences call the sheet before its name. ``disorder`` is a clause on why it is not certain
    what stands in which of its cells.
    """

    name: str
    cells: Mapping[Position, object]
    merged: tuple[tuple[Position, Position], ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    broken: Mapping[Position, str] = field(default_factory=dict)
    has_drawing: bool = False
    formats: Mapping[Position, str] = field(default_factory=dict)
    marked: frozenset[Position] = frozenset()
    noun: Text = SHEET
    disorder: Text | None = None

    @cached_property
    def anchors(self) -> dict[Position, Position]:
        """Each covered cell of a merged range → the range's first cell."""
        return {
            (row, column): first
            for first, last in self.merged
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
        }

    @cached_property
    def ends(self) -> dict[Position, Position]:
        """The first cell of a merged range → its last cell."""
        return dict(self.merged)

    @property
    def called(self) -> Text:
        """What sentences call the sheet: 工作表“表一”."""
        return Text(f"{self.noun.zh}“{self.name}”", f"{self.noun.en} “{self.name}”")

    def anchor(self, position: Position) -> Position:
        return self.anchors.get(position, position)

    def end(self, anchor: Position) -> Position:
        return self.ends.get(anchor, anchor)

    def holds(self, position: Position) -> bool:
        """Whether anything stands in this very cell."""
        return position in self.cells or position in self.broken

    def covers(self, position: Position) -> bool:
        """Whether the cell holds anything or is part of a merged range."""
        return position in self.anchors or self.holds(position)

    @cached_property
    def labels(self) -> dict[Position, str]:
        """Normalised texts by position of their first cell."""
        return {
            position: text
            for position, value in self.cells.items()
            if isinstance(value, str) and len(value) <= LONGEST_LABEL and (text := normal(value))
        }

    @cached_property
    def places(self) -> dict[str, list[Position]]:
        """Where each normalised text stands, in reading order."""
        places: dict[str, list[Position]] = {}
        for position in sorted(self.labels):
            places.setdefault(self.labels[position], []).append(position)
        return places

    def label(self, position: Position) -> str:
        """The label there, that of the whole range for a merged cell; "" if there is none."""
        return self.labels.get(self.anchor(position), "")

    @cached_property
    def last_column(self) -> int:
        return max((column for _row, column in self.cells), default=0)

    @cached_property
    def last_row(self) -> int:
        return max((row for row, _column in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document's running text; ``**…**`` is bold, ``place`` is for people.

    A table between paragraphs is one without text: ``sheet`` is the name of its sheet.
    """

    text: str
    place: str = ""
    sheet: str = ""
    has_picture: bool = False


@dataclass(frozen=True)
class Publication:
    """When a file says that it was published, and at which http(s) address; None and "" if not."""

    day: datetime.date | None = None
    address: str = ""


NOT_SAID = Publication()


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file, and its defined names ("section_overview" → (sheet, range)).

    Each table of a document is a sheet; what stands outside its tables are ``paragraphs``, in
    their order. ``remarks`` say what people should know of how the file was read.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    has_pictures: bool = False
    paragraphs: tuple[Paragraph, ...] = ()
    remarks: tuple[Text, ...] = ()
    publication: Publication = NOT_SAID

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def range(self, name: str) -> Iterator[tuple[Sheet, Position]]:
        """The cells of a defined name, in reading order; none if it is not there."""
        sheet_name, reference = self.names.get(name, ("", ""))
        sheet = self.sheet(sheet_name)
        if sheet is None:
            return
        try:
            (top, left), (bottom, right) = range_of(reference)
        except ValueError:
            return
        for position in sorted(sheet.cells):
            if top <= position[0] <= bottom and left <= position[1] <= right:
                yield sheet, position
