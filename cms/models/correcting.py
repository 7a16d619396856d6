"""A published report is changed only by a correction, for which somebody has given a reason.

What the citizens were shown last counts, also while the report is withdrawn.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, get_active_log_context, log
from wagtail.models import PageLogEntry, Revision

from report_blocks.statutory import Finding, Text
from report_blocks.statutory.rules import found
from report_blocks.statutory.rules.privacy import masked

from .append_only import named
from .checked_report import CheckedReport
from .correction import Correction
from .difference import Difference, Said, difference, links_of

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage


@dataclass(frozen=True)
class Published:
    """What a report has told the public last, and the revision that said it if there was one."""

    said: Said
    revision_id: int | None


def published(page: "AnnualReportPage") -> Published | None:
    """None if the report was never published."""
    row = type(page).objects.select_related("checked").filter(pk=page.pk or 0).first()
    if row is None or not row.was_published:
        return None
    kept: CheckedReport | None = getattr(row, "checked", None)
    # Of a report that came in by another door what is live counts.
    if kept and (not row.live or kept.revision_id == row.live_revision_id):
        revision = Revision.objects.filter(pk=kept.revision_id or 0).first()
        if revision:
            return Published(_said(kept, revision, page), revision.pk)
    return Published(Said.by(row), row.live_revision_id)


def _said(kept: CheckedReport, revision: Revision, page: "AnnualReportPage") -> Said:
    content = revision.content
    body = page._meta.get_field("body").to_python(content["body"])
    return Said(
        content["title"],
        kept.report,
        links_of(body),
        content.get("index_number") or "",
        content.get("dated_on") or "",
    )


def changes(page: "AnnualReportPage", before: Published | None = None) -> Difference | None:
    """What publishing the page would make otherwise; None if nothing that was published is."""
    if not page.was_published:
        return None
    before = before or published(page)
    return (difference(before.said, Said.by(page)) if before else None) or None


def unexplained(page: "AnnualReportPage", *, may_explain: bool = True) -> list[Finding]:
    """X10 if the page differs from what was published and no reason for a correction is given.

    Where no revision is published there is nothing that a correction could be ``may_explain``.
    """
    changed = changes(page)
    if changed is None or (may_explain and page.given_reason):
        return []
    cells, texts = len(changed.cells), len(changed.texts)
    return [
        found(
            "X10",
            Text(
                f"报告已经发布过，这一稿有 {cells} 个单元格、{texts} 处文字与发布的不同："
                "发布更正须填写更正原因",
                f"The report has been published, and this draft differs from it in {cells} cells "
                f"and {texts} texts: a correction needs a reason",
            ),
        )
    ]


def correction(page: "AnnualReportPage", user: Any = None) -> Correction | None:
    """What the page corrects that is about to go live, not saved yet; None if nothing."""
    before = published(page)
    changed = changes(page, before) if before else None
    if before is None or changed is None:
        return None
    revision = page.live_revision
    return Correction(
        page_id=page.pk,
        number=page.next_correction,
        time=page.last_published_at or timezone.now(),
        person=named(user or get_active_log_context().user or revision.user),
        reason=masked(page.given_reason),
        superseded_id=before.revision_id,
        revision=revision,
        title=before.said.title,
        content=before.said.report.to_json(),
        changes=changed.as_dict(),
    )


def keep(made: Correction, page: "AnnualReportPage", user: Any = None) -> None:
    """Save a correction, and tell of it in the report's history and record."""
    made.save()
    data = {"number": made.number, "reason": made.reason, "superseded": made.superseded_id}
    log(
        instance=page,
        action="cms.corrected",
        user=user,
        revision=made.revision,
        data=data | made.changes,
    )


class CorrectedFormatter(LogFormatter):
    """The page's history says which correction it was, and why."""

    label = _("Correct")
    message = _("Corrected")

    def format_message(self, log_entry: PageLogEntry) -> str:
        return gettext("Correction %(number)s published") % {"number": log_entry.data.get("number")}

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))
