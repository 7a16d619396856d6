"""Which offices and reports a request is about; only what is live and public is there at all."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.query import PageQuerySet

from cms.models import AgencyPage, AnnualReportPage
from cms.models.tree import below, directly_below
from report_blocks.statutory import formats

from .paging import Answer
from .parameters import ID, YEAR, Parameter, one_of
from .problems import NOT_FOUND, BadRequest, Wrong

OFFICE = Parameter("office", ID, many=True)
UNDER = Parameter("under", ID)
OF_REPORTS = (
    OFFICE,
    UNDER,
    Parameter("year", YEAR, many=True),
    Parameter("report_format", one_of(formats)),
)


def offices() -> PageQuerySet:
    return AgencyPage.objects.live().public()


def reports() -> PageQuerySet:
    """Those of formats that are not installed have nothing that could be named."""
    known = AnnualReportPage.objects.filter(format_key__in=list(formats()))
    return known.live().public()


def offices_under(values: Answer) -> PageQuerySet:
    """The office that ``under`` names and all below it, or all."""
    if values["under"] is None:
        return offices()
    [above] = _named("under", [values["under"]])
    return offices().descendant_of(above, inclusive=True)


def offices_named(values: Answer) -> PageQuerySet:
    """The offices that ``office`` names, or all."""
    if not values["office"]:
        return offices()
    return offices().filter(pk__in=[office.pk for office in _named("office", values["office"])])


def reports_in(values: Answer) -> PageQuerySet:
    """The reports that ``OF_REPORTS`` leave; BadRequest if an office is not there."""
    found = reports()
    if values["office"]:
        children = Q()
        for office in _named("office", values["office"]):
            children |= directly_below(office)
        found = found.filter(children)
    if values["under"] is not None:
        [above] = _named("under", [values["under"]])
        found = found.filter(below(above))
    if values["year"]:
        found = found.filter(year__in=values["year"])
    if values["report_format"]:
        found = found.filter(format_key=values["report_format"])
    return found


def _named(parameter: str, ids: Iterable[int]) -> list[AgencyPage]:
    wanted = set(ids)
    found = list(AgencyPage.objects.public().filter(pk__in=wanted))
    if len(found) < len(wanted):
        raise BadRequest([Wrong(parameter, NOT_FOUND)])
    return found


def offices_by_path(paths: Iterable[str]) -> dict[str, AgencyPage]:
    """The offices at these places in the tree."""
    return {office.path: office for office in AgencyPage.objects.filter(path__in=set(paths))}


def path_above(page: Any) -> str:
    return page.path[: -page.steplen]
