"""What is published, held against the rule book as it is now, on all cores."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cms.models import AgencyPage, AnnualReportPage, CheckedReport, gate
from cms.models.checked_report import outdated
from cms.models.measure import BY_ITSELF, measures_of
from importers.reading.parallel import on_all_cores
from report_blocks.rendering.printable import Kept, findings_of_kept
from report_blocks.statutory.rules import version

CHUNK = 100  # reports whose measures are looked up together

Found = list[dict[str, Any]]


@dataclass(frozen=True)
class Rechecked:
    """A published report: what is found now and was not then, and the other way round."""

    checked: CheckedReport
    new: Found
    gone: Found

    @property
    def has_new_errors(self) -> bool:
        return any(finding["severity"] == "error" for finding in self.new)


def recheck(agency: AgencyPage | None = None, year: int | None = None) -> Iterator[Rechecked]:
    """Check the published reports of an office and all below it, or all there are, once more.

    Nothing of a report changes; what is new is kept beside it. One that came in by a door that
    keeps no check is checked as it is, and has nothing new.
    """
    pages = AnnualReportPage.objects.all()
    if agency is not None:
        pages = pages.descendant_of(agency)
    if year is not None:
        pages = pages.filter(year=year)
    CheckedReport.keep(
        CheckedReport.of(page, page.live_revision_id, gate.findings(page))
        for page in outdated(pages)
    )
    checked = CheckedReport.objects.filter(page__in=pages.live()).order_by("page__path")
    for one, found in on_all_cores(findings_of_kept, _work(checked)):
        yield _compared(one, found)


def _work(checked: QuerySet[CheckedReport]) -> Iterator[tuple[CheckedReport, Kept]]:
    """Each with what checking it takes, without any database."""
    agencies = {agency.path: agency for agency in AgencyPage.objects.all()}
    some: list[CheckedReport] = []
    for one in checked.select_related("page").iterator(chunk_size=CHUNK):
        one.page.agency = agencies[one.page.path[: -one.page.steplen]]
        some.append(one)
        if len(some) == CHUNK:
            yield from _measured(some)
            some = []
    yield from _measured(some)


def _measured(some: list[CheckedReport]) -> Iterator[tuple[CheckedReport, Kept]]:
    measures = measures_of((one.page.agency, one.page.year) for one in some)
    for one in some:
        page = one.page
        measure = BY_ITSELF if page.is_archived else measures[page.agency.pk, page.year]
        yield one, (one.content, page.title, *measure)


def _compared(checked: CheckedReport, found: Found) -> Rechecked:
    before = checked.findings
    new = [finding for finding in found if finding not in before]
    # What a page shows beyond its report, its sections' order, is not looked at here.
    gone = [one for one in before if one not in found and one["rule"] != "C01"]
    checked.found_since, checked.rechecked_with = new, version()
    checked.save(update_fields=["found_since", "rechecked_with"])
    return Rechecked(checked, new, gone)
