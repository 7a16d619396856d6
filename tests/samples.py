"""The real reports that the demo ships, as truth for tests."""

import json
from decimal import Decimal
from pathlib import Path

from report_blocks.statutory import Cell, CellKey, Dataset, Report

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


def workbook(name: str) -> bytes:
    return (FOLDER / name / "workbook.xlsx").read_bytes()


def filled() -> bytes:
    """The whole report of 沙坡头区司法局 2022, prose included, in our fill-in workbook."""
    return (FOLDER / "shapotou-justice-2022" / "filled.xlsx").read_bytes()


def report(name: str, **values: object) -> Report:
    return Report(dataset(name), **values)
