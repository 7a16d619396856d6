"""Form: what a report holds is what its format has, and the format is that of its year."""

from collections.abc import Iterator

from ..codec import show
from ..findings import Finding, Severity
from ..report import Report
from ..text import Text


def known_cells(report: Report) -> Iterator[Finding]:
    """C00: no number stands under a key that the format does not have, where no one sees it."""
    known = report.dataset.format.cells
    for key, cell in report.dataset.cells.items():
        if key not in known:
            yield Finding(
                "C00",
                Severity.ERROR,
                Text(
                    f"数据中有本格式没有的单元格 {key}（{show(cell)}）",
                    f"The data hold a cell that this format does not have: {key} ({show(cell)})",
                ),
                table=key.table,
                row=key.row,
                column=key.column,
                cells=(key,),
                found=cell.text or cell.number,
            )


def format_of_its_year(report: Report) -> Iterator[Finding]:
    """C01: a report of 2023 in the form of 2019 is not in the statutory form."""
    used = report.dataset.format
    if report.year is not None and not used.applies_to(report.year):
        yield Finding(
            "C01",
            Severity.ERROR,
            Text(
                f"{report.year} 年度报告不能使用{used.citation}的格式",
                f"A report of {report.year} can't use the format of {used.citation}",
            ),
        )
