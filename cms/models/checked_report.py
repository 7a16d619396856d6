"""What a published report says as one value, and what the rule book of that day found in it.

Written with the publication, so that a later book can be held against it, and so that many
reports can be read without their pages.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, ProtectedError
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail.query import PageQuerySet

from report_blocks.statutory import Finding, Report
from report_blocks.statutory.rules import version
from report_blocks.statutory.rules.likeness import passages

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


class CheckedReport(models.Model):
    """The live revision's content and findings. ``rule_book`` is the version that was used."""

    page = models.OneToOneField(
        "cms.AnnualReportPage", on_delete=models.CASCADE, primary_key=True, related_name="checked"
    )
    revision_id = models.PositiveIntegerField(null=True)
    content = models.JSONField(_("content"))
    # What other offices' prose is compared to (E04), so that thousands are read at once.
    agency = models.CharField(_("agency"), max_length=255, blank=True)
    passages = models.JSONField(_("passages"), default=list)
    findings = models.JSONField(_("findings"), default=list)
    rule_book = models.CharField(_("rule book"), max_length=32)
    time = models.DateTimeField(_("time"), auto_now=True)
    # What a newer book finds that this one did not.
    found_since = models.JSONField(_("found since"), default=list)
    rechecked_with = models.CharField(_("rechecked with"), max_length=32, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("checked report")
        verbose_name_plural = _("checked reports")

    def __str__(self) -> str:
        return f"{self.page_id} {self.rule_book}"

    @property
    def report(self) -> Report:
        return Report.from_json(self.content)

    @classmethod
    def of(
        cls, page: "AnnualReportPage", revision_id: int | None, found: Iterable[Finding]
    ) -> Self:
        """Not saved yet."""
        return cls(
            page_id=page.pk,
            revision_id=revision_id,
            agency=page.report.agency or "",
            passages=list(passages(page.report.sections.values())),
            content=page.report.to_json(),
            findings=[finding.as_dict() for finding in found],
            rule_book=version(),
        )

    @classmethod
    def keep(cls, checked: Iterable[Self]) -> None:
        """Save, in the place of those of earlier revisions."""
        cls.objects.bulk_create(
            list(checked),
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=[
                *("revision_id", "content", "agency", "passages", "findings", "rule_book", "time"),
                *("found_since", "rechecked_with"),
            ],
        )


@receiver(models.signals.pre_delete, sender=Revision)
def stay(instance: Revision, origin: Any, **kwargs: Any) -> None:
    """What citizens were shown last is not purged with old drafts; it goes with its report."""
    is_alone = Revision in (type(origin), getattr(origin, "model", None))
    if is_alone and (kept := CheckedReport.objects.filter(revision_id=instance.pk)):
        raise ProtectedError("The revision is what was published", set(kept))


def outdated(pages: PageQuerySet) -> PageQuerySet:
    """Live reports whose published revision has not been kept: they came in by another door."""
    return pages.live().exclude(checked__revision_id=F("live_revision_id"))


def live_reports(pages: PageQuerySet) -> Iterator[tuple["AnnualReportPage", Report]]:
    """The published reports among these pages, each with its content as a value.

    Read from what was kept, as far as that is of the live revision.
    """
    for page in pages.live().select_related("checked").iterator(chunk_size=500):
        kept: CheckedReport | None = getattr(page, "checked", None)
        if kept is not None and kept.revision_id == page.live_revision_id:
            yield page, kept.report
        else:
            yield page, page.report
