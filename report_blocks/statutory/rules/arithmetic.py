"""A01 to A04: the relations that a format's tables declare.

Source: the form of 国办公开办函〔2021〕30号, whose totals and whose note below the heading of
table three（第一项加第二项之和，等于第三项加第四项之和）say them. A blank counts as nothing in a
sum; a relation with an unreadable cell is left to rule A05.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from .. import sentences
from ..codec import show_number
from ..dataset import Dataset
from ..findings import Finding
from ..model import Axis, CellKey, Instance, Layout, Line, Table
from ..report import Report
from ..sentences import fill
from ..text import Text
from .book import at, found


def relations(report: Report) -> Iterator[Finding]:
    """Each broken equation is one finding."""
    dataset = report.dataset
    for table in dataset.format.tables.values():
        for instance in table.instances:
            if finding := _check(table, instance, dataset):
                yield finding


def total(cells: tuple[CellKey, ...], dataset: Dataset) -> int | Decimal:
    """The sum of the cells' numbers, blank ones left out."""
    numbers: list[int | Decimal] = [dataset[key].number or 0 for key in cells]
    return sum(numbers)


def _check(table: Table, instance: Instance, dataset: Dataset) -> Finding | None:
    cells = instance.left + instance.right
    if any(dataset[key].text for key in cells):
        return None
    left, right = total(instance.left, dataset), total(instance.right, dataset)
    if left == right:
        return None
    if instance.relation.is_total:
        return _wrong_total(table, instance, dataset, expected=right)
    return _out_of_balance(table, instance, dataset, left, right)


def _wrong_total(
    table: Table, instance: Instance, dataset: Dataset, expected: int | Decimal
) -> Finding:
    key = instance.left[0]
    number: int | Decimal | None = dataset[key].number
    names = lines_across(table, instance)
    text = fill(
        sentences.BLANK_TOTAL if number is None else sentences.WRONG_TOTAL,
        place=place_of(table, instance),
        parts=_sum(instance.right, instance.relation.right, names, dataset, every=False),
        expected=show_number(expected),
        label=names[instance.relation.left[0]].label,
        found=show_number(number or 0),
        off=_difference(expected, number or 0),
    )
    return found(
        instance.relation.rule,
        text,
        **at(key),
        cells=(key, *instance.right),
        expected=expected,
        found=number,
    )


def _out_of_balance(
    table: Table,
    instance: Instance,
    dataset: Dataset,
    left: int | Decimal,
    right: int | Decimal,
) -> Finding:
    relation, names = instance.relation, lines_across(table, instance)
    text = fill(
        sentences.OUT_OF_BALANCE,
        place=place_of(table, instance),
        one=_sum(instance.left, relation.left, names, dataset, every=True),
        left=show_number(left),
        other=_sum(instance.right, relation.right, names, dataset, every=True),
        right=show_number(right),
        off=_difference(left, right),
    )
    by_row = relation.each is Axis.ROW
    return found(
        relation.rule,
        text,
        table=table.key,
        row=instance.line.key if by_row else None,
        column=None if by_row else instance.line.key,
        cells=instance.left + instance.right,
        expected=left,
        found=right,
    )


def _difference(one: int | Decimal, other: int | Decimal) -> str:
    difference: int | Decimal = one - other
    return show_number(-difference if difference < 0 else difference)


def place_of(table: Table, instance: Instance) -> Text:
    """商业企业一列 / Column 商业企业; in a one-line table 行政复议一组."""
    if instance.relation.each is Axis.COLUMN:
        place = sentences.PLACE_COLUMN
    elif table.layout is Layout.LINE:
        place = sentences.PLACE_GROUP
    else:
        place = sentences.PLACE_ROW
    return fill(place, name=instance.line.short)


def lines_across(table: Table, instance: Instance) -> Mapping[str, Line]:
    """The lines that the keys of the instance's relation name: columns, or rows."""
    if instance.relation.each is Axis.ROW:
        return {c.key: c for group in table.groups for c in group.columns}
    return table.rows


def _sum(
    keys: tuple[CellKey, ...],
    lines: tuple[str, ...],
    names: Mapping[str, Line],
    dataset: Dataset,
    *,
    every: bool,
) -> str | Text:
    """新收 3 + 上年结转 0; without ``every`` only the parts that are not zero."""
    parts = [
        f"{names[line].short} {show_number(dataset[key].number or 0)}"
        for key, line in zip(keys, lines, strict=True)
        if every or dataset[key].number
    ]
    return " + ".join(parts) if parts else sentences.NO_PARTS
