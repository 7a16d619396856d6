"""A chart with its numbers as a table: what ``report_blocks/chart.html`` places on a page."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from .grouped import Series
from .numbers import Number, full


class Figure(NamedTuple):
    """``head`` and ``rows`` are texts; each row begins with its label.

    ``{% include "report_blocks/chart.html" with figure=figure %}``; its style is
    ``report_blocks/charts.css``.
    """

    svg: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""

    @classmethod
    def of(
        cls,
        svg: str,
        title: str,
        points: Sequence[tuple[str, Number | None]],
        *,
        labels: str,
        values: str,
        unit: str = "",
    ) -> Self:
        """Of a column or bar chart; ``labels`` and ``values`` head the table's two columns."""
        rows = tuple((label, full(value)) for label, value in points)
        return cls(svg, title, (labels, values), rows, unit)

    @classmethod
    def of_series(
        cls,
        svg: str,
        title: str,
        labels: Sequence[str],
        series: Series,
        *,
        names: str,
        unit: str = "",
    ) -> Self:
        """A row for each series, of however many; ``names`` heads the column of their names."""
        rows = tuple((name, *map(full, values)) for name, values in series)
        return cls(svg, title, (names, *labels), rows, unit)
