"""Reports that were published elsewhere before: part of the public record, mistakes included."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from report_blocks.statutory import Finding, Severity


class ArchivablePage(Page):
    """A page that may be an original, kept as it was published: when, where, with what errors.

    Only these very errors do not stand in the way of its publication; a new one does.
    """

    archived_on = models.DateField(_("originally published on"), null=True, editable=False)
    archived_from = models.URLField(
        _("original address"), max_length=500, blank=True, editable=False
    )
    accepted_errors = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    @property
    def is_archived(self) -> bool:
        return self.archived_on is not None

    def archive(self, on: datetime.date, url: str, found: Iterable[Finding]) -> None:
        """Make it the original of that day and address; the errors found are the original's."""
        self.archived_on, self.archived_from = on, url
        self.accepted_errors = [
            _name(finding) for finding in found if finding.severity is Severity.ERROR
        ]

    def unaccepted(self, found: Iterable[Finding]) -> list[Finding]:
        """The errors that forbid publishing."""
        return [
            finding
            for finding in found
            if finding.severity is Severity.ERROR and _name(finding) not in self.accepted_errors
        ]


def _name(finding: Finding) -> dict[str, Any]:
    """An error by what it says and where, its figures included."""
    named = finding.as_dict()
    return {key: named[key] for key in ("rule", "table", "row", "column", "section", "message")}
