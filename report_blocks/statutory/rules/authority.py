"""G01: an authority's figures are the sums of its offices'."""

from collections.abc import Iterator
from decimal import Decimal

from ..codec import show_number
from ..findings import Finding
from ..report import Report
from ..text import Text
from .book import at, found
from .context import Context

_SHOWN = 6  # offices that a sentence names


def sums_of_offices(report: Report, context: Context) -> Iterator[Finding]:
    """Each headline figure against its addends; offices without a report are named."""
    if not context.offices:
        return
    same = {
        name: one.dataset
        for name, one in context.offices.items()
        if one is not None and one.dataset.format_key == report.dataset.format_key
    }
    missing = [name for name in context.offices if name not in same]
    if not same:
        return
    for table in report.dataset.format.tables.values():
        for key in table.headlines:
            addends = {name: data[key].number or 0 for name, data in same.items()}
            total: int | Decimal = sum(addends.values())
            number = report.dataset[key].number or 0
            if number == total:
                continue
            parts = [f"{name} {show_number(one)}" for name, one in addends.items() if one]
            shown = " + ".join(parts[:_SHOWN]) + (" + …" if len(parts) > _SHOWN else "")
            lacking = (
                f"（缺 {len(missing)} 个单位：{'、'.join(missing[:_SHOWN])}）" if missing else ""
            )
            lacking_en = (
                f" ({len(missing)} missing: {', '.join(missing[:_SHOWN])})" if missing else ""
            )
            label = table.label(key)
            yield found(
                "G01",
                Text(
                    f"{label}为 {show_number(number)}，各单位之和为 {show_number(total)}"
                    f"{f'：{shown}' if shown else ''}{lacking}",
                    f"{label} is {show_number(number)}, the offices' add up to "
                    f"{show_number(total)}{f': {shown}' if shown else ''}{lacking_en}",
                ),
                **at(key),
                cells=(key,),
                expected=total,
                found=number,
            )
