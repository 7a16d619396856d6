"""Figures in prose that are taken from cells ("chips"), as far as the rules know them.

The prose of a ``Report`` holds their present values as plain numbers. One that has none leaves
a mark, ``{{table/row/column}}``, so that no number is missing in silence (rule D05).
"""

import re
from collections.abc import Iterator

from .format import Format
from .model import CellKey

_MARK = re.compile(r"\{\{([\w/.-]+|\?)\}\}")
_STRANGE = re.compile(r"[^\w/.-]")


def mark(cell: str) -> str:
    """What stands in the prose for a cell that has no value: ``{{table/row/column}}``."""
    return f"{{{{{_STRANGE.sub('', cell) or '?'}}}}}"


def marked_cells(text: str) -> Iterator[str]:
    """The cells that have left their mark in this prose, each once, in its order."""
    yield from dict.fromkeys(_MARK.findall(text))


def key_of(cell: str) -> CellKey | None:
    """The key that ``table/row/column`` names, or None if it is not of that shape."""
    parts = cell.split("/")
    return CellKey(*parts) if len(parts) == 3 else None


def label_of(cell: str, format_: Format) -> str | None:
    """What people call the cell, or None if the format does not have it."""
    key = key_of(cell)
    return format_.tables[key.table].label(key) if key and key in format_.cells else None
