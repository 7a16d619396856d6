"""Several series over many labels: a line for each."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from .frame import Frame, annotated, described, framed
from .grouped import Series, admitted, flat
from .numbers import Number, full, is_known, nice_axis
from .series import LOOKS, draw_legend, draw_line, draw_marker
from .svg import Drawing


def line_chart(
    title: str,
    labels: Sequence[str],
    series: Series,
    *,
    unit: str = "",
    note: str = "",
    width: float = 360,
    height: float = 200,
) -> SafeString:
    """A line for each series, broken where a value is missing; see ``grouped_bar_chart``."""
    note, series = admitted(note, series)
    drawing = Drawing(width)
    above = draw_legend(drawing, [name for name, _values in series], bars=False)
    drawing.height = above + height
    values = [value for _name, values in series for value in values]
    frame = framed(
        drawing, nice_axis(values), labels, above=above, height=height, unit=unit, headroom=4
    )
    for number, (name, row) in enumerate(series):
        for run in _runs(frame, row):
            if len(run) > 1:
                draw_line(drawing, LOOKS[number], run)
        for index, (label, value) in enumerate(zip(labels, row, strict=True)):
            if is_known(value):
                x, y = frame.middle(index, len(labels)), frame.y(value)
                said = f"{name} {label}：{full(value)}{unit}"
                draw_marker(drawing, LOOKS[number], x, y, said)
    annotated(drawing, note)
    return drawing.svg("lines", title, described(flat(labels, series), unit, note))


def _runs(frame: Frame, row: Sequence[Number | None]) -> list[list[tuple[float, float]]]:
    """The points of neighbours that are there."""
    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(row):
        if is_known(value):
            runs[-1].append((frame.middle(index, len(row)), frame.y(value)))
        elif runs[-1]:
            runs.append([])
    return runs
