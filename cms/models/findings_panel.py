"""The editor's list of what does not hold in the draft as it was saved last.

The browser fetches it anew whenever the draft was saved (static/cms/findings.js).
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from .findings_list import FindingsList


class FindingsPanel(Panel):
    """Shows the ``FindingsList`` of a page; a new page has one once it was saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/findings.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            context: dict[str, Any] = super().get_context_data(parent_context)
            # The number 0 stands for that of a page which has none yet.
            context |= {"page": page, "url": reverse("report_findings", args=[page.pk or 0])}
            if page.pk is None:
                return context
            return context | {
                "list": FindingsList(page),
                "may_jump": True,
                "may_explain": page.may_be_explained_by(self.request.user),
            }


def findings_panel() -> FindingsPanel:
    return FindingsPanel(
        heading=_("Check of the report"), icon="circle-check", classname="report-findings"
    )
