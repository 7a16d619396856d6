"""An office's key figures over the years, for its page and for its reports'."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from report_blocks.rendering.charts import bar_chart, column_chart
from report_blocks.statutory import Dataset, Layout
from report_blocks.statutory.codec import show_number
from report_blocks.statutory.format import Format
from report_blocks.statutory.key_figures import KeyFigure

YEARS = 6  # at most, and the first figures of a format are what people look at first
FIRST = 6

Number = int | Decimal


class Trend(NamedTuple):
    """A key figure in a year, and in those before it: ``points`` are (year, value or None)."""

    figure: KeyFigure
    year: int
    points: tuple[tuple[int, Number | None], ...]
    anchor: str

    @property
    def label(self) -> str:
        return self.figure.label.within(get_language() or "")

    @property
    def unit(self) -> str:
        return self.figure.unit.within(get_language() or "")

    @property
    def value(self) -> Number | None:
        return dict(self.points)[self.year]

    @property
    def shown(self) -> str:
        """The value in plain digits, or a dash: blank is not zero."""
        return "—" if self.value is None else show_number(self.value)

    @property
    def change(self) -> str:
        """By how much it differs from the year before, in words; "" if one is not known."""
        old = dict(self.points).get(self.year - 1)
        if old is None or self.value is None:
            return ""
        change = self.value - old
        if not change:
            return _("the same as in %(year)s") % {"year": self.year - 1}
        if change > 0:
            words, count = _("%(count)s more than in %(year)s"), change
        else:
            words, count = _("%(count)s fewer than in %(year)s"), -change
        return words % {"count": show_number(count), "year": self.year - 1}

    @property
    def chart(self) -> str:
        points = [(str(year), value) for year, value in self.points]
        return column_chart(
            self.label, points, unit=self.unit, highlight=str(self.year), width=220, height=110
        )


def trends(format_: Format, year: int, datasets: Mapping[int, Dataset]) -> list[Trend]:
    """The first key figures of the format, up to this year; ``datasets`` are those of years."""
    known = [one for one in datasets if year - YEARS < one <= year]
    years = range(min(known, default=year), year + 1)
    return [
        Trend(
            figure,
            year,
            tuple((one, _value(figure, datasets.get(one))) for one in years),
            _anchor(format_, figure),
        )
        for figure in format_.key_figures[:FIRST]
    ]


def _value(figure: KeyFigure, dataset: Dataset | None) -> Number | None:
    """The figure of this name in the dataset's own format."""
    if dataset is None:
        return None
    same = (one for one in dataset.format.key_figures if one.key == figure.key)
    return next((one.value(dataset.cells) for one in same), None)


def _anchor(format_: Format, figure: KeyFigure) -> str:
    """Where the figure stands in the report: its row, or its table if that has none."""
    key = figure.cells[0]
    table = format_.tables[key.table]
    one_row = len({cell.row for cell in figure.cells}) == 1
    return f"{key.table}-row-{key.row}" if one_row and table.layout is Layout.MATRIX else key.table


def compositions(format_: Format, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Title and chart of the parts of each figure that has some."""
    language = get_language() or ""
    known = {figure.key: figure for figure in format_.key_figures}
    for figure in format_.key_figures:
        rows = [
            (known[part].label.within(language), known[part].value(dataset.cells))
            for part in figure.parts
        ]
        if any(value for _label, value in rows):
            title = _("%(figure)s: what it is made of") % {"figure": figure.label.within(language)}
            yield title, bar_chart(title, rows, unit=figure.unit.within(language), width=360)
