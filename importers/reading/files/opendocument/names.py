"""The names of OpenDocument's elements and attributes, as ElementTree spells them."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

_OASIS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


def named(prefix: str, local: str) -> str:
    """ "table", "table-cell" → the whole name."""
    return _OASIS.format("drawing" if prefix == "draw" else prefix) + local


TABLE, ROW, COLUMN = (named("table", n) for n in ("table", "table-row", "table-column"))
CELL, COVERED = named("table", "table-cell"), named("table", "covered-table-cell")
# What rows and columns may be gathered in: outlines, and headings that every page repeats.
GATHERED = frozenset(
    named("table", f"table-{kind}{line}{rest}")
    for line in ("row", "column")
    for kind, rest in (("", "-group"), ("", "s"), ("header-", "s"))
)
STYLE_NAME = named("table", "style-name")
DEFAULT_STYLE = named("table", "default-cell-style-name")


def number(element: Element, name: str) -> int:
    """A count that is one where nothing is said. ValueError if it is none."""
    count = int(element.get(name, "1"))
    if count < 1:
        raise ValueError(name)
    return count


def lines(parent: Iterable[Element], name: str) -> Iterable[Element]:
    """The rows or columns of a table, out of whatever they are gathered in."""
    for element in parent:
        if element.tag == name:
            yield element
        elif element.tag in GATHERED:
            yield from lines(element, name)
