"""A report begun from that of the year before: its prose, never its figures."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.rich_text import RichText

from cms.models import AgencyPage, AnnualReportPage
from report_blocks.blocks.seeding import sections_of
from report_blocks.rendering.rolling import rolled_html
from report_blocks.statutory import Section, UnknownFormat, format_for

from .preview import started


class CannotBegin(Exception):
    """There is nothing to begin with, or nothing to begin; ``report`` is in the way."""

    def __init__(self, reason: str | Promise, report: AnnualReportPage | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.report = report


@dataclass(frozen=True)
class Beginning:
    """Which report of an office begins another one: the next year's."""

    source: AnnualReportPage

    @property
    def year(self) -> int:
        year: int = self.source.year + 1
        return year

    @property
    def token(self) -> str:
        """What a person has seen before saying yes."""
        return f"{self.source.pk}-{self.source.live_revision_id}"

    @property
    def carried(self) -> list[Section]:
        """The sections whose prose goes into the new report."""
        prose = _prose_of(self.source)
        return [one for one in format_for(self.year).prose_sections if prose.get(one.key)]


def next_beginning(agency: AgencyPage) -> Beginning:
    """The report that is due if last year's is published, else the one after the last published.

    CannotBegin if there is no such report to begin with, or if the next one can't be begun.
    """
    published = AnnualReportPage.objects.child_of(agency).live().order_by("-year")
    due = AnnualReportPage.year_due()
    source = published.filter(year=due - 1).first()
    if source is None or _report_of(agency, due):
        source = published.first()
    if source is None:
        raise CannotBegin(_("No report of this office is published yet."))
    beginning = Beginning(source)
    if report := _report_of(agency, beginning.year):
        said = _("The report of %(year)s has been begun already.")
        raise CannotBegin(_filled(said, year=beginning.year), report)
    try:
        format_for(beginning.year)
    except UnknownFormat:
        said = _("No statutory format for reports of %(year)s is installed.")
        raise CannotBegin(_filled(said, year=beginning.year)) from None
    return beginning


def begin(agency: AgencyPage, token: str, user: User) -> AnnualReportPage:
    """Write the draft with its first revision; CannotBegin if it isn't what was seen."""
    with transaction.atomic():
        held = AgencyPage.objects.select_for_update().get(pk=agency.pk)
        beginning = next_beginning(held)
        if beginning.token != token:
            raise CannotBegin(_("The report was published anew meanwhile; please look again."))
        page = begun_from(beginning.source, held)
        page.owner = user
        held.add_child(instance=page)
        revision = page.save_revision(user=user)
        source = beginning.source
        data = {"page": source.pk, "year": source.year, "revision": source.live_revision_id}
        log(
            instance=page,
            action="cms.begun_from_last_year",
            user=user,
            revision=revision,
            content_changed=True,
            data=data,
        )
    return page


def begun_from(source: AnnualReportPage, agency: AgencyPage) -> AnnualReportPage:
    """The next year's report, not in the tree yet: standing texts, this prose, no figures."""
    page = started(agency, source.year + 1)
    prose = _prose_of(source)
    for block, (key, _id, _value) in zip(page.body, sections_of(page.body), strict=True):
        if block.block_type == "narrative" and key in prose:
            block.value["text"] = RichText(rolled_html(prose[key], source.year))
    page.__dict__.pop("report", None)
    return page


def _prose_of(page: AnnualReportPage) -> dict[str, str]:
    """The stored prose of a report by section, chips included."""
    return {
        key: value.source
        for key, _id, value in sections_of(page.body)
        if isinstance(value, RichText)
    }


def _report_of(agency: AgencyPage, year: int) -> AnnualReportPage | None:
    report: AnnualReportPage | None
    report = AnnualReportPage.objects.child_of(agency).filter(year=year).first()
    return report


def _filled(said: Any, **values: object) -> str:
    return str(said) % values
