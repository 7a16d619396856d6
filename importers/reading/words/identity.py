"""Whose report of which year it is, as the titles in a file say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from report_blocks.statutory import Origin

from ..problems import Problem, error
from ..sheets import Workbook
from ..tables.extraction import origin_at
from .titles import title_of, titles_among

T = TypeVar("T", str, int)


@dataclass(frozen=True, slots=True)
class Identity:
    agency: str | None = None
    year: int | None = None


def identity_in(workbook: Workbook, file: str) -> tuple[Identity, list[Problem]]:
    """The agency and year of the titles; what they contradict each other in is a problem."""
    agencies: dict[str, Origin] = {}
    years: dict[int, Origin] = {}
    for agency, year, origin in _titles(workbook, file):
        years.setdefault(year, origin)
        if agency:
            agencies.setdefault(agency, origin)
    problems = []
    if len(agencies) > 1:
        problems.append(_contradiction(agencies, "行政机关", "agency"))
    if len(years) > 1:
        problems.append(_contradiction(years, "年度", "year"))
    return Identity(_only(agencies), _only(years)), problems


def _only(found: Mapping[T, Origin]) -> T | None:
    return next(iter(found)) if len(found) == 1 else None


def _contradiction(found: Mapping[T, Origin], zh: str, en: str) -> Problem:
    named = "、".join(str(one) for one in found)
    return error(
        list(found.values())[1],
        f"文件中的报告标题互相矛盾，{zh}有：{named}；请改为一致，几份报告请各放在一张工作表上",
        f"The titles in the file contradict each other in the {en}: {named}. "
        "Make them agree, or put each of several reports on a sheet of its own",
    )


def _titles(workbook: Workbook, file: str) -> Iterator[tuple[str | None, int, Origin]]:
    for sheet in workbook.sheets:
        for position in sorted(sheet.labels):
            if "信息公开" not in sheet.labels[position]:
                continue
            if title := title_of(str(sheet.cells[position])):
                yield title.agency, title.year, origin_at(file, sheet, position)
    for title in titles_among([paragraph.text for paragraph in workbook.paragraphs]):
        yield title.agency, title.year, Origin(file, workbook.paragraphs[title.last].place)
