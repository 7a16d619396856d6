"""The report's form in the editor: drafts may have errors, publication lists them."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from report_blocks.statutory import errors

from . import gate


class AnnualReportForm(WagtailAdminPageForm):
    """Starts a new report with its sections in place; refuses errors outside drafts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance, parent = kwargs.get("instance"), kwargs.get("parent_page")
        if instance is not None and instance.pk is None and parent:
            instance.agency = parent.specific
            if not instance.body:
                instance.start(instance.agency, instance.year or instance.year_due())
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._passes_own_changes():
            self.add_error(
                None, _("You have changed the report: save it, and have it passed by another one.")
            )
        if self.is_deferred_validation or "year" not in cleaned:
            return cleaned
        candidate = self.instance
        for name in ("title", "year", "preamble", "contact"):
            setattr(candidate, name, cleaned.get(name) or "")
        # A table with errors refuses the body itself; the list is to be complete all the same.
        candidate.body = cleaned["body"] if "body" in cleaned else self["body"].data
        candidate.__dict__.pop("report", None)
        if found := errors(gate.own_findings(candidate)):
            language = get_language() or ""
            self.add_error(
                None,
                [
                    _("The report can't be published while it has errors:"),
                    *(finding.text.within(language) for finding in found),
                ],
            )
        return cleaned

    def _passes_own_changes(self) -> bool:
        """Whether a reviewer changes the report and passes it in one go."""
        is_passed = "action-workflow-action" in self.data and (
            self.data.get("workflow-action-name") == "approve"
        )
        return is_passed and self.has_changed()
