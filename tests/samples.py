"""The real reports that the demo ships, as truth for tests."""

import json
from decimal import Decimal
from pathlib import Path

from report_blocks.statutory import Cell, CellKey, Dataset, Report

# Prose in which nothing is missing, and nothing that the rules would speak of.
TEXTS = {
    "overview": "主动公开有序推进，依申请公开规范办理，政府信息管理到位，平台建设、监督保障得力。",
    "problems_and_improvements": "公开的深度仍有不足，下一步加强培训。",
    "other_matters": "本年度未收取信息处理费。",
}
CONTACT = "地址：某路1号\n邮编：755000\n联系电话：0955-1234567\n电子邮箱：office@example.gov.cn"

FOLDER = Path(__file__).parent.parent / "cms" / "demo" / "reports"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def numbers(name: str) -> dict:
    """{table: {row: {column: number or None}}} as published."""
    text = (FOLDER / name / "dataset.json").read_text(encoding="utf-8")
    return json.loads(text, parse_float=Decimal)["tables"]


def dataset(name: str) -> Dataset:
    return Dataset(
        "cn-2021",
        {
            CellKey(table, row, column): Cell(number)
            for table, rows in numbers(name).items()
            for row, columns in rows.items()
            for column, number in columns.items()
            if number is not None
        },
    )


def of_year(year: int) -> Dataset:
    """宿迁's numbers of 2023 and 2024; of the years before, what these carry over, and zeros."""
    if year in (2023, 2024):
        return dataset(f"suqian-{year}")
    first, zero = dataset("suqian-2023"), Cell(0)
    cells = dict.fromkeys(first.format.cells, zero)
    if year == 2022:
        for key in [key for key in cells if key.row == "carried_in"]:
            for row in ("new_requests", "carried_out"):
                cells[key._replace(row=row)] = first[key]
    return Dataset("cn-2021", cells)


def workbook(name: str) -> bytes:
    return (FOLDER / name / "workbook.xlsx").read_bytes()


def filled() -> bytes:
    """The whole report of 沙坡头区司法局 2022, prose included, in our fill-in workbook."""
    return (FOLDER / "shapotou-justice-2022" / "filled.xlsx").read_bytes()


def report(name: str, **values: object) -> Report:
    return Report(dataset(name), **values)
