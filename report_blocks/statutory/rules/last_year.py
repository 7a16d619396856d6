"""A06, B01 to B04: figures against the office's published report of the year before.

What a line owes to last year's is declared by the format (``YearRelation``); blank counts as
nothing. A table that last year's report left blank altogether says nothing.
"""

from collections.abc import Iterator
from decimal import Decimal

from ..codec import show_number
from ..dataset import Dataset
from ..findings import Finding
from ..model import Axis, CellKey, Table, YearRelation
from ..report import Report
from ..text import Text
from .book import at, found
from .context import Context

FACTOR = 5  # how many times more or less is a jump
UNITS = 10  # by how much it must differ at least

Number = int | Decimal


def against_last_year(report: Report, context: Context) -> Iterator[Finding]:
    """B01, B02, B04: each equation that the format declares, in each row or column."""
    if context.before is None:
        return
    now, before = report.dataset, context.before.dataset
    for table in now.format.tables.values():
        if not any(key.table == table.key for key in before.cells):
            continue
        for relation in table.year_relations:
            for line in _lines(table, relation):
                this = _cell(table, relation, relation.this, line)
                last = _cell(table, relation, relation.last, line)
                if this in now.format.cells and last in before.format.cells:
                    yield from _owed(table, relation, line, now, before)


def _lines(table: Table, relation: YearRelation) -> list[str]:
    if relation.each is Axis.ROW:
        return [row.key for row in table.rows.values()]
    return list(dict.fromkeys(key.column for key in table.cells))


def _cell(table: Table, relation: YearRelation, line: str, along: str) -> CellKey:
    by_row = relation.each is Axis.ROW
    return CellKey(table.key, along, line) if by_row else CellKey(table.key, line, along)


def _owed(
    table: Table, relation: YearRelation, line: str, now: Dataset, before: Dataset
) -> Iterator[Finding]:
    this = _cell(table, relation, relation.this, line)
    last = _cell(table, relation, relation.last, line)
    plus = [_cell(table, relation, one, line) for one in relation.plus]
    minus = [_cell(table, relation, one, line) for one in relation.minus]
    cells = (this, *plus, *minus)
    if any(now[key].text for key in cells) or before[last].text:
        return  # left to A05
    number, carried = now[this].number or 0, before[last].number or 0
    owed: Number = carried + _sum(plus, now) - _sum(minus, now)
    if number == owed or (relation.at_least and number > owed):
        return
    label, its = _name(table, this), _name(before.format.tables[table.key], last)
    sum_zh = f"上年报告的{its} {show_number(carried)}"
    sum_en = f"last year's {its} {show_number(carried)}"
    for sign, keys in (("+", plus), ("−", minus)):
        for key in keys:
            part = f" {sign} {table.cells[key].short} {show_number(now[key].number or 0)}"
            sum_zh, sum_en = sum_zh + part, sum_en + part
    result = f" = {show_number(owed)}" if plus or minus else ""
    filled = "为空白" if now[this].number is None else f"填的是 {show_number(number)}"
    stands = "is blank" if now[this].number is None else f"says {show_number(number)}"
    least = ("应不少于", "is to be no less than") if relation.at_least else ("应等于", "is to be")
    yield found(
        relation.rule,
        Text(
            f"{label}{least[0]}{sum_zh}{result}，{filled}",
            f"{label} {least[1]} {sum_en}{result}, but {stands}",
        ),
        **at(this),
        cells=cells,
        expected=owed,
        found=now[this].number,
    )


def _name(table: Table, key: CellKey) -> str:
    return f"{table.rows[key.row].short} · {table.cells[key].short}"


def _sum(keys: list[CellKey], dataset: Dataset) -> Number:
    numbers: list[Number] = [dataset[key].number or 0 for key in keys]
    return sum(numbers)


def in_force_at_least(report: Report) -> Iterator[Finding]:
    """A06: what is in force is no less than what the year made, less what it repealed."""
    dataset = report.dataset
    for table in dataset.format.tables.values():
        for relation in table.year_relations:
            if not relation.plus:
                continue
            for line in _lines(table, relation):
                this = _cell(table, relation, relation.this, line)
                plus = [_cell(table, relation, one, line) for one in relation.plus]
                minus = [_cell(table, relation, one, line) for one in relation.minus]
                if this not in table.cells or dataset[this].text:
                    continue
                least, number = _sum(plus, dataset) - _sum(minus, dataset), dataset[this].number
                if (number or 0) < least:
                    names = "减".join(table.cells[key].short for key in (*plus, *minus))
                    yield found(
                        "A06",
                        Text(
                            f"{table.label(this)}为 {show_number(number or 0)}，"
                            f"少于{names}（{show_number(least)}）",
                            f"{table.label(this)} is {show_number(number or 0)}, "
                            f"less than {names} ({show_number(least)})",
                        ),
                        **at(this),
                        cells=(this, *plus, *minus),
                        expected=least,
                        found=number,
                    )


def jumps(report: Report, context: Context) -> Iterator[Finding]:
    """B03: a headline figure is many times last year's, or a small part of it."""
    if context.before is None or context.before.dataset.format_key != report.dataset.format_key:
        return
    now, before = report.dataset, context.before.dataset
    for table in now.format.tables.values():
        if not any(key.table == table.key for key in before.cells):
            continue
        for key in table.headlines:
            number, last = now[key].number, before[key].number
            if number is None or last is None or not _jumps(number, last):
                continue
            yield found(
                "B03",
                Text(
                    f"{table.label(key)}：上年 {show_number(last)}，本年 {show_number(number)}，"
                    f"相差超过 {FACTOR} 倍，请核对",
                    f"{table.label(key)}: {show_number(last)} last year, {show_number(number)} "
                    f"now, more than {FACTOR} times apart; please verify",
                ),
                **at(key),
                cells=(key,),
                expected=last,
                found=number,
            )


def _jumps(number: Number, last: Number) -> bool:
    less, more = sorted((number, last))
    return more - less > UNITS and more > FACTOR * max(less, 1)
