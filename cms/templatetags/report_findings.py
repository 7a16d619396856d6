"""The list of findings in pages that are for reading only."""

from typing import Any

from django import template

from cms.models import AnnualReportPage
from cms.models.findings_list import FindingsList

register = template.Library()


@register.inclusion_tag("cms/findings/reading.html")
def report_findings(page: Any) -> dict[str, Any]:
    """Those of a report's draft or revision, with the reasons given; of anything else none."""
    if not isinstance(page, AnnualReportPage):
        return {}
    return {"page": page, "list": FindingsList(page, compares=True)}
