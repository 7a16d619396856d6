"""The answer: the numbers of the offices that were asked for, and where there are none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.db.models import F, Q
from wagtail.query import PageQuerySet

from cms.models import AgencyPage, AnnualReportPage
from cms.models.published_cells import PublishedCells, published_cells
from cms.models.tree import below_path

from .indicators import Indicator, Missing, Number
from .query import Query

MOST = 20_000  # values in one comparison
_RANGES = 200  # offices whose reports are looked for in one query


class TooMuch(Exception):
    """More values than one comparison holds; the argument is their number."""


class Office(NamedTuple):
    pk: int
    title: str
    path: str
    page: AgencyPage


@dataclass(frozen=True)
class Comparison:
    """Offices × years × indicators. ``unknown`` are ids of offices that are not to be seen."""

    query: Query
    indicators: Sequence[Indicator]
    offices: Sequence[Office]
    unknown: Sequence[int] = ()
    reports: dict[tuple[str, int], PublishedCells] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        return self.query.years

    def report(self, office: Office, year: int) -> PublishedCells | None:
        return self.reports.get((office.path, year))

    def value(self, office: Office, year: int, indicator: Indicator) -> Number | Missing:
        return indicator.value(self.report(office, year))

    def column(self, year: int, indicator: Indicator) -> list[Number | Missing]:
        """Of all offices in their order."""
        return [self.value(office, year, indicator) for office in self.offices]

    @cached_property
    def is_nested(self) -> bool:
        """Whether an office stands above another one: its numbers may hold the other's."""
        paths = sorted(office.path for office in self.offices)
        return any(below.startswith(above) for above, below in pairwise(paths))

    @cached_property
    def years_by_format(self) -> dict[str, list[int]]:
        """Which years' reports among these are in which format."""
        found: dict[str, set[int]] = {}
        for (_path, year), report in self.reports.items():
            found.setdefault(report.format_key, set()).add(year)
        return {key: sorted(years) for key, years in sorted(found.items())}

    @property
    def has_known_errors(self) -> bool:
        return any(report.has_known_errors for report in self.reports.values())


def compared(query: Query) -> Comparison:
    """The comparison; TooMuch before anything is read."""
    indicators = query.indicators
    offices, unknown = _offices(query)
    size = len(offices) * len(query.years) * len(indicators)
    if size > MOST:
        raise TooMuch(size)
    keys = [key for one in indicators for keys in one.cells.values() for key in keys]
    paths = {office.path for office in offices}
    reports = {
        (row.agency_path, row.year): row
        for pages in _reports(query, offices)
        for row in published_cells(pages, keys)
        if row.agency_path in paths
    }
    return Comparison(query, indicators, _sorted(query, offices, reports), unknown, reports)


def _offices(query: Query) -> tuple[list[Office], list[int]]:
    visible = AgencyPage.objects.live().public().order_by("path")
    wanted = Q(pk__in=query.offices)
    unknown = set(query.offices)
    if query.under is not None:
        unknown.add(query.under)
        authority = visible.filter(pk=query.under).values_list("path", flat=True).first()
        if authority is not None:
            unknown.discard(query.under)
            wanted |= below_path(authority)
    found = [
        Office(page.pk, page.title, page.path, page) for page in visible.filter(wanted)[: MOST + 1]
    ]
    unknown -= {office.pk for office in found}
    return found, sorted(unknown)


def _reports(query: Query, offices: Sequence[Office]) -> Iterable[PageQuerySet]:
    """The reports of these offices and years, found by ranges of the tree's index.

    Not by that of the years, which a database would choose: a fifth of all reports there are
    may be of the same year. No index holds a sum.
    """
    paths = [office.path for office in offices]
    if query.under is not None and offices:
        parents = {path[: -AgencyPage.steplen] for path in paths}
        common = min(parents, key=len)
        if all(path.startswith(common) for path in paths):
            paths = [common]
    for at in range(0, len(paths), _RANGES):
        ranges = Q()
        for path in paths[at : at + _RANGES]:
            ranges |= below_path(path)
        reports = AnnualReportPage.objects.annotate(asked_year=F("year") + 0)
        yield reports.filter(ranges, asked_year__in=query.years)


def _sorted(
    query: Query, offices: list[Office], reports: dict[tuple[str, int], PublishedCells]
) -> list[Office]:
    """By the column that is asked for; offices without a number there come last."""
    key, _at, year = query.sort.removeprefix("-").rpartition("@")
    indicator = next((one for one in query.indicators if one.key == key), None)
    if indicator is None or not year.isdecimal():
        return offices
    numbers: list[tuple[Number, Office]] = []
    rest = []
    for office in offices:
        value = indicator.value(reports.get((office.path, int(year))))
        if isinstance(value, Missing):
            rest.append(office)
        else:
            numbers.append((value, office))
    numbers.sort(key=lambda pair: pair[0], reverse=query.sort.startswith("-"))
    return [*(office for _value, office in numbers), *rest]
