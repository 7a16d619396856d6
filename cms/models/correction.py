"""A correction (更正): what a published report said, what it says since then, and why.

Nothing of it can be changed or removed, nor can the report and the two revisions: the former
version stays at its own address for good.
"""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import Field

from report_blocks.statutory import Report

from .append_only import AppendOnlyModel
from .difference import text_names
from .wording import Passage, passages

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


class Correction(AppendOnlyModel):
    """The version ``number`` of a report was superseded.

    ``content`` and ``title`` are what it said, ``changes`` what is otherwise since
    (``Difference.as_dict``). A version that had no revision is told by its content alone.
    """

    page = models.ForeignKey(
        "cms.AnnualReportPage", on_delete=models.PROTECT, related_name="corrections"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    time = models.DateTimeField(_("time"))
    person = models.CharField(_("person"), max_length=255, blank=True)
    reason = models.TextField(_("reason"))
    superseded = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    content = models.JSONField(_("content"))
    changes = models.JSONField(_("changes"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["page", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="one_correction_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def address(self) -> str:
        """Of the superseded version, below the report's own."""
        return f"versions/{self.number}/"

    def wordings(self, title: str, after: Report) -> list[tuple[str, list[Passage] | None]]:
        """Each changed text's name and what it says otherwise in the version that came after.

        No passages if only links are others; None of what is kept with the revision only.
        """
        old = _texts_of(self.title, Report.from_json(self.content))
        new = _texts_of(title, after)
        format_key = self.content["dataset"]["format"]
        return [
            (name, passages(old.get(key, ""), new.get(key, "")) if key in old | new else None)
            for key, name in text_names(self.changes["texts"], format_key).items()
        ]

    def superseded_page(self, current: "AnnualReportPage") -> "AnnualReportPage":
        """The report as it was, with the files that it had; not for saving."""
        if self.superseded is None:
            page = type(current)(title=self.title, slug=current.slug, format_key="")
            page.fill(Report.from_json(self.content), year=self.content["year"] or current.year)
        else:
            page = self.superseded.as_object()
        page.pk = page.id = current.pk
        page.trail, page.agency_name = current.trail, current.trail[-1].title
        page.superseded_by = self
        page.live_revision_id = self.superseded_id
        page.last_published_at = current.version_published_at(self.number)
        return page

    def as_dict(self) -> dict[str, Any]:
        """JSON: number, time, reason, cells, texts (by key)."""
        return {
            "number": self.number,
            "time": self.time.isoformat(),
            "reason": self.reason,
            **self.changes,
        }


def _texts_of(title: str, report: Report) -> dict[str, str]:
    year = "" if report.year is None else str(report.year)
    around = {"title": title, "year": year, "preamble": report.preamble, "contact": report.contact}
    return {**around, **report.sections}


class CorrectionsField(Field):
    """The corrections of a page in the API, the first one first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, page: "AnnualReportPage") -> list[dict[str, Any]]:
        return [
            one.as_dict() | {"superseded": f"{page.full_url}{one.address}"} for one in page.history
        ]
