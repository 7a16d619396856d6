"""Form: what a report holds is what its format has, and the format is that of its year."""

from collections.abc import Iterator

from ..codec import show
from ..figures import key_of, label_of, marked_cells
from ..findings import Finding
from ..report import Report
from ..text import Text
from .book import at, found


def known_cells(report: Report) -> Iterator[Finding]:
    """C00: no number stands under a key that the format does not have, where no one sees it."""
    known = report.dataset.format.cells
    for key, cell in report.dataset.cells.items():
        if key not in known:
            yield found(
                "C00",
                Text(
                    f"数据中有本格式没有的单元格 {key}（{show(cell)}）",
                    f"The data hold a cell that this format does not have: {key} ({show(cell)})",
                ),
                **at(key),
                cells=(key,),
                found=cell.text or cell.number,
            )


def format_of_its_year(report: Report) -> Iterator[Finding]:
    """C01: a report of 2023 in the form of 2019 is not in the statutory form."""
    used = report.dataset.format
    if report.year is not None and not used.applies_to(report.year):
        yield found(
            "C01",
            Text(
                f"{report.year} 年度报告不能使用{used.citation}的格式",
                f"A report of {report.year} can't use the format of {used.citation}",
            ),
        )


def bound_figures(report: Report) -> Iterator[Finding]:
    """D05: every figure that the prose takes from a cell is there."""
    format_ = report.dataset.format
    for section in format_.prose_sections:
        for cell in marked_cells(report.sections.get(section.key, "")):
            key, label = key_of(cell), label_of(cell, format_)
            yield found(
                "D05",
                Text(
                    f"“{section.heading}”一节引用的数据"
                    + (f"为空：{label}" if label else f"不存在：{cell}"),
                    f"“{section.heading}” takes a figure from a cell that "
                    + (f"is blank: {label}" if label else f"does not exist: {cell}"),
                ),
                section=section.key,
                cells=(key,) if key and label else (),
                found=cell,
            )
