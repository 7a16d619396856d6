"""P01: every character of a report can be printed with the fonts that are shipped.

``report_findings`` is the whole list: what the rules say, and what can't be printed.
"""

from collections.abc import Iterator
from typing import Any

from report_blocks.statutory import Context, Finding, Policy, Report, Text, check
from report_blocks.statutory.rules import found, ordered
from report_blocks.statutory.rules.context import NOTHING

from .fonts import missing_characters


def report_findings(
    report: Report, title: str = "", context: Context = NOTHING, policy: Policy | None = None
) -> list[Finding]:
    """What the rules and the printing fonts say of a report, errors first."""
    return ordered([*check(report, context, policy), *unprintable(report, title)])


Kept = tuple[dict[str, Any], str, Context, Policy]  # a report as JSON, its title, its measure


def findings_of_kept(kept: Kept) -> list[dict[str, Any]]:
    """The same of a report as it is kept, as JSON: for processes that know no Django."""
    content, title, context, policy = kept
    found = report_findings(Report.from_json(content), title, context, policy)
    return [finding.as_dict() for finding in found]


def unprintable(report: Report, title: str = "") -> Iterator[Finding]:
    """A finding for each part of the report that holds characters no font has."""
    for section, text in _texts(report, title):
        if missing := missing_characters(text):
            named = "、".join(f"{c}（U+{ord(c):04X}）" for c in missing)
            yield found(
                "P01",
                Text(
                    f"以下字符没有可用的印刷字体，请改用其他写法：{named}",
                    f"No font can print these characters, please write them otherwise: {named}",
                ),
                section=section,
                found="".join(missing),
            )


def _texts(report: Report, title: str) -> Iterator[tuple[str | None, str]]:
    yield None, f"{title}{report.agency or ''}{report.preamble}{report.contact}"
    yield from report.sections.items()
    for table in report.dataset.format.tables:
        cells = report.dataset.table(table).cells.values()
        yield table, "".join(cell.note + cell.text for cell in cells)
