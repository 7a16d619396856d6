"""Tables for tests of the blocks: right ones, wrong ones, and one with everything in it."""

from decimal import Decimal

from report_blocks.statutory import Cell, CellKey, TableData
from tests import samples

T2, T3, T4 = "proactive_disclosure", "information_requests", "review_and_litigation"


def key(place: str, table: str = T3) -> CellKey:
    return CellKey(table, *place.split("/"))


def real(table: str = T3) -> TableData:
    """A table as 宿迁市 published it: all its figures agree."""
    return samples.dataset("suqian-2024").table(table)


def table(table: str = T3, **cells: object) -> TableData:
    """A table of a few cells; ``row__column=number or Cell``."""
    return TableData(
        f"cn-2021/{table}",
        {
            key(name.replace("__", "/"), table): cell if isinstance(cell, Cell) else Cell(cell)
            for name, cell in cells.items()
        },
    )


# What no spreadsheet program would keep apart, and what is no number at all.
EVERYTHING = table(
    granted__business=0,
    granted__total=Cell(22, note="其中修订16件"),
    granted__natural_person=Cell(text="约30"),
    partially_granted__business=Cell(note="见说明"),
    partially_granted__total=-3,
    carried_in__business=Decimal("12.50"),
    carried_in__total=Decimal("0.1"),
    carried_out__total=10**14,
    carried_out__business=Cell(7, note="<b>“甲”</b>&\n乙", text="七"),
)
