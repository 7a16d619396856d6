"""The rows and cells of a <table>, in the order in which a browser shows them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .flow import SILENT, has_ink
from .look import Look, Styles

SECTIONS = ("thead", "tbody", "tfoot")
CELLS = ("td", "th")
# What browsers leave out between a table and its cells, as if it were not there.
WRAPPERS = frozenset(
    {"form", "a", "b", "center", "div", "em", "font", "i"}
    | {"nobr", "o:p", "p", "span", "strong", "u"}
)
BESIDE = frozenset({"caption", "col", "colgroup", "input"})  # what a table may hold besides


class Part(NamedTuple):
    """An element inside a table, and how its text looks."""

    element: Element
    look: Look


Row = list[Part]  # of its cells


class Rows:
    """A table's rows, in the groups that no merged cell reaches out of.

    ``has_hidden`` says whether hidden rows or cells with text in them were left out. In a table
    ``in_disorder`` not everything stands in cells, and browsers differ in what they make of it.
    """

    def __init__(self, table: Element, styles: Styles) -> None:
        self.styles = styles
        self.has_hidden = self.in_disorder = False
        whole = Part(table, styles.look(table, Look()))
        sections: dict[str, list[list[Row]]] = {name: [] for name in SECTIONS}
        loose: list[Part] = []  # rows and cells in no section are in one of their own
        for part in self._inside(whole, *SECTIONS, "tr", *CELLS):
            if part.element.tag not in SECTIONS:
                loose.append(part)
                continue
            if loose:
                sections["tbody"].append(list(self._rows(loose)))
                loose = []
            rows = list(self._rows(self._inside(part, "tr", *CELLS)))
            # A browser puts one head on top and one foot below, wherever they stand.
            name = part.element.tag
            sections["tbody" if sections[name] else name].append(rows)
        if loose:
            sections["tbody"].append(list(self._rows(loose)))
        self.groups: list[list[Row]] = [group for name in SECTIONS for group in sections[name]]

    @property
    def all(self) -> Iterator[Row]:
        return (row for group in self.groups for row in group)

    def _rows(self, parts: Iterable[Part]) -> Iterator[Row]:
        """Rows; cells that stand in none make one together."""
        row: Row = []
        for part in parts:
            if part.element.tag in CELLS:
                row.append(part)
                continue
            if row:
                yield row
                row = []
            yield list(self._inside(part, *CELLS))
        if row:
            yield row

    def _inside(self, parent: Part, *tags: str) -> Iterator[Part]:
        """The nearest parts of these kinds, whatever they are wrapped in.

        What is outside of all cells is one more of them, so that it is not passed over.
        """
        yield from self._stray(parent.element.text, parent.look)
        for child in parent.element:
            part = Part(child, self.styles.look(child, parent.look))
            if part.look.is_hidden:
                self.has_hidden |= has_ink(child)
            elif child.tag in tags:
                yield part
            elif child.tag == "table":
                self.in_disorder = True
                yield Part(_cell(child), parent.look)
            elif child.tag not in SILENT and child.tag not in BESIDE:
                self.in_disorder |= child.tag not in WRAPPERS and has_ink(child)
                yield from self._inside(part, *tags)
            yield from self._stray(child.tail, parent.look)

    def _stray(self, text: str | None, look: Look) -> Iterator[Part]:
        if text and not text.isspace():
            self.in_disorder = True
            yield Part(_cell(text), look)


def _cell(content: Element | str) -> Element:
    cell = Element("td")
    if isinstance(content, str):
        cell.text = content
    else:
        cell.append(content)
    return cell
