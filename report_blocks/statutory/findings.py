"""What a check has found: one type for command line, preview, editor, panel and publish gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from .codec import number_to_json
from .model import CellKey
from .text import Text


class Severity(StrEnum):
    ERROR = "error"  # must be mended: publishing is refused
    WARNING = "warning"  # worth reading: mend or explain
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold, at a place: cells of a table, or a section, or the report.

    ``row`` and ``column`` name the one cell or line the sentence is about; ``cells`` are all
    cells that take part, so that an editor can mark them.
    """

    rule: str
    severity: Severity
    text: Text
    table: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    cells: tuple[CellKey, ...] = ()
    expected: int | Decimal | None = None
    found: int | Decimal | str | None = None

    @property
    def message(self) -> str:
        return self.text.zh

    def as_dict(self) -> dict[str, Any]:
        """JSON: rule, severity, table, row, column, section, expected, found, message."""
        found = self.found if isinstance(self.found, str) else number_to_json(self.found)
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "section": self.section,
            "expected": number_to_json(self.expected),
            "found": found,
            "message": self.message,
        }


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that forbid publishing."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
