"""The report's form in the editor: drafts may have errors, publication lists them."""

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Revision

from . import gate
from .correcting import unexplained
from .review import SAID


class AnnualReportForm(WagtailAdminPageForm):
    """Starts a new report with its sections in place; refuses errors outside drafts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance, parent = kwargs.get("instance"), kwargs.get("parent_page")
        if instance is not None and instance.pk is None and parent:
            instance.agency = parent.specific
            if not instance.body:
                instance.start(instance.agency, instance.year or instance.year_due())
        if instance is not None and instance.pk and not instance.given_reason:
            instance.correction_reason = ""  # it was given for a correction that has been made
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.was_published:
            self.instance.give_reason(cleaned.get("correction_reason") or "")
        if newer := self._saved_meanwhile():
            self.add_error(None, _saved_by(newer))
        if self._passes_own_changes():
            self.add_error(
                None, _("You have changed the report: save it, and have it passed by another one.")
            )
        if self.is_deferred_validation or "year" not in cleaned:
            return cleaned
        candidate = self.instance
        for name in ("title", "year", "preamble", "contact", "index_number"):
            setattr(candidate, name, cleaned.get(name) or "")
        candidate.dated_on = cleaned.get("dated_on")
        # A table with errors refuses the body itself; the list is to be complete all the same.
        candidate.body = cleaned["body"] if "body" in cleaned else self["body"].data
        candidate.__dict__.pop("report", None)
        found = gate.forbidding(candidate, gate.findings(candidate))
        if found := [*found, *unexplained(candidate)]:
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
        return is_passed and not set(SAID).isdisjoint(self.changed_data)  # comments are none

    def _saved_meanwhile(self) -> Revision | None:
        """Another person's revision that came after the form was opened.

        Wagtail warns of it, and saves over it. The form that is shown then knows it, so saving
        once more is meant. One's own may be what the browser has just saved by itself.
        """
        newest = self.instance.latest_revision
        own = self.data.get("overwrite_revision_id")  # what this browser saved by itself
        seen = own or self.data.get("loaded_revision_id")
        if newest is None or not seen or newest.user_id == self.for_user.pk:
            return None
        time = newest.created_at.isoformat()
        is_same = own or self.data.get("loaded_revision_created_at", time) == time
        return None if seen == str(newest.pk) and is_same else newest


def _saved_by(revision: Revision) -> str:
    """Who and when, in a sentence."""
    user = revision.user
    return _(
        "%(person)s saved this report at %(time)s, after you had opened it. Nothing was lost and "
        "nothing saved yet: compare in the history, or save once more to put yours in its place."
    ) % {
        "person": (user.get_full_name() or user.get_username()) if user else _("Somebody"),
        "time": date_format(localtime(revision.created_at), "Y-m-d H:i"),
    }
