"""P01: every character of a report can be printed with the fonts that are shipped.

``report_findings`` is the whole list: what the rules say, and what can't be printed.
"""

from collections.abc import Iterator

from report_blocks.statutory import Finding, Report, Severity, Text, check

from .fonts import missing_characters


def report_findings(report: Report, title: str = "") -> list[Finding]:
    """What the rules and the printing fonts say of a report, errors first."""
    found = [*check(report), *unprintable(report, title)]
    return sorted(found, key=lambda finding: finding.severity.rank)


def unprintable(report: Report, title: str = "") -> Iterator[Finding]:
    """A finding for each part of the report that holds characters no font has."""
    for section, text in _texts(report, title):
        if missing := missing_characters(text):
            named = "、".join(f"{c}（U+{ord(c):04X}）" for c in missing)
            yield Finding(
                "P01",
                Severity.ERROR,
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
