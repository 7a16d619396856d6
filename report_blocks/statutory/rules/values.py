"""A05: whole numbers >= 0 everywhere but amounts (>= 0, decimals allowed). A07: their units."""

from collections.abc import Iterator

from .. import sentences
from ..codec import complaint, doubt
from ..findings import Finding
from ..model import CellKey, Table
from ..report import Report
from ..sentences import fill
from ..text import Text
from .book import at, found


def proper_numbers(report: Report) -> Iterator[Finding]:
    """Every cell holds a number of its column's kind, or nothing."""
    for table in report.dataset.format.tables.values():
        for key, column in table.cells.items():
            if reason := complaint(report.dataset[key], column):
                yield _at_cell("A05", reason, table, key, report)


def known_units(report: Report) -> Iterator[Finding]:
    """A number whose unit the form leaves open says its own. Zero needs none."""
    for table in report.dataset.format.tables.values():
        for key, column in table.cells.items():
            if reason := doubt(report.dataset[key], column):
                yield _at_cell("A07", reason, table, key, report)


def _at_cell(rule: str, reason: Text, table: Table, key: CellKey, report: Report) -> Finding:
    cell = report.dataset[key]
    return found(
        rule,
        fill(sentences.AT_CELL, label=table.label(key), reason=reason),
        **at(key),
        cells=(key,),
        found=cell.text or cell.number,
    )
