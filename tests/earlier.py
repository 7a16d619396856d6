"""A made-up report of 2020 in the format of 2019, correct throughout, and its printed form.

Every input is another number, so that one under a wrong name is seen.
"""

from collections.abc import Mapping
from decimal import Decimal

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import Cell, CellKey, Dataset, Report, Table, get_format

T2, T3, T4 = "proactive_disclosure", "information_requests", "review_and_litigation"
AGENCY, YEAR = "中卫市沙坡头区司法局", 2020
TITLE = f"{AGENCY}{YEAR}年政府信息公开工作年度报告"
AMOUNT = CellKey(T2, "central_procurement", "amount")
CHANGES = {"licensing": -3, "other_services": 0, "penalties": 12, "coercion": -1, "fees": 2}
TEXTS = {
    "preamble": "根据《条例》编制。",
    "sections": {
        "overview": "（一）主动公开\n一是**加强管理。**及时。",
        "problems_and_improvements": "问题。\n改进。",
        "other_matters": "无。",
    },
    "contact": "地址：鼓楼西街265号\n邮编：755000",
}


def dataset() -> Dataset:
    """A number in every cell, and everything agrees."""
    format_ = get_format("cn-2019")
    numbers = {
        key: CHANGES[key.row] if key.column == "change" else number
        for number, key in enumerate(format_.cells, start=11)
    }
    for table in format_.tables.values():
        for total, parts in table.computed.items():
            numbers[total] = sum(numbers[part] for part in parts)
        for instance in table.instances:
            if not instance.relation.is_total:  # what came in is what became of it
                new, carried_in = instance.left
                numbers[new] = sum(numbers[key] for key in instance.right) - numbers[carried_in]
    cells = {key: Cell(number) for key, number in numbers.items()}
    return Dataset("cn-2019", cells | {AMOUNT: Cell(Decimal("25.1"), note="单位：万元")})


def report() -> Report:
    return Report(dataset(), AGENCY, YEAR, **TEXTS)


def printed(
    data: Dataset, title: str = TITLE, typed: Mapping[CellKey, object] | None = None
) -> openpyxl.Workbook:
    """The printed form with these numbers, a table a sheet; what is ``typed`` goes before them."""
    book = openpyxl.Workbook()
    book.active.append([title])
    values = {key: cell.number for key, cell in data.cells.items()} | dict(typed or {})
    for table in data.format.tables.values():
        print_table(book.create_sheet(table.heading), table, values)
    return book


def print_table(sheet: Worksheet, table: Table, values: Mapping[CellKey, object]) -> None:
    sheet.append([table.heading])
    for row, cells in enumerate(build_grid(table).rows, start=2):
        for cell in cells:
            place = sheet.cell(row, cell.left + 1)
            place.value = values.get(cell.key) if cell.key else cell.text
            if cell.rowspan > 1 or cell.colspan > 1:
                sheet.merge_cells(
                    start_row=row,
                    start_column=place.column,
                    end_row=row + cell.rowspan - 1,
                    end_column=place.column + cell.colspan - 1,
                )
