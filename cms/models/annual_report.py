"""The annual report as a page."""

import datetime
import itertools
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from report_blocks.blocks import ReportBodyBlock, seeding
from report_blocks.blocks.chips import with_present_figures
from report_blocks.rendering.preamble import standard_preamble
from report_blocks.statutory import (
    Dataset,
    Finding,
    Format,
    Report,
    UnknownFormat,
    format_for,
    formats,
    get_format,
)
from report_blocks.statutory.rules import ordered, under

from . import gate
from .agency import AgencyPage
from .annual_report_form import AnnualReportForm
from .archived import ArchivablePage
from .correctable import CorrectablePage, correction_panel
from .correcting import unexplained
from .correction import CorrectionsField
from .explanation import published
from .findings_panel import findings_panel
from .headless import HeadlessMixin
from .information_item import InformationItem
from .last_year import BodyPanel
from .likeness import alike
from .measure import Measure, measure_of
from .page_permissions import ReportPermissionTester
from .report_reading import around
from .trail import TrailMixin
from .versions import VersionsMixin


class AnnualReportPage(
    HeadlessMixin, TrailMixin, VersionsMixin, CorrectablePage, InformationItem, ArchivablePage
):
    """One office's report of one year, in the statutory format of that year.

    Whatever makes a revision live ends in ``save()``, which refuses a report with findings of
    severity error, and a change of what was published without a reason (``PublicationRefused``).
    """

    year = models.PositiveSmallIntegerField(
        _("year of the report"),
        validators=[MinValueValidator(2008), MaxValueValidator(2100)],
        help_text=_("The year that the figures are about, not the year of publication."),
    )
    format_key = models.CharField(_("statutory format"), max_length=64, editable=False)
    preamble = models.TextField(
        _("preamble"),
        blank=True,
        help_text=_("Legal basis, statistics period, where the electronic copy is found."),
    )
    body = StreamField(ReportBodyBlock(), verbose_name=_("sections"))
    contact = models.TextField(_("contact"), blank=True, help_text=_("Closes the report."))

    content_panels = [
        findings_panel(),
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("year"),
                FieldPanel("index_number"),
                FieldPanel("dated_on"),
            ],
            heading=_("Report"),
        ),
        correction_panel(),
        FieldPanel("preamble"),
        BodyPanel("body"),
        FieldPanel("contact"),
    ]
    api_fields = [
        APIField("year"),
        APIField("format_key"),
        APIField("agency_name"),
        APIField("index_number"),
        APIField("dated_on"),
        APIField("archived_on"),
        APIField("archived_from"),
        APIField("preamble"),
        APIField("body"),
        APIField("contact"),
        APIField("tables"),
        APIField("notes"),
        APIField("downloads"),
        APIField("corrections", serializer=CorrectionsField()),
    ]
    base_form_class = AnnualReportForm
    parent_page_types = ["cms.AgencyPage"]
    subpage_types: list[str] = []
    template = "cms/annual_report_page.html"

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        indexes = [models.Index(fields=["year"])]
        permissions = [
            ("archive_reports", _("Can import reports as they were published elsewhere")),
            ("audit_reports", _("Can read all reports and their records, and change nothing")),
        ]

    # What the report says

    @cached_property
    def agency(self) -> AgencyPage:
        """The office whose report it is: the page above."""
        return self.get_parent().specific

    @cached_property
    def agency_name(self) -> str:
        return self.agency.title

    @property
    def title_lines(self) -> list[str]:
        """The title as it is set: the office's name has a line of its own."""
        name = self.agency_name
        if self.title.startswith(name) and self.title != name:
            return [name, self.title.removeprefix(name)]
        return [self.title]

    @property
    def format(self) -> Format:
        """UnknownFormat if the format is not installed (any more)."""
        return get_format(self.format_key)

    @cached_property
    def report(self) -> Report:
        """The page's content as one immutable value."""
        return Report(
            dataset=seeding.dataset_of(self.body, self.format_key),
            agency=self.agency_name,
            year=self.year,
            preamble=self.preamble,
            sections=seeding.prose_of(self.body),
            contact=self.contact,
        )

    @property
    def tables(self) -> dict[str, Any]:
        """``{table: {row: {column: number or None}}}``"""
        return self.report.dataset.numbers()

    @property
    def notes(self) -> dict[str, Any]:
        return self.report.dataset.notes()

    def fill(self, report: Report, *, year: int) -> None:
        """Take over a report's content; block ids stay, so that comments keep their place."""
        self.year = year
        self.format_key = report.dataset.format_key
        ids = seeding.block_ids(self.body) if self.body else {}
        raw = seeding.raw_body(report, self.format, ids, before=self.body)
        self.body = self.body.stream_block.to_python(raw)
        self.preamble = report.preamble
        self.contact = report.contact
        self.__dict__.pop("report", None)

    def start(self, agency: AgencyPage, year: int) -> None:
        """A new, empty report of this office: title, sections and standing texts."""
        format_ = format_for(year)
        self.title = f"{agency.title}{year}年{format_.title}"
        self.slug = _free_slug(agency, str(year))
        preamble = standard_preamble(format_, agency.short_name or agency.title, year)
        self.fill(
            Report(Dataset(format_.key), preamble=preamble, contact=agency.contact), year=year
        )

    @property
    def outline(self) -> list[tuple[Any, Any]]:
        """The format's sections that the body holds, each with its block, in the body's order.

        The blocks are for reading: their prose has numbers in place of chips.
        """
        known = {section.key: section for section in self.format.sections}
        body = with_present_figures(self.body)
        keys = [key for key, _id, _value in seeding.sections_of(body)]
        return [(known[key], block) for key, block in zip(keys, body, strict=True) if key in known]

    # Permissions

    def permissions_for_user(self, user: Any) -> ReportPermissionTester:
        return ReportPermissionTester(user, self)

    def may_be_explained_by(self, user: Any) -> bool:
        """Whether the user may say why a warning stands: who could change the report now."""
        permissions = self.permissions_for_user(user)
        return permissions.can_edit() and not permissions.page_locked()

    # Checking and publishing

    def findings(self, measure: Measure | None = None, *, compares: bool = False) -> list[Finding]:
        """Everything that does not hold, errors first; ``measure`` is looked up if need be.

        With ``compares``, also what the prose has in common with other offices' published
        reports (E04): that takes up to a second among thousands.
        """
        measure = measure or measure_of(self)
        found = gate.findings(self, measure)
        found = ordered([*found, *unexplained(self)])
        if compares and self.format_key in formats():
            found = ordered([*found, *under(measure.policy, alike(self))])
        return found

    def clean(self) -> None:
        super().clean()
        if self.year is not None:
            self.clean_format()
        # A new page is not in the tree yet; the editor's form tells it its office.
        if self.depth or "agency" in self.__dict__:
            twins = AnnualReportPage.objects.child_of(self.agency).filter(year=self.year)
            if twins.exclude(pk=self.pk).exists():
                raise ValidationError({"year": _("This office has a report of this year already.")})

    def clean_format(self) -> None:
        """A format that applies to the year: the report's own, or the newest if it has none yet."""
        try:
            wanted = format_for(self.year)
        except UnknownFormat:
            raise ValidationError(
                {"year": _("There is no statutory format for reports of this year.")}
            ) from None
        self.format_key = self.format_key or wanted.key
        used = formats().get(self.format_key)  # none that is gone: the gate says so
        if used and not used.applies_to(self.year):
            raise ValidationError(
                {"year": _("The format of this report is not for reports of this year.")}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.live or kwargs.get("update_fields"):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            admission = gate.admission(self)
            super().save(*args, **kwargs)
            if admission:
                admission.keep(self)

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """See ``gate`` for what a scheduled refusal does."""
        type(self).objects.select_for_update().get(pk=self.pk)
        log_action = kwargs.get("log_action", True)
        if not gate.admitted(self, revision, log_action=log_action, user=user):
            return None
        return super().publish(revision, user, *args, **kwargs)

    # The public page

    @path("")
    def read(self, request: HttpRequest) -> HttpResponseBase:
        return self.render(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        self.agency_name = self.trail[-1].title
        return context | {
            "outline": self.outline,
            "files": self.published_files,
            "explanations": published(self) if self.live else [],
            **around(self),
        }

    @staticmethod
    def year_due(today: datetime.date | None = None) -> int:
        """The year whose reports are due now: the one before (article 49)."""
        return (today or timezone.localdate()).year - 1


def _free_slug(parent: Page, slug: str) -> str:
    """This slug, or with the first number behind it that no page below the parent has."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in itertools.count(2))
    return next(free for free in itertools.chain([slug], numbered) if free not in taken)
