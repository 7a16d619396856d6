"""What charts with upright values share: title line, axis at the left, labels below, the note."""

from collections.abc import Sequence
from dataclasses import dataclass

from .numbers import Axis, short
from .svg import Drawing
from .texts import broken, cut, width_of

SMALL = 10
LINE = 14  # height of a line of small text
GAP = 4


@dataclass(frozen=True)
class Frame:
    """The plot's edges within the drawing, and the axis of its values."""

    drawing: Drawing
    axis: Axis
    left: float
    right: float
    top: float
    bottom: float

    @property
    def zero(self) -> float:
        return self.y(0)

    def y(self, value: object) -> float:
        return self.axis.at(value, self.bottom, self.top)  # type: ignore[arg-type]

    def slot(self, labels: int) -> float:
        """The width that each label and what stands above it has."""
        return (self.right - self.left) / max(labels, 1)

    def middle(self, index: int, labels: int) -> float:
        return self.left + self.slot(labels) * (index + 0.5)


def framed(
    drawing: Drawing,
    axis: Axis,
    labels: Sequence[str],
    *,
    above: float,
    height: float,
    unit: str,
    headroom: float = 0,
    bare: bool = False,
) -> Frame:
    """Draw axis and labels for a plot that begins at ``above`` and is, with them, so high.

    ``headroom`` keeps room over the highest and, if there are negatives, under the lowest value.
    A ``bare`` plot has no line but that of zero: its values are written.
    """
    ticks = [(tick, short(tick)) for tick in axis.ticks if tick == 0 or not bare]
    left = max(width_of(text, SMALL) for _tick, text in ticks) + GAP
    left = 1 if bare else max(left, GAP * 2)
    top = above + (LINE if unit else SMALL / 2) + headroom
    bottom = above + height - LINE - GAP - (headroom if axis.low < 0 else 0)
    frame = Frame(drawing, axis, left, drawing.width - 1, top, bottom)
    if unit:
        drawing.text(0, above + SMALL, cut(f"（{unit}）", drawing.width, SMALL), SMALL)
    for tick, text in ticks:
        y = frame.y(tick)
        drawing.line(left, y, frame.right, y, faint=tick != 0)
        if not bare:
            drawing.text(left - GAP, y + SMALL * 0.35, text, SMALL, anchor="end")
    _label(frame, labels, above + height - GAP)
    return frame


def _label(frame: Frame, labels: Sequence[str], y: float) -> None:
    """All of them, or each second, third…, the last one always."""
    count = len(labels)
    if not count:
        return
    slot = frame.slot(count)
    widest = max(width_of(label, SMALL) for label in labels) + GAP
    every = min(max(1, -int(-widest // slot)), max(1, -int(-(SMALL * 6) // slot)))
    free = frame.drawing.width
    for index in range(count - 1, -1, -every):
        text = cut(labels[index], min(slot * every, frame.drawing.width) - GAP / 2, SMALL)
        half = width_of(text, SMALL) / 2
        middle = min(max(frame.middle(index, count), half), frame.drawing.width - half)
        if middle + half > free:
            continue
        frame.drawing.text(middle, y, text, SMALL, anchor="middle", title=labels[index])
        free = middle - half - GAP / 2


def annotated(drawing: Drawing, note: str) -> None:
    """Write the note below what is drawn so far, on as many as three lines."""
    for line in broken(note, drawing.width - 2, SMALL, lines=3) if note else ():
        drawing.height += LINE
        drawing.text(0, drawing.height - GAP, line, SMALL, title=note)


def described(points: Sequence[tuple[str, str]], unit: str, note: str) -> list[str]:
    """What the chart shows, in words; of many things only the first ones, the table has all."""
    said = [f"{label}：{value}{unit if value[-1:].isdigit() else ''}" for label, value in points]
    if len(said) > 60:
        said = [*said[:60], "…"]
    return [*said, note] if note else said
