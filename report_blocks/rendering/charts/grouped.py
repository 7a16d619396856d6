"""Several series side by side at each label: offices by year."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from .frame import annotated, described, framed
from .numbers import MISSING, Number, full, is_known, nice_axis
from .series import LOOKS, MOST_SERIES, draw_bar, draw_legend
from .svg import Drawing
from .texts import fitted

Series = Sequence[tuple[str, Sequence[Number | None]]]


def grouped_bar_chart(
    title: str,
    labels: Sequence[str],
    series: Series,
    *,
    unit: str = "",
    note: str = "",
    width: float = 360,
    height: float = 200,
) -> SafeString:
    """At each label a bar for each series, with its value where there is room.

    The legend comes above, beyond the height. Series beyond ``MOST_SERIES`` can't be told apart
    and are left out; the note then ends in their number: “… +42”.
    """
    note, series = admitted(note, series)
    drawing = Drawing(width)
    above = draw_legend(drawing, [name for name, _values in series], bars=True)
    drawing.height = above + height
    values = [value for _name, values in series for value in values]
    frame = framed(
        drawing, nice_axis(values), labels, above=above, height=height, unit=unit, headroom=14
    )
    slot = frame.slot(len(labels)) * 0.84
    thick = min(slot / max(len(series), 1), 40)
    written = fitted(values, thick - 1)
    for number, (name, row) in enumerate(series):
        for index, (label, value) in enumerate(zip(labels, row, strict=True)):
            start = frame.middle(index, len(labels)) - thick * len(series) / 2
            x = start + thick * number
            at, said = frame.zero, f"{name} {label}：{full(value)}"
            text, size = MISSING, 9.0
            if is_known(value):
                at = frame.y(value)
                top, bottom = sorted((at, frame.zero))
                inset = min(1, thick * 0.1)
                draw_bar(
                    drawing,
                    LOOKS[number],
                    x + inset,
                    top,
                    thick - 2 * inset,
                    bottom - top,
                    said + unit,
                )
                if written is None:
                    continue
                text, size = written[0][number * len(labels) + index], written[1]
            if thick >= size:
                below = at > frame.zero
                y = at + size if below else at - 3
                drawing.text(x + thick / 2, y, text, size, anchor="middle", title=said)
    annotated(drawing, note)
    return drawing.svg("grouped", title, described(flat(labels, series), unit, note))


def admitted(note: str, series: Series) -> tuple[str, Series]:
    """As many series as can be told apart, and the note, which says how many are left out."""
    if len(series) <= MOST_SERIES:
        return note, series
    return f"{note} … +{len(series) - MOST_SERIES}".strip(), series[:MOST_SERIES]


def flat(labels: Sequence[str], series: Series) -> list[tuple[str, str]]:
    """Every value with the names of its series and label."""
    return [
        (f"{name} {label}", full(value))
        for name, values in series
        for label, value in zip(labels, values, strict=True)
    ]
