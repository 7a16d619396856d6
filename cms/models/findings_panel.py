"""The editor's list of what does not hold in the draft as it was saved last."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FindingsPanel(Panel):
    """Shows ``findings()`` of a page that has been saved; new pages have nothing to show."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/findings.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            language = get_language() or ""
            findings = self.instance.findings()
            unaccepted = self.instance.unaccepted(findings)
            return super().get_context_data(parent_context) | {
                "findings": [
                    {
                        "rule": finding.rule,
                        "severity": finding.severity.value,
                        "message": finding.text.within(language),
                    }
                    for finding in findings
                ],
                "errors": len(unaccepted),
                "archived": self.instance.is_archived,
            }


def findings_panel() -> FindingsPanel:
    return FindingsPanel(
        heading=_("Check of the report"), icon="circle-check", classname="report-findings"
    )
