"""Styles of an OpenDocument: what is struck out, raised or lowered, and which sheets are hidden."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from .names import named

STYLE = named("style", "style")
NAME, FAMILY, PARENT = (named("style", n) for n in ("name", "family", "parent-style-name"))
TEXT, TABLE = named("style", "text-properties"), named("style", "table-properties")
POSITION = named("style", "text-position")
STRIKES = [named("style", f"text-line-through-{n}") for n in ("style", "type")]
DISPLAY = named("table", "display")

Key = tuple[str, str]  # family and name
DEEPEST = 20  # styles that a style comes from


class Styles:
    """Every style of a document by family and name."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles = {
            (style.get(FAMILY, ""), style.get(NAME, "")): style
            for root in roots
            for style in root.iter(STYLE)
        }

    def is_struck(self, family: str, name: str | None) -> bool:
        strike = next(self._values(family, name, TEXT, STRIKES), "none")
        return strike != "none"

    def is_raised(self, family: str, name: str | None) -> bool:
        """Whether it is raised or lowered: "super 58%", "-33% 58%", and not "0% 100%"."""
        position = next(self._values(family, name, TEXT, [POSITION]), "0%")
        return position.split()[:1] != ["0%"]

    def is_hidden_table(self, name: str | None) -> bool:
        return next(self._values("table", name, TABLE, [DISPLAY]), "true") == "false"

    def _values(
        self, family: str, name: str | None, properties: str, attributes: list[str]
    ) -> Iterator[str]:
        """What the style says, then what the styles say that it comes from."""
        for _ in range(DEEPEST):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            for found in style.iter(properties):
                yield from (found.attrib[a] for a in attributes if a in found.attrib)
            name = style.get(PARENT)
