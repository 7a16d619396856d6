"""Giving and taking back a reason for a warning: checked, kept, and told in the history."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry

from cms.models import AnnualReportPage, Explanation
from cms.models.explanation import is_explainable, key_of, named
from cms.models.review import edited_last
from report_blocks.statutory import Severity
from report_blocks.statutory.rules.privacy import masked

MOST = 1000  # characters of a reason


class FindingGone(LookupError):
    """The newest draft has no such warning (any more)."""


class NeedsAnother(PermissionError):
    """What would forbid publishing may only stand by another person's word than its editor's."""


@transaction.atomic
def explain(page: AnnualReportPage, key: str, reason: str, user: User | AnonymousUser) -> None:
    """Keep the reason for the warning of that key in the newest draft.

    FindingGone if there is none, NeedsAnother for an error from who has edited last.
    """
    findings = {key_of(named(page, one)): one for one in page.findings(compares=True)}
    finding = findings.get(key)
    if finding is None or not is_explainable(finding):
        raise FindingGone(key)
    if finding.severity is Severity.ERROR and (user.pk is None or edited_last(page, user)):
        raise NeedsAnother(key)
    name = named(page, finding)
    reason = masked(reason)
    Explanation.objects.update_or_create(
        page=page, key=key, defaults={"finding": name, "reason": reason, "user_id": user.pk}
    )
    data = {"finding": name, "reason": reason}
    log(instance=page, action="cms.explained", user=user, data=data)


@transaction.atomic
def withdraw(page: AnnualReportPage, key: str, user: User | AnonymousUser) -> None:
    """Take a reason back: the warning is open again. FindingGone if it had none."""
    explanation = Explanation.objects.filter(page=page, key=key).first()
    if explanation is None:
        raise FindingGone(key)
    data = {"finding": explanation.finding, "reason": explanation.reason}
    explanation.delete()
    log(instance=page, action="cms.explanation_withdrawn", user=user, data=data)


class _Told(LogFormatter):
    """The page's history says which warning, and for what reason."""

    def format_message(self, log_entry: PageLogEntry) -> str:
        finding = log_entry.data.get("finding", {})
        colon = gettext(": ")
        return f"{self.message}{colon}{finding.get('rule')} {finding.get('message')}"

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))


class ExplainedFormatter(_Told):
    label = _("Explain a warning")
    message = _("Warning explained")


class WithdrawnFormatter(_Told):
    label = _("Withdraw an explanation")
    message = _("Explanation withdrawn")
