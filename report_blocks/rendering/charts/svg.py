"""The few elements that charts consist of, which every browser and svglib draw alike."""

import re
import unicodedata
from collections.abc import Iterable
from zlib import crc32

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_NAMESPACE = "http://www.w3.org/2000/svg"
# What XML has no place for, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

INK = "currentColor"


def shown(text: str) -> str:
    """Escaped, on one line, without characters that XML does not know or that turn others about."""
    kept = "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Cf"))
    return escape(_FORBIDDEN.sub("\ufffd", kept))


def number(value: float) -> str:
    """To a tenth of a unit, which is less than a pixel."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


class Drawing:
    """A chart in the making. ``height`` may be set last; texts are words as people wrote them."""

    def __init__(self, width: float, height: float = 0) -> None:
        self.width, self.height = width, height
        self.parts: list[str] = []

    def _add(self, name: str, content: str = "", **attributes: float | str) -> None:
        written = "".join(
            f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
            for key, value in attributes.items()
        )
        self.parts.append(f"<{name}{written}>{content}</{name}>")

    def line(self, x1: float, y1: float, x2: float, y2: float, *, faint: bool = False) -> None:
        strength = {"stroke_opacity": "0.25"} if faint else {}
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=INK, stroke_width="1", **strength)

    def mark(self, path: str, colour: str, *, title: str = "", **attributes: float | str) -> None:
        """What stands for a number, by the path's ``d``; its title shows under the pointer."""
        content = f"<title>{shown(title)}</title>" if title else ""
        self._add("path", content, d=path, **{"fill": colour, **attributes})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        anchor: str = "start",
        bold: bool = False,
        title: str = "",
    ) -> None:
        """``y`` is where the letters stand; a title says in full what is shortened."""
        content = shown(text)
        if title and title != text:
            content += f"<title>{shown(title)}</title>"
        weight = {"font_weight": "bold"} if bold else {}
        self._add("text", content, x=x, y=y, font_size=size, text_anchor=anchor, fill=INK, **weight)

    def svg(self, kind: str, title: str, description: Iterable[str]) -> SafeString:
        """The whole; what is alike has the same ids wherever it stands."""
        name, said = shown(title), shown("；".join(description))
        body = "".join(self.parts)
        own = f"{kind}-{crc32((name + said + body).encode()):08x}"
        size = f'width="{number(self.width)}" height="{number(self.height)}"'
        return mark_safe(  # noqa: S308, made above, words escaped
            f'<svg xmlns="{_NAMESPACE}" class="chart" role="img" {size}'
            f' viewBox="0 0 {number(self.width)} {number(self.height)}"'
            f' aria-labelledby="{own}-title {own}-desc">'
            f'<title id="{own}-title">{name}</title><desc id="{own}-desc">{said}</desc>'
            f"{body}</svg>"
        )


def box(x: float, y: float, width: float, height: float) -> str:
    """The path of a rectangle."""
    return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"
