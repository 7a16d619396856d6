"""How several series are told apart, in colours and without: by hatching, marker and dashes."""

from typing import NamedTuple

from .frame import LINE, SMALL
from .svg import Drawing, box, number
from .texts import cut

# Each is seen on white and on black, at 3:1 at least: forced colours change only the words.
PLAIN, QUIET = "#1f5fa8", "#6f93bd"
_THIN = {"fill": "none", "stroke_width": "1"}


class Look(NamedTuple):
    """Of a series: ``hatch`` is the distance of its stripes (across, upright), 0 for none."""

    colour: str
    solid: bool
    hatch: tuple[int, int]
    dashes: str
    marker: str


LOOKS = (
    Look("#1f6fb4", True, (0, 0), "", "circle"),
    Look("#b8590b", False, (4, 0), "6 3", "square"),
    Look("#2b7f4f", False, (0, 0), "2 2", "triangle"),
    Look("#8a5bb5", False, (0, 4), "8 3 2 3", "diamond"),
    Look("#6b7785", True, (0, 0), "12 3", "cross"),
    Look("#c23b4b", False, (5, 5), "4 4", "ring"),
    Look("#7a7000", False, (2, 0), "1 3", "bar"),
    Look("#1c8088", False, (0, 2), "10 2 2 2", "saltire"),
)
MOST_SERIES = len(LOOKS)


def draw_bar(
    drawing: Drawing, look: Look, x: float, y: float, width: float, height: float, title: str
) -> None:
    """A bar in the look of its series."""
    if look.solid or height < 1 or width < 3:
        drawing.mark(box(x, y, width, max(height, 0.5)), look.colour, title=title)
        return
    x, y, width, height = x + 0.5, y + 0.5, width - 1, max(height - 1, 0)
    path = box(x, y, width, height)
    across, upright = look.hatch
    if across:
        path += "".join(
            f"M{number(x)} {number(y + at)}h{number(width)}" for at in _steps(across, height)
        )
    if upright:
        path += "".join(
            f"M{number(x + at)} {number(y)}v{number(height)}" for at in _steps(upright, width)
        )
    drawing.mark(path, "none", title=title, stroke=look.colour, stroke_width="1")


def _steps(step: int, room: float) -> list[float]:
    return [float(at) for at in range(step, int(room), step)]


def draw_marker(drawing: Drawing, look: Look, x: float, y: float, title: str = "") -> None:
    """The sign of a series in a line chart, seven units wide."""
    at, r = f"M{number(x)} {number(y)}", 3.5
    disc = f"M{number(x - r)} {number(y)}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z"
    lines = {
        "cross": f"{at}m-3.5 0h7m-3.5 -3.5v7",
        "saltire": f"{at}m-3 -3l6 6m-6 0l6 -6",
        "ring": disc,
        "bar": f"{at}m-3.5 0h7",
    }
    filled = {
        "circle": disc,
        "square": box(x - 3, y - 3, 6, 6),
        "triangle": f"{at}m0 -3.5l3.5 6.5h-7z",
        "diamond": f"{at}m0 -3.5l3.5 3.5l-3.5 3.5l-3.5 -3.5z",
    }
    if look.marker in filled:
        drawing.mark(filled[look.marker], look.colour, title=title)
    else:
        path = lines[look.marker]
        drawing.mark(path, "none", title=title, stroke=look.colour, stroke_width="2")


def draw_legend(drawing: Drawing, names: list[str], *, bars: bool) -> float:
    """A line for each series from the top; returns the height that was used."""
    for index, name in enumerate(names):
        look, middle = LOOKS[index], LINE * index + LINE / 2
        if bars:
            draw_bar(drawing, look, 1, middle - 5, 18, 10, "")
        else:
            draw_line(drawing, look, [(0, middle), (20, middle)])
            draw_marker(drawing, look, 10, middle)
        room = drawing.width - 26
        drawing.text(26, middle + 4, cut(name, room, SMALL + 1), SMALL + 1, title=name)
    return len(names) * LINE + 4


def draw_line(drawing: Drawing, look: Look, points: list[tuple[float, float]]) -> None:
    """From point to point in the look of its series."""
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    dashes = {"stroke_dasharray": look.dashes} if look.dashes else {}
    drawing.mark(path, "none", stroke=look.colour, stroke_width="2", **dashes)
