"""What is wrong between the rows of a wide sheet: an office twice, cells merged into one."""

from collections import defaultdict
from collections.abc import Iterator

from report_blocks.statutory import Origin

from ..addresses import address_of
from ..problems import Problem, ReportReading, error
from .rows import Wide

SHOWN = 20

Readings = dict[int, ReportReading]  # by row


def twice(readings: Readings, origin: Origin) -> Iterator[tuple[int, Problem]]:
    """Rows of the same office and year: nobody knows which of them counts.

    Offices are told apart by their codes; by name where a code is missing.
    """
    rows_of: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for row, reading in readings.items():
        names = reading.agency_code, "".join((reading.report.agency or "").split())
        for name in filter(None, names):
            rows_of[name, reading.report.year].append(row)
    seen: set[int] = set()
    for (name, _year), rows in rows_of.items():
        codes = {readings[row].agency_code for row in rows}
        if len(rows) == 1 or (name not in codes and None not in codes) or seen.issuperset(rows):
            continue
        seen.update(rows)
        named = "、".join(str(row) for row in rows[:SHOWN])
        for row in rows:
            yield (
                row,
                error(
                    origin._replace(address=f"A{row}"),
                    f"“{name}”同一年度有 {len(rows)} 行（第 {named} 行），"
                    "不能确定用哪一行，请只保留一行",
                    f"“{name}” has {len(rows)} rows of the same year ({named}); keep one",
                ),
            )


def merged(wide: Wide, readings: Readings, origin: Origin) -> Iterator[tuple[int, Problem]]:
    """Rows with merged cells: all but the first of them only look filled in."""
    for first, last in wide.sheet.merged:
        if first == last or not any(first[1] <= column <= last[1] for column in wide.keys):
            continue
        place = f"{address_of(first)}:{address_of(last)}"
        for row in range(first[0], last[0] + 1):
            if row in readings:
                yield (
                    row,
                    error(
                        origin._replace(address=address_of(first)),
                        f"单元格 {place} 合并成了一个，请取消合并后逐格填写",
                        f"The cells {place} are merged; split them and fill in each",
                    ),
                )
