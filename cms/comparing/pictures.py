"""One chart for each figure, of the kind that suits the number of offices and years."""

from django.utils.translation import gettext as _

from report_blocks.rendering.charts import (
    MOST_SERIES,
    Figure,
    bar_chart,
    column_chart,
    grouped_bar_chart,
    line_chart,
)

from .comparison import Comparison, Office
from .indicators import Indicator, Missing, Number

MOST_BARS = 50
_FEW_SERIES, _FEW_YEARS = 4, 3


def figures_of(comparison: Comparison) -> list[Figure]:
    """Without tables of their own: the comparison's stands on the same page."""
    if not comparison.offices:
        return []
    return [_figure(comparison, indicator) for indicator in comparison.indicators]


def _figure(comparison: Comparison, one: Indicator) -> Figure:
    offices, years = comparison.offices, comparison.years
    labels = [str(year) for year in years]
    if len(offices) == 1:
        points = [(str(year), _number(comparison, offices[0], year, one)) for year in years]
        title = f"{one.label} · {offices[0].title}"
        return Figure(column_chart(title, points, unit=one.unit), title, (), ())
    if len(years) == 1 or len(offices) > MOST_SERIES:
        return _bars(comparison, one)
    series = [
        (office.title, [_number(comparison, office, year, one) for year in years])
        for office in offices
    ]
    is_small = len(series) <= _FEW_SERIES and len(years) <= _FEW_YEARS
    draw = grouped_bar_chart if is_small else line_chart
    return Figure(draw(one.label, labels, series, unit=one.unit), one.label, (), ())


def _bars(comparison: Comparison, one: Indicator) -> Figure:
    """All offices in the last year: the greatest ones, if they are too many."""
    year = comparison.years[-1]
    rows = [(office.title, _number(comparison, office, year, one)) for office in comparison.offices]
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0)))
    title, note = f"{one.label} · {year}", ""
    if len(rows) > MOST_BARS:
        note = _("The first %(shown)s of %(all)s offices by this figure") % {
            "shown": MOST_BARS,
            "all": len(rows),
        }
    return Figure(bar_chart(title, rows[:MOST_BARS], unit=one.unit, note=note), title, (), ())


def _number(comparison: Comparison, office: Office, year: int, one: Indicator) -> Number | None:
    value = comparison.value(office, year, one)
    return None if isinstance(value, Missing) else value
