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

from .agency import AgencyPage

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


JUSTIFIABLE = frozenset({"F01"})


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


def published(page: "AnnualReportPage") -> list[Explanation]:
    """The reasons for what the published report was found with, if its authority shows them."""
    from .checked_report import CheckedReport

    above = page.get_ancestors().values_list("pk", flat=True)
    if not AgencyPage.objects.filter(pk__in=above, shows_explanations=True).exists():
        return []
    checked = CheckedReport.objects.filter(page=page.pk, revision_id=page.live_revision_id).first()
    found = checked.findings if checked else []
    explanations = Explanation.objects.filter(page=page.pk).order_by("pk")
    return [
        one
        for one in explanations
        if {key: value for key, value in one.finding.items() if key != "cells"} in found
    ]


def is_explainable(finding: Finding) -> bool:
    """An error must be mended, a notice says nothing that would need a reason.

    What only looks like a person's number (F01) may stand if another person than the report's
    last editor says why.
    """
    return finding.severity is Severity.WARNING or finding.rule in JUSTIFIABLE


def without_justified(page: "AnnualReportPage", errors: list[Finding]) -> list[Finding]:
    """The errors that forbid publishing although somebody has said why they may stand."""
    if not any(finding.rule in JUSTIFIABLE for finding in errors):
        return errors
    kept = set(Explanation.objects.filter(page=page.pk).values_list("key", flat=True))
    return [
        one for one in errors if one.rule not in JUSTIFIABLE or key_of(named(page, one)) not in kept
    ]


def named(page: "AnnualReportPage", finding: Finding) -> dict[str, Any]:
    """A finding by what it says and where, with the figures that it says it of."""
    cells = {str(key): masked(show(page.report.dataset[key])) for key in finding.cells}
    return finding.as_dict() | {"cells": cells}


def key_of(name: dict[str, Any]) -> str:
    """A short name for a finding as it is now."""
    canonical = json.dumps(name, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
