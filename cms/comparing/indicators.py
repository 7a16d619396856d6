"""What is compared: key figures, the same in each format, and single cells of the tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cms.models.published_cells import PublishedCells
from report_blocks.statutory import BLANK, CellKey, Format, formats
from report_blocks.statutory.figures import key_of
from report_blocks.statutory.key_figures import added_up

Number = int | Decimal


def dash(why: object) -> str:
    """What stands in the place of a number that is not there."""
    return gettext("— (%(why)s)") % {"why": why}


class Missing(Enum):
    """Why there is no number. Each is said beside the “—” in its place."""

    NOT_PUBLISHED = _("no report published")
    NOT_IN_FORMAT = _("not in that year's form")
    BLANK = _("left blank")
    NOT_A_NUMBER = _("not a number")

    def __str__(self) -> str:
        return dash(self.value)


@dataclass(frozen=True)
class Indicator:
    """One figure: the cells that add up to it, by the key of the format."""

    key: str
    label: str
    unit: str
    cells: Mapping[str, tuple[CellKey, ...]]
    has_one_unit: bool = True

    @property
    def heading(self) -> str:
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    def value(self, report: PublishedCells | None) -> Number | Missing:
        """The report's number, or why there is none."""
        if report is None:
            return Missing.NOT_PUBLISHED
        keys = self.cells.get(report.format_key)
        if keys is None:
            return Missing.NOT_IN_FORMAT
        cells = [report.cells.get(key, BLANK) for key in keys]
        number = added_up(cells)
        if number is not None:
            return number
        return Missing.NOT_A_NUMBER if any(cell.text for cell in cells) else Missing.BLANK


def key_indicators() -> dict[str, Indicator]:
    """The key figures of all formats by key, those of the newest format first."""
    found: dict[str, Indicator] = {}
    for format_ in newest_first():
        for figure in format_.key_figures:
            before = found.get(figure.key)
            label, unit = (text.within(_language()) for text in (figure.label, figure.unit))
            found[figure.key] = Indicator(
                figure.key,
                before.label if before else label,
                before.unit if before else unit,
                {**(before.cells if before else {}), format_.key: figure.cells},
            )
    return found


def indicator_of(key: str) -> Indicator | None:
    """The key figure, or the single cell ``table/row/column``; None if no format has it."""
    if known := key_indicators().get(key):
        return known
    cell = key_of(key)
    having = [format_ for format_ in newest_first() if cell in format_.cells]
    if cell is None or not having:
        return None
    table = having[0].tables[cell.table]
    column = table.column(cell)
    return Indicator(
        key,
        f"{table.title} · {table.label(cell)}",
        column.unit,
        {one.key: (cell,) for one in having if one.cells[cell].unit == column.unit},
        has_one_unit=not column.open_units,
    )


def single_cells() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """All cells to choose from: ``(table, [(key, label), …])``, each cell once."""
    seen: set[CellKey] = set()
    for number, format_ in enumerate(newest_first()):
        for table in format_.tables.values():
            new = [key for key in table.cells if key not in seen]
            seen.update(new)
            if new:
                name = table.title if not number else f"{table.title}（{format_.citation}）"
                yield name, [(str(key), table.label(key)) for key in new]


def newest_first() -> list[Format]:
    return sorted(formats().values(), key=lambda one: one.first_year, reverse=True)


def _language() -> str:
    return get_language() or ""
