"""A statutory table as a form on a worksheet: inputs, totals, and what must agree."""

from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from report_blocks.rendering.grid import GridCell, Role
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import CellKey, Column, Table, TableData
from report_blocks.statutory.codec import MAX_DIGITS

from .grids import (
    LINE,
    Placed,
    lines_of,
    place,
    set_columns,
    set_rows,
    span,
    spreadsheet_number,
    write_headers,
    write_value,
)
from .sheets import protect, set_page, write_across
from .styles import Styles
from .sums import Equation, Sums, computed_totals, quoted

WIDTH = 130.0  # characters across the form
TOP = 2
LARGEST = 10**MAX_DIGITS - 1
# Spreadsheets take 8,192 characters, or 16,384 bytes in their own notation.
LONGEST_FORMULA = 6000
DETAIL_LINES = 2

CORRECT, WRONG = "勾稽关系正确", "勾稽关系不符，见红色单元格："


class FormSheet:
    """Writes one table's form on an empty sheet."""

    def __init__(self, sheet: Worksheet, styles: Styles, table: Table, data: TableData) -> None:
        self.sheet, self.styles = sheet, styles
        self.table, self.data = table, data
        self.grid = build_grid(table, data)
        self.placed = place(self.grid, TOP)
        self.sums = Sums({p.cell.key: (p.row, p.column) for p in self.placed if p.cell.key}, data)
        self.totals = computed_totals(table, data)

    def write(self) -> None:
        sheet, grid = self.sheet, self.grid
        widths = set_columns(sheet, grid, WIDTH)
        set_rows(sheet, grid, TOP, widths)
        sheet.set_row(0, 26)
        write_across(sheet, 0, grid.columns - 1, self.table.heading, self.styles["heading"])
        write_headers(sheet, self.placed, self.styles)
        for placed in self.placed:
            if placed.cell.role is Role.VALUE:
                self._value(placed)
        self._relations(sum(widths))
        sheet.freeze_panes(TOP + len(grid.head), grid.stub_columns)
        set_page(sheet, is_table=True, is_wide=grid.columns > 5)
        if grid.head:
            sheet.repeat_rows(TOP, TOP + len(grid.head) - 1)
        protect(sheet)

    def _value(self, placed: Placed) -> None:
        row, column, cell = placed
        key, kind = _of(cell)
        is_formula = key in self.totals
        style = self.styles.number(
            "total" if is_formula else "input", "0" if kind.kind.is_whole else ""
        )
        span(self.sheet, row, column, cell, style)
        if is_formula:
            formula = self.sums.total(self.table.computed[key])
            result = spreadsheet_number(self.totals[key])
            self.sheet.write_formula(row, column, formula, style, "" if result is None else result)
        else:
            write_value(self.sheet, row, column, cell.cell, style)
            self.sheet.data_validation(row, column, row, column, _validation(kind))

    def _relations(self, width: float) -> None:
        """Cells of a relation that does not hold turn red; the lines below say what is wrong."""
        numbers: dict[CellKey, int | Decimal | None] = {
            **{key: cell.number for key, cell in self.data.cells.items()},
            **self.totals,
        }
        equations = [Equation.of(self.table, instance) for instance in self.table.instances]
        if not equations:
            return
        for equation in equations:
            self._redden(equation)
        verdict = TOP + len(self.grid.rows) + 1
        details = [f"A{verdict + 2 + i}" for i, _ in enumerate(self._lines(equations))]
        everything = "".join(equation.said(numbers) for equation in equations)
        self._line(
            verdict,
            f'=IF({"&".join(details)}="",{quoted(CORRECT)},{quoted(WRONG)})',
            WRONG if everything else CORRECT,
            "verdict",
        )
        for row, line in enumerate(self._lines(equations), start=verdict + 1):
            said = "".join(equation.said(numbers) for equation in line)
            self.sheet.set_row(row, LINE * max(DETAIL_LINES, lines_of(said, width)))
            formula = "&".join(equation.sentence(self.sums) for equation in line)
            self._line(row, f"={formula}", said, "details")

    def _lines(self, equations: list[Equation]) -> list[list[Equation]]:
        """As many equations in each line as one formula can hold."""
        lines: list[list[Equation]] = []
        room = 0
        for equation in equations:
            length = len(equation.sentence(self.sums)) + 1
            if length > room:
                lines.append([])
                room = LONGEST_FORMULA
            lines[-1].append(equation)
            room -= length
        return lines

    def _redden(self, equation: Equation) -> None:
        addresses = [self.sums.at(key) for key in equation.keys]
        self.sheet.conditional_format(
            addresses[0],
            {
                "type": "formula",
                # Relative references would be shifted for each cell of the range.
                "criteria": f"={equation.broken(self.sums, absolute=True)}",
                "format": self.styles["broken"],
                "multi_range": " ".join(addresses),
            },
        )

    def _line(self, row: int, formula: str, result: str, style: str) -> None:
        write_across(self.sheet, row, self.grid.columns - 1, "", self.styles[style])
        self.sheet.write_formula(row, 0, formula, self.styles[style], result)


def _of(cell: GridCell) -> tuple[CellKey, Column]:
    if cell.key is None or cell.column is None:
        raise TypeError(f"not a value: {cell}")
    return cell.key, cell.column


def _validation(column: Column) -> dict[str, object]:
    whole = column.kind.is_whole
    what = "整数" if whole else "数字"
    low = "" if column.kind.may_be_negative else "不小于 0 的"
    if column.open_units:  # a number with its unit is a text
        units = "、".join(column.open_units)
        return {
            "validate": "any",
            "input_title": column.label[:32],
            "input_message": f"请填写{low}{what}，并在其后写明单位（{units}），没有填 0",
        }
    limits = (
        {"criteria": ">=", "value": 0}
        if low
        else {"criteria": "between", "minimum": -LARGEST, "maximum": LARGEST}
    )
    return {
        "validate": "integer" if whole else "decimal",
        **limits,
        "ignore_blank": True,
        "input_title": column.label[:32],
        "input_message": f"请填写{low}{what}（单位：{column.unit}），没有填 0",
        "error_title": "请检查",
        "error_message": f"这里只能填写{low}{what}。",
    }
