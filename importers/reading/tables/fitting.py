"""Which format a workbook's tables are in: the one whose labels fit best."""

from collections.abc import Iterable
from functools import lru_cache

from report_blocks.statutory import Format, Table

from ..labels import normal
from ..sheets import LONGEST_LABEL, Workbook
from .locate import ENOUGH


def best_format(formats: Iterable[Format], workbook: Workbook, year: int | None) -> Format | None:
    """The format with most labels in the workbook; None if nothing of any is there.

    Of equals the one that leaves fewer labels unmatched, then the one of the report's year,
    then the newest.
    """
    texts = frozenset(text for sheet in workbook.sheets for text in sheet.places)
    texts |= {
        normal(line.text.replace("**", ""))
        for line in workbook.paragraphs
        if len(line.text) <= LONGEST_LABEL
    }
    best, best_rank = None, (0, 0, False, 0)
    for format_ in formats:
        matched, missing = _score(format_, texts)
        fits_year = year is not None and format_.applies_to(year)
        rank = (matched, -missing, fits_year, format_.first_year)
        if matched and (best is None or rank > best_rank):
            best, best_rank = format_, rank
    return best


def _score(format_: Format, texts: frozenset[str]) -> tuple[int, int]:
    """How many labels are in the workbook, how many are not, of the tables and prose there."""
    matched = sum(normal(section.heading) in texts for section in format_.prose_sections)
    missing = 0
    for table in format_.tables.values():
        labels = vocabulary(table)
        found = len(labels & texts)
        if found >= ENOUGH * len(labels):
            matched += found
            missing += len(labels) - found
    return matched, missing


@lru_cache(maxsize=256)
def vocabulary(table: Table) -> frozenset[str]:
    """Every label of the table, normalised."""
    return frozenset(
        normal(label)
        for group in table.groups
        for line in (*group.rows, *group.columns)
        for label in (*line.path, group.label, group.stub)
        if label
    )
