"""D01, D06: a number in the prose is that of the table."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ...codec import show_number
from ...dataset import Dataset
from ...findings import Finding
from ...report import Report
from ...text import Text
from ..book import found
from .mentions import Mention, Prose, Reading
from .reading import Paragraph


def told_numbers(prose: Prose) -> Iterator[Finding]:
    """Every number that speaks of a quantity of the tables, held against its cells."""
    dataset = prose.report.dataset
    for _sentence, told in groupby(prose.mentions, lambda one: (id(one.paragraph), one.sentence)):
        mentions = list(told)
        for mention in mentions:
            same = [one for one in mentions if one.readings == mention.readings]
            if not mention.number.is_rough and not _agree(mention, same, dataset):
                # 收到63件, 经沟通撤回41件, 受理22件: may be of another thing
                is_told = any(one.agrees(dataset) for one in same)
                yield _differs(
                    replace(mention, is_sure=False) if is_told else mention, prose.report
                )


def _agree(mention: Mention, same: list[Mention], dataset: Dataset) -> bool:
    """Whether a number is the table's, or one of several that add up to it: 政府3件, 部门4件."""
    others = [one for one in same if not one.agrees(dataset)]
    total = sum((Decimal(one.number.value) for one in others), Decimal())
    return mention.agrees(dataset) or mention.is_worth(total, dataset)


def _differs(mention: Mention, report: Report) -> Finding:
    reading = mention.readings[0]
    value = reading.value(report.dataset)
    quote = mention.paragraph.quote(mention.number)
    named, where = name(reading, report), heading(mention.paragraph, report)
    return found(
        "D01" if mention.is_sure else "D06",
        Text(
            f"{where}“{quote}”，表中{named}为 {show_number(value)}",
            f"{where}: “{quote}”, but in the table {named} is {show_number(value)}",
        ),
        section=mention.paragraph.section,
        cells=reading.cells,
        expected=value,
        found=mention.number.value,
    )


def heading(paragraph: Paragraph, report: Report) -> str:
    """The heading of its section, quoted."""
    return f"“{report.dataset.format.section(paragraph.section).heading}”"


def name(reading: Reading, report: Report) -> str:
    """What people call these cells: 新收 · 总计, or the sum of some."""
    table = report.dataset.format.tables[reading.cells[0].table]
    rows = list(dict.fromkeys(table.rows[key.row].short for key in reading.cells))
    columns = list(dict.fromkeys(table.cells[key].short for key in reading.cells))
    lines = [
        f"{one}等" if len(all_) > 3 else one for all_ in (rows, columns) for one in [_list(all_)]
    ]
    return " · ".join(lines)


def _list(names: list[str]) -> str:
    return "、".join(names[:3])
