"""What the prose says, against the tables and against itself (family D)."""

from collections.abc import Iterator

from ...findings import Finding
from ...report import Report
from ..context import Context
from . import against_tables, changes, denials, parts, repeated
from .reader import read


def told_in_prose(report: Report, context: Context) -> Iterator[Finding]:
    """D01 to D04, D06 and D07; the prose is read once for all of them."""
    prose = read(report)
    yield from against_tables.told_numbers(prose)
    yield from denials.denials(prose)
    yield from changes.shares_and_changes(prose, context)
    yield from parts.listed_parts(prose)
    yield from parts.parts_by_way(prose)
    yield from repeated.told_twice(prose)
