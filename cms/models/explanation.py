"""Why a warning may stand: a reason, kept with the finding and the figures it was given for.

It holds as long as the newest draft has exactly that finding. When a cell that takes part or the
sentence changes, there is another finding, to which the reason says nothing.
"""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from report_blocks.statutory import Finding, Severity
from report_blocks.statutory.codec import show
from report_blocks.statutory.rules.privacy import masked

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


class Explanation(models.Model):
    """One person's reason for one finding of a report; the newest replaces those before."""

    page = models.ForeignKey(
        "cms.AnnualReportPage", on_delete=models.CASCADE, related_name="explanations"
    )
    key = models.CharField(max_length=64)
    finding = models.JSONField(_("finding"))
    reason = models.TextField(_("reason"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    time = models.DateTimeField(_("time"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("explanation of a finding")
        verbose_name_plural = _("explanations of findings")
        constraints = [
            models.UniqueConstraint(fields=["page", "key"], name="one_explanation_of_a_finding")
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def person(self) -> str:
        """Who gave it, as people write names here: 王编辑."""
        if self.user is None:
            return ""
        return f"{self.user.last_name}{self.user.first_name}" or self.user.get_username()


def is_explainable(finding: Finding) -> bool:
    """An error must be mended, a notice says nothing that would need a reason."""
    return finding.severity is Severity.WARNING


def named(page: "AnnualReportPage", finding: Finding) -> dict[str, Any]:
    """A finding by what it says and where, with the figures that it says it of."""
    cells = {str(key): masked(show(page.report.dataset[key])) for key in finding.cells}
    return finding.as_dict() | {"cells": cells}


def key_of(name: dict[str, Any]) -> str:
    """A short name for a finding as it is now."""
    canonical = json.dumps(name, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
