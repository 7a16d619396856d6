"""The offices that an authority collects reports from, and what they have published of a year."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from report_blocks.statutory import UnknownFormat, format_for
from report_blocks.statutory.key_figures import KeyFigure

from .agency import AgencyPage
from .names import order, place_of
from .published_cells import PublishedCells, published_cells
from .tree import below

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


def collected_from(authority: AgencyPage) -> dict[str, AgencyPage]:
    """The offices that an authority adds up, by tree path, in the order of the tree.

    An authority below it adds up its own, so what stands below that one is left out.
    """
    offices: dict[str, AgencyPage] = {}
    collecting: list[str] = []
    for agency in AgencyPage.objects.filter(below(authority)).live().order_by("path"):
        if not any(agency.path.startswith(path) for path in collecting):
            offices[agency.path] = agency
            if agency.collects_reports:
                collecting.append(agency.path)
    return offices


class OfficeState(NamedTuple):
    """An office, its report of the year if it is published, and its letter in A–Z."""

    agency: AgencyPage
    report: "AnnualReportPage | None"
    letter: str


class Total(NamedTuple):
    """A key figure added up over the offices that give it: ``known`` of them."""

    figure: KeyFigure
    value: int | Decimal
    known: int


class AuthorityYear:
    """What the offices of an authority have published of a year, for everybody to see."""

    def __init__(self, authority: AgencyPage, year: int) -> None:
        from .annual_report import AnnualReportPage

        self.authority, self.year = authority, year
        agencies = collected_from(authority)
        ids = AgencyPage.objects.filter(pk__in=[a.pk for a in agencies.values()]).public()
        public = set(ids.values_list("pk", flat=True))
        self._agencies = {path: a for path, a in agencies.items() if a.pk in public}
        pages = AnnualReportPage.objects.filter(below(authority)).live().public()
        self._pages = pages.filter(year=year)
        self._reports = {
            page.path[: -page.steplen]: page for page in self._pages.defer_streamfields()
        }

    @property
    def states(self) -> list[OfficeState]:
        """Every office, A–Z."""
        place = place_of(self.authority.title)
        ordered = sorted(
            (order(agency.title, agency.pinyin, place), path, agency)
            for path, agency in self._agencies.items()
        )
        return [
            OfficeState(agency, self._reports.get(path), name[0][:1].upper())
            for name, path, agency in ordered
        ]

    @property
    def by_kind(self) -> list[tuple[str, list[OfficeState]]]:
        """The offices by kind, in the order of the kinds; those of no kind are the last."""
        kinds = [str(kind) for kind in AgencyPage.Kind.values] + [""]
        ordered = sorted(self.states, key=lambda state: kinds.index(state.agency.kind))
        return [
            (group[0].agency.get_kind_display(), group)
            for _kind, states in groupby(ordered, key=lambda state: state.agency.kind)
            for group in [list(states)]
        ]

    @property
    def count(self) -> int:
        return len(self._agencies)

    @property
    def published(self) -> int:
        return len(self._reports.keys() & self._agencies.keys())

    @property
    def totals(self) -> list[Total]:
        """The key figures of the year's format, added up over the offices."""
        try:
            figures = format_for(self.year).key_figures
        except UnknownFormat:
            return []
        keys = [key for figure in figures for key in figure.cells]
        reports = published_cells(self._pages, keys)
        rows = [report for report in reports if report.agency_path in self._agencies]
        return list(_totals(figures, rows))


def _totals(figures: Iterable[KeyFigure], rows: Sequence[PublishedCells]) -> Iterator[Total]:
    for figure in figures:
        values = [figure.value(row.cells) for row in rows]
        known = [value for value in values if value is not None]
        if known:
            yield Total(figure, sum(known), len(known))
