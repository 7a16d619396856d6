"""Many things side by side: a bar for each, from left to right."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from .frame import SMALL, annotated, described
from .numbers import Number, full, is_known, nice_axis
from .series import PLAIN, QUIET
from .svg import Drawing, box
from .texts import SIZES, broken, cut, fitted, width_of

_LABELS = 0.42  # the most of the width that labels take
_SIZE = 11
_LINE = 13
_THICK = 14
_SPACE = 8


def bar_chart(
    title: str,
    rows: Sequence[tuple[str, Number | None]],
    *,
    unit: str = "",
    note: str = "",
    width: float = 360,
    highlight: str | None = None,
) -> SafeString:
    """A bar for each row, its label before it and its value behind; “—” where it is missing.

    Long labels stand on two lines, and are cut if that is not enough. As high as it must be.
    """
    drawing = Drawing(width, 0)
    values = [value for _label, value in rows]
    axis = nice_axis(values)
    widest = max((width_of(label, _SIZE) for label, _value in rows), default=0.0)
    label_room = min(widest, width * _LABELS)
    room = width * (0.2 if axis.low < 0 else 0.3)  # negatives have theirs on the other side
    texts, size = fitted(values, room) or ([full(value) for value in values], SIZES[-1])
    texts = [cut(text, room, size) for text in texts]
    value_room = max((width_of(text, size, bold=True) for text in texts), default=0.0) + 4
    left = label_room + 6 + (value_room if axis.low < 0 else 0)
    right = width - value_room - (0 if axis.high > 0 else 1)
    y = 0.0
    if unit:
        drawing.text(0, SMALL, cut(f"（{unit}）", width, SMALL), SMALL)
        y = SMALL + 6
    zero, top = axis.at(0, left, right), y
    for (label, value), text in zip(rows, texts, strict=True):
        lines = broken(label, label_room, _SIZE)
        deep = max(len(lines) * _LINE, _THICK)
        middle = y + deep / 2
        first = middle - len(lines) * _LINE / 2 + _SIZE - 1
        said = f"{label}：{full(value)}{unit if is_known(value) else ''}"
        stands_out = label == highlight
        for number, line in enumerate(lines):
            at = first + number * _LINE
            drawing.text(0, at, line, _SIZE, bold=False, title=label)
        end, anchor = zero + 4, "start"
        if is_known(value):
            start, end = sorted((zero, axis.at(value, left, right)))
            colour = PLAIN if highlight is None or stands_out else QUIET
            path = box(start, middle - _THICK / 2, max(end - start, 0.5), _THICK)
            drawing.mark(path, colour, title=said)
            end, anchor = (start - 3, "end") if value < 0 else (end + 3, "start")
        drawing.text(end, middle + 4, text, size, anchor=anchor, bold=stands_out, title=said)
        y += deep + _SPACE
    if rows:
        drawing.line(zero, top, zero, y - _SPACE)
    drawing.height = max(y - _SPACE / 2, 1)
    annotated(drawing, note)
    described_rows = [(label, full(value)) for label, value in rows]
    return drawing.svg("bars", title, described(described_rows, unit, note))
