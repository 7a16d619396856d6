"""Chips: numbers in prose that are bound to cells and show their present values everywhere.

Rich text stores ``<embed embedtype="figure" cell="table/row/column"/>``, never a value.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape, unescape

from report_blocks.statutory import TableData, Text, UnknownFormat, formats
from report_blocks.statutory.codec import printed
from report_blocks.statutory.figures import label_of, mark

from .prose import to_text

# What each cell shows, by "table/row/column"; "" if it is blank.
Figures = Mapping[str, str]

ABSENT = Text("引用的数据不存在", "The figure does not exist")
BLANK = Text("引用的数据为空", "The figure is blank")

_CHIP = re.compile(r'<embed\b(?=[^>]*\sembedtype="figure")[^>]*>(?:</embed>)?')
_CELL = re.compile(r'\scell="([^"]*)"')


def has_chips(html: str) -> bool:
    return _CHIP.search(html) is not None


def figures_in(data: TableData) -> dict[str, str]:
    """What the cells of a table show; none if its format is not installed."""
    try:
        keys = data.table.cells
    except UnknownFormat:
        return {}
    return {str(key): printed(data[key]) for key in keys}


def with_figures(html: str, figures: Figures) -> str:
    """Rich text with each chip replaced by its number; one that has none says so."""
    return _CHIP.sub(partial(_number, figures, _complaint), html)


def text_with_figures(html: str, figures: Figures) -> str:
    """The same in the plain notation of ``Report``; a chip without a number leaves its mark."""
    return to_text(_CHIP.sub(partial(_number, figures, _mark), html))


def name_of(cell: str) -> str:
    """What people call a cell, by the newest format that has it; the key itself if none does."""
    newest = sorted(formats().values(), key=lambda format_: -format_.first_year)
    return next(filter(None, (label_of(cell, format_) for format_ in newest)), cell)


def _number(figures: Figures, missing: Callable[[str, Figures], str], chip: re.Match[str]) -> str:
    found = _CELL.search(chip[0])
    cell = unescape(found[1]) if found else ""
    return escape(figures.get(cell, ""), quote=False) or missing(cell, figures)


def _mark(cell: str, figures: Figures) -> str:
    return escape(mark(cell), quote=False)


def _complaint(cell: str, figures: Figures) -> str:
    reason = BLANK if cell in figures else ABSENT
    return f'<mark class="figure-missing">【{reason}：{escape(name_of(cell))}】</mark>'
