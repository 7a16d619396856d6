"""One figure over the years: a column for each."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from .frame import Frame, annotated, described, framed
from .numbers import Number, full, is_known, nice_axis
from .series import PLAIN, QUIET
from .svg import Drawing, box
from .texts import SIZES, fitted

_WIDEST = 48  # a single column must not become a wall


def column_chart(
    title: str,
    points: Sequence[tuple[str, Number | None]],
    *,
    unit: str = "",
    note: str = "",
    width: float = 320,
    height: float = 160,
    highlight: str | None = None,
) -> SafeString:
    """A column for each label with its value on it; a gap and “—” where the value is missing.

    ``highlight`` is the label whose column stands out. The note comes below, beyond the height.
    """
    drawing = Drawing(width, height)
    labels = [label for label, _value in points]
    values = [value for _label, value in points]
    headroom = SIZES[0] + 3
    axis = nice_axis(values, steps=3)
    # The lines of an axis would go through the values.
    written = fitted(values, (width - 2) / max(len(points), 1) - 3, bold=True)
    frame = framed(
        drawing,
        axis,
        labels,
        above=0,
        height=height,
        unit=unit,
        headroom=headroom,
        bare=written is not None,
    )
    slot = frame.slot(len(points))
    thick = min(slot * 0.7, _WIDEST)
    for index, (label, value) in enumerate(points):
        if not is_known(value):
            continue
        top, bottom = sorted((frame.y(value), frame.zero))
        colour = PLAIN if highlight is None or label == highlight else QUIET
        x = frame.middle(index, len(points)) - thick / 2
        path = box(x, top, thick, max(bottom - top, 0.5))
        drawing.mark(path, colour, title=f"{label}：{full(value)}{unit}")
    if written:
        _write_values(frame, points, written, highlight, unit)
    annotated(drawing, note)
    said = [(label, full(value)) for label, value in points]
    return drawing.svg("columns", title, described(said, unit, note))


def _write_values(
    frame: Frame,
    points: Sequence[tuple[str, Number | None]],
    written: tuple[list[str], float],
    highlight: str | None,
    unit: str,
) -> None:
    """On all columns; on none if they are too many: the axis and the table tell."""
    texts, size = written
    for index, ((label, value), text) in enumerate(zip(points, texts, strict=True)):
        said, y = f"{label}：{full(value)}", frame.zero - 3
        if is_known(value):
            said += unit
            y = frame.y(value) + size + 1 if value < 0 else frame.y(value) - 3
        x, bold = frame.middle(index, len(points)), label == highlight
        frame.drawing.text(x, y, text, size, anchor="middle", bold=bold, title=said)
