"""A number of the prose and the cells that it may stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ...dataset import Dataset
from ...model import CellKey
from ...registry import get_format
from ...report import Report
from ...words import LineWords, Topic
from .reading import Number, Paragraph

_IN_10000_YUAN = {"元": Decimal("0.0001"), "亿元": Decimal(10_000)}
_SUM = Decimal | int


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a number may stand for: the sum of these cells."""

    cells: tuple[CellKey, ...]

    def value(self, dataset: Dataset) -> _SUM:
        """The sum, blank cells counting as nothing."""
        numbers: list[_SUM] = [dataset[key].number or 0 for key in self.cells]
        return sum(numbers)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of the prose and what it stands for, by the words around it."""

    paragraph: Paragraph
    number: Number
    topic: Topic
    readings: tuple[Reading, ...]
    is_sure: bool
    sentence: int  # where its sentence begins

    def agrees(self, dataset: Dataset) -> bool:
        """Whether one of the readings gives this very number, as far as it is written out."""
        return self.is_worth(self.number.value, dataset)

    def is_worth(self, number: _SUM, dataset: Dataset) -> bool:
        """Whether one of the readings gives this number, told in the same unit."""
        # None at all is none in the widest sense: 行政诉讼0件 is true of both kinds.
        readings = self.readings if number else self.readings[:1]
        return any(self._equals(number, reading.value(dataset)) for reading in readings)

    def _equals(self, number: _SUM, value: _SUM) -> bool:
        unit = _IN_10000_YUAN.get(self.number.unit, Decimal(1))
        told = number * unit
        step = unit / 10**self.number.decimals
        is_amount = self.number.unit.endswith("元")
        return abs(told - Decimal(value)) * 2 <= step if is_amount else told == value


class Prose(NamedTuple):
    """The prose of a report as the rules look at it."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...]

    @property
    def mentioned(self) -> set[int]:
        """The numbers of the mentions, by identity."""
        return {id(one.number) for one in self.mentions}

    def heading(self, paragraph: Paragraph) -> str:
        return self.report.dataset.format.section(paragraph.section).heading


def readings_of(
    topic: Topic, row: LineWords | None, column: LineWords | None, report: Report
) -> Iterator[Reading]:
    """What a row and a column may mean together; the topic's own for what is not named."""
    rows = row.readings if row else ((topic.default_rows,) if topic.default_rows else ())
    columns = column.readings if column else (topic.default_columns,)
    yield from crossing(topic, tuple(rows), tuple(columns), report.dataset.format_key)


@lru_cache(maxsize=2048)
def crossing(
    topic: Topic,
    rows: tuple[tuple[str, ...], ...],
    columns: tuple[tuple[str, ...], ...],
    format_key: str,
) -> tuple[Reading, ...]:
    """The cells of each of these sets of rows in each of these sets of columns."""
    known = get_format(format_key).cells
    readings = []
    for lines, across in product(rows, columns):
        cells = tuple(key for key in topic.cells(lines, across) if key in known)
        if cells and {key.row for key in cells} == set(lines):
            readings.append(Reading(cells))
    return tuple(readings)
