"""A printed form as plain cells that can be moved about: what ``test_astray`` takes apart.

Every value is a different number, so that a number that is read under a wrong name is seen.
"""

from dataclasses import dataclass, field

from importers.reading.sheets import Sheet, Workbook
from importers.reading.tables.extract import Extraction, extract
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import CellKey, Format, Table

FIRST_NUMBER = 1000


@dataclass
class Form:
    """Cells by (row, column) and merged ranges; ``lost`` are numbers that were taken out."""

    cells: dict[tuple[int, int], object] = field(default_factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    truth: dict[CellKey, int] = field(default_factory=dict)
    lost: set[object] = field(default_factory=set)

    def add(self, table: Table, top: int = 1, left: int = 1) -> int:
        """Put a table with its heading there; the first row below it is given back."""
        self.cells[top, left] = table.heading
        for row, cells in enumerate(build_grid(table).rows, start=top + 1):
            for cell in cells:
                place = row, left + cell.left
                if cell.key:
                    self.truth[cell.key] = FIRST_NUMBER + len(self.truth)
                    self.cells[place] = self.truth[cell.key]
                else:
                    self.cells[place] = cell.text
                end = row + cell.rowspan - 1, place[1] + cell.colspan - 1
                if end != place:
                    self.merged.append((place, end))
        return row + 1

    def covered(self) -> set[tuple[int, int]]:
        return {
            (row, column)
            for first, last in self.merged
            for row in range(first[0], last[0] + 1)
            for column in range(first[1], last[1] + 1)
            if (row, column) != first
        }

    def sheet(self, name: str = "表") -> Sheet:
        covered = self.covered()
        # What a merged cell covers is not there: no one sees it, and no spreadsheet keeps it.
        cells = {p: v for p, v in self.cells.items() if v not in (None, "") and p not in covered}
        self.lost |= {v for p, v in self.cells.items() if p in covered}
        return Sheet(name, cells, tuple(self.merged))

    def unmerge(self) -> None:
        self.merged = []

    def shift(self, axis: int, at: int, by: int) -> None:
        """Insert ``by`` blank rows (axis 0) or columns (1) before ``at``; delete if negative."""

        def moved(place: tuple[int, int]) -> tuple[int, int]:
            index = place[axis]
            new = index + by if index >= at else index
            return (new, place[1]) if axis == 0 else (place[0], new)

        gone = range(at, at - by) if by < 0 else range(0)
        self.lost |= {v for p, v in self.cells.items() if p[axis] in gone}
        self.cells = {moved(p): v for p, v in self.cells.items() if p[axis] not in gone}
        merged = []
        for first, last in self.merged:
            start = first[axis] if first[axis] not in gone else at - by
            end = last[axis] if last[axis] not in gone else at - 1
            if start <= end:
                keep = [(start, first[1]), (end, last[1])] if axis == 0 else [
                    (first[0], start), (last[0], end)
                ]  # fmt: skip
                merged.append((moved(keep[0]), moved(keep[1])))
        self.merged = [(first, last) for first, last in merged if first < last]

    def line(self, axis: int, index: int) -> dict[int, object]:
        return {p[1 - axis]: v for p, v in self.cells.items() if p[axis] == index}

    def put_line(self, axis: int, index: int, line: dict[int, object]) -> None:
        self.cells = {p: v for p, v in self.cells.items() if p[axis] != index}
        for other, value in line.items():
            self.cells[(index, other) if axis == 0 else (other, index)] = value

    def swap(self, axis: int, one: int, other: int) -> None:
        """Swap two rows (or columns), labels and all."""
        first, second = self.line(axis, one), self.line(axis, other)
        self.put_line(axis, one, second)
        self.put_line(axis, other, first)

    def double(self, axis: int, index: int) -> None:
        """Copy a row (or column) and insert the copy after it."""
        line = self.line(axis, index)
        self.shift(axis, index + 1, 1)
        self.put_line(axis, index + 1, line)

    def slide(self, axis: int, index: int, by: int) -> None:
        """Move the numbers of a row (or column) along it, labels staying where they are.

        Not into a merged cell or off the sheet: spreadsheets refuse that.
        """
        line = self.line(axis, index)
        numbers = {i: v for i, v in line.items() if isinstance(v, int)}
        targets = {(index, i + by) if axis == 0 else (i + by, index) for i in numbers}
        if any(0 in target for target in targets) or targets & self.covered():
            return
        slid = {i + by: v for i, v in numbers.items()}
        labels = {i: v for i, v in line.items() if i not in numbers}
        self.put_line(axis, index, labels | slid)


def read(format_: Format, *forms: Form) -> Extraction:
    sheets = tuple(form.sheet(f"表{i}") for i, form in enumerate(forms))
    return extract(Workbook(sheets), format_, "x.xlsx")
