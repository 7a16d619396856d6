"""Word's tables as sheets, with their merged cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ...addresses import Position
from ...sheets import TABLE, Sheet
from ..limits import Limits, too_much
from .package import number, value
from .styles import OFF
from .text import Texts, branches


def inside(parent: Element, *tags: str) -> Iterator[Element]:
    """The nearest elements of these kinds below an element, whatever they are wrapped in."""
    for child in parent:
        if child.tag in tags:
            yield child
        else:
            for branch in branches(child):
                yield from inside(branch, *tags)


def blocks(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a document, a cell or a text box."""
    return inside(container, "p", "tbl")


def framed(table: Element) -> list[Element] | None:
    """The cells of a table of one column: a frame around text. None for any other table."""
    rows = [list(inside(row, "tc")) for row in inside(table, "tr")]
    return [cell for row in rows for cell in row] if all(len(row) == 1 for row in rows) else None


@dataclass
class _Content:
    """What a cell holds."""

    texts: list[str] = field(default_factory=list)
    formula: str = ""  # without a result
    is_marked: bool = False
    has_picture: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.texts).strip()


class Tables:
    """Reads tables in their order; each becomes a sheet, also one inside a cell of another."""

    def __init__(self, texts: Texts, limits: Limits) -> None:
        self.texts = texts
        self.limits = limits
        self.found: dict[str, Sheet | None] = {}  # by name; None while it is read
        self.merged_cells = 0

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.found.values() if sheet)

    def read(self, table: Element) -> str:
        """Read a table; the name of its sheet."""
        if len(self.found) >= self.limits.sheets:
            raise too_much("表格过多", "There are too many tables")
        name = f"表格{len(self.found) + 1}"
        self.found[name] = None
        grid = _Grid(self.limits)
        for row, line in enumerate(inside(table, "tr"), start=1):
            grid.add_row(row, line, self._content)
        self.merged_cells += sum(area.size for area in grid.areas if area.size > 1)
        if self.merged_cells > self.limits.merged_cells:
            raise too_much("表格合并的单元格过多", "The tables merge too many cells")
        self.found[name] = grid.sheet(name)
        return name

    def _content(self, container: Element) -> _Content:
        """What a cell or a text box holds; what is only embedded in it is marked."""
        content = _Content()
        for block in blocks(container):
            if block.tag == "p":
                passage = self.texts.passage(block)
                content.texts.append(passage.text)
                content.formula = content.formula or passage.formula
                content.is_marked |= passage.is_marked
                content.has_picture |= passage.has_picture
                inner = [self._content(box) for box in passage.boxes]
                content.is_marked |= any(box.text or box.has_picture for box in inner)
            elif (cells := framed(block)) is not None:
                inner = list(map(self._content, cells))
                content.is_marked |= any(cell.is_marked for cell in inner)
            else:
                self.read(block)
                content.is_marked = True
                continue
            content.texts += [one.text for one in inner if one.text]
            content.has_picture |= any(one.has_picture for one in inner)
        content.is_marked |= content.has_picture
        return content


@dataclass
class _Area:
    """A cell and those that are merged with it; ``span`` is the width of its first row."""

    first: Position
    last: Position
    span: int

    @property
    def size(self) -> int:
        (top, left), (bottom, right) = self.first, self.last
        return (bottom - top + 1) * (right - left + 1)


class _Grid:
    """A sheet in the making, row by row."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells: dict[Position, object] = {}
        self.broken: dict[Position, str] = {}
        self.marked: set[Position] = set()
        self.hidden_rows: set[int] = set()
        self.areas: list[_Area] = []
        self.has_picture = False
        self._above: dict[int, _Area] = {}  # by first column: what a cell may go on

    def add_row(self, row: int, line: Element, read: Callable[[Element], _Content]) -> None:
        properties = line.find("trPr")
        if value(properties, "hidden", "0") not in OFF:
            self.hidden_rows.add(row)
        column = 1 + number(properties, "gridBefore")
        going_on: dict[int, _Area] = {}
        area: _Area | None = None
        for cell in inside(line, "tc"):
            merging = cell.find("tcPr")
            place, span = (row, column), max(1, number(merging, "gridSpan", 1))
            self._must_be_near(row, column + span - 1)
            area = self._area(place, span, merging, area)
            if value(merging, "vMerge") is not None:
                going_on[column] = area
            self._put(area, place, read(cell))
            column += span
        self._above = going_on

    def _area(
        self, place: Position, span: int, merging: Element | None, left: _Area | None
    ) -> _Area:
        """The area that a cell belongs to: a new one, or that of the cell above or at the left."""
        area = None
        if value(merging, "hMerge", "restart") != "restart":
            area = left
        elif value(merging, "vMerge", "restart") != "restart":
            above = self._above.get(place[1])
            area = above if above and above.span == span else None
        last = place[0], place[1] + span - 1
        if area is None:
            area = _Area(place, last, span)
            self.areas.append(area)
        area.last = max(area.last[0], last[0]), max(area.last[1], last[1])
        return area

    def _put(self, area: _Area, place: Position, content: _Content) -> None:
        self.has_picture |= content.has_picture
        if place != area.first:
            # Word doesn't show what a merged cell covers.
            if content.text or content.is_marked:
                self.marked.add(area.first)
            return
        if content.text:
            self.cells[place] = content.text
        elif content.formula:
            self.broken[place] = content.formula
        if content.is_marked:
            self.marked.add(place)

    def _must_be_near(self, row: int, column: int) -> None:
        if row > self.limits.last_row or column > self.limits.last_column:
            raise too_much("表格过大", "A table is too large")

    def sheet(self, name: str) -> Sheet:
        rows = {row for row, _column in self.cells}
        return Sheet(
            name,
            self.cells,
            tuple((area.first, area.last) for area in self.areas if area.size > 1),
            hidden_rows=frozenset(self.hidden_rows & rows),
            broken=self.broken,
            has_drawing=self.has_picture,
            marked=frozenset(self.marked),
            noun=TABLE,
        )
