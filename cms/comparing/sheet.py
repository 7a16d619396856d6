"""The comparison as rows and columns of texts: once for the page and the CSV alike."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from report_blocks.statutory import formats
from report_blocks.statutory.codec import show_number

from .comparison import Comparison, Office
from .indicators import Indicator, Missing, Number, dash


class Entry(NamedTuple):
    """What stands in one place; doubtful if its report has known errors."""

    text: str
    is_missing: bool = False
    is_doubtful: bool = False


class Column(NamedTuple):
    """One column of numbers. ``key`` is what its order is asked for by, "" if it can't be."""

    group: str
    label: str
    key: str

    @property
    def name(self) -> str:
        return f"{self.group} {self.label}".strip()


class Row(NamedTuple):
    label: str
    entries: list[Entry]
    office: Office | None = None


@dataclass(frozen=True)
class Sheet:
    """``groups`` are the headings above the columns, each with how many it stands over."""

    corner: str
    groups: list[tuple[str, int]]
    columns: list[Column]
    rows: list[Row]
    total: Row | None
    notes: list[str]


def sheet_of(comparison: Comparison) -> Sheet:
    """A row for each office; of one office alone, a row for each figure."""
    is_single = len(comparison.offices) == 1
    return _of_one(comparison) if is_single else _of_many(comparison)


def _of_one(comparison: Comparison) -> Sheet:
    [office] = comparison.offices
    columns = [Column("", str(year), "") for year in comparison.years]
    rows = [
        Row(one.heading, [_entry(comparison, office, year, one) for year in comparison.years])
        for one in comparison.indicators
    ]
    return Sheet(_("Figure"), [], columns, rows, None, _notes(comparison))


def _of_many(comparison: Comparison) -> Sheet:
    pairs = [(one, year) for one in comparison.indicators for year in comparison.years]
    columns = [Column(one.heading, str(year), f"{one.key}@{year}") for one, year in pairs]
    rows = [
        Row(office.title, [_entry(comparison, office, year, one) for one, year in pairs], office)
        for office in comparison.offices
    ]
    groups = [(one.heading, len(comparison.years)) for one in comparison.indicators]
    total = None
    if len(rows) > 1 and not comparison.is_nested:
        total = Row(_("Total"), [_sum(comparison, one, year) for one, year in pairs])
    return Sheet(_("Office"), groups, columns, rows, total, _notes(comparison))


def _entry(comparison: Comparison, office: Office, year: int, one: Indicator) -> Entry:
    report = comparison.report(office, year)
    value = one.value(report)
    if isinstance(value, Missing):
        return Entry(str(value), is_missing=True)
    return Entry(show_number(value), is_doubtful=bool(report and report.has_known_errors))


def _sum(comparison: Comparison, one: Indicator, year: int) -> Entry:
    """Only of numbers that are all there; else how many of them are."""
    values = comparison.column(year, one)
    known: list[Number] = [value for value in values if not isinstance(value, Missing)]
    if not one.has_one_unit:
        return Entry(dash(_("units differ")), is_missing=True)
    if len(known) < len(values):
        said = _("%(known)s of %(all)s") % {"known": len(known), "all": len(values)}
        return Entry(dash(said), is_missing=True)
    return Entry(show_number(sum(known)))


def _notes(comparison: Comparison) -> list[str]:
    notes = []
    if comparison.has_known_errors:
        notes.append(
            _(
                "* The report has errors that are known: it is kept as it was published, "
                "and so is this figure."
            )
        )
    if comparison.is_nested:
        notes.append(
            _(
                "No totals: some of these offices stand above others, whose figures theirs may "
                "hold already."
            )
        )
    notes += _notes_on_formats(comparison)
    return notes


def _notes_on_formats(comparison: Comparison) -> list[str]:
    used = comparison.years_by_format
    if len(used) < 2:
        return []
    known = formats()
    said = [
        _("%(years)s: %(format)s")
        % {
            "years": "、".join(map(str, years)),
            "format": f"《{known[key].document}》（{known[key].citation}）"
            if key in known
            else key,
        }
        for key, years in used.items()
    ]
    notes = [
        _("The reports are in different forms, whose items differ") + _(": ") + "；".join(said)
    ]
    for one in comparison.indicators:
        lacking = [key for key in used if key not in one.cells]
        if lacking:
            years = "、".join(str(year) for key in lacking for year in used[key])
            notes.append(
                _("“%(figure)s” is not in the form of %(years)s.")
                % {"figure": one.label, "years": years}
            )
        elif len({one.cells[key] for key in used}) > 1:
            notes.append(
                _("“%(figure)s” adds up different items of these forms.") % {"figure": one.label}
            )
    return notes
