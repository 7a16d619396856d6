"""No report with errors is published: the one rule, for every way of publishing.

Only an archived original may have the errors that it was published with elsewhere. What has been
published is changed only with a reason (``correcting``). Each publication ends in the page's
``save``, also those by Wagtail's editor, which never asks ``publish``.

A person's attempt raises ``PublicationRefused``. The scheduler's must not, or one bad report
would keep all others of the night from appearing: there the schedule is taken off the revision
and the refusal is written to the page's history.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from wagtail.log_actions import log
from wagtail.models import Revision

from report_blocks.blocks import seeding
from report_blocks.rendering.printable import report_findings
from report_blocks.statutory import Finding, Text, UnknownFormat
from report_blocks.statutory.rules import found, ordered, under

from . import correcting
from .checked_report import CheckedReport
from .correction import Correction
from .explanation import without_justified
from .measure import Measure, measure_of

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage

SCHEDULED = "wagtail.publish.scheduled"


class PublicationRefused(ValidationError):
    """A report with errors was to be published; ``findings`` are the errors."""

    def __init__(self, page: "AnnualReportPage", findings: list[Finding]) -> None:
        self.page = page
        self.findings = findings
        language = get_language() or ""
        super().__init__([finding.text.within(language) for finding in findings])


def findings(page: "AnnualReportPage", measure: Measure | None = None) -> list[Finding]:
    """Everything that does not hold, errors first, by the settings of the office.

    ``measure`` is looked up if it is not given.
    """
    try:
        page.format  # noqa: B018, raises
    except UnknownFormat:
        return [_no_format(page)]
    context, policy = measure or measure_of(page)
    all_found = [*structure(page), *report_findings(page.report, page.title, context)]
    return ordered(under(policy, all_found))


def structure(page: "AnnualReportPage") -> Iterator[Finding]:
    """C01: the format's sections are there, each once, in their order."""
    wanted = [f"{page.format_key}/{section.key}" for section in page.format.sections]
    if seeding.references_of(page.body) != wanted:
        headings = "、".join(section.heading for section in page.format.sections)
        yield found(
            "C01",
            Text(
                f"报告应依次包含以下各部分，不能缺少、重复或变换顺序：{headings}",
                f"A report has these sections, each once and in this order: {headings}",
            ),
        )


def forbidding(page: "AnnualReportPage", all_found: list[Finding]) -> list[Finding]:
    """The errors that forbid publication: none of an original's own, none that is justified."""
    return without_justified(page, page.unaccepted(all_found))


def refuse_errors(page: "AnnualReportPage", measure: Measure | None = None) -> list[Finding]:
    """All findings; PublicationRefused if the page has errors."""
    all_found = findings(page, measure)
    if errors := forbidding(page, all_found):
        raise PublicationRefused(page, errors)
    return all_found


def refuse(page: "AnnualReportPage", *, may_explain: bool = True) -> list[Finding]:
    """The same, and refuses a change of what was published that has no reason."""
    all_found = findings(page)
    errors = [
        *forbidding(page, all_found),
        *correcting.unexplained(page, may_explain=may_explain),
    ]
    if errors:
        raise PublicationRefused(page, errors)
    return all_found


@dataclass(frozen=True)
class Admission:
    """What is kept of a publication beside the page itself."""

    checked: CheckedReport
    correction: Correction | None
    user: Any

    def keep(self, page: "AnnualReportPage") -> None:
        CheckedReport.keep([self.checked])
        if self.correction:
            correcting.keep(self.correction, page, self.user)


def admitted(
    page: "AnnualReportPage", revision: Revision, *, log_action: bool | str, user: Any
) -> bool:
    """Whether the revision may be published; it then remembers that it was checked.

    PublicationRefused if not and a person asks; False if the scheduler does.
    """
    candidate = revision.as_object()
    try:
        all_found = refuse(candidate)
    except PublicationRefused as refusal:
        if log_action != SCHEDULED:
            raise
        _take_off_schedule(page, revision, refusal.findings)
        return False
    revision.admitted = CheckedReport.of(candidate, revision.pk, all_found), user
    return True


def admission(page: "AnnualReportPage") -> Admission | None:
    """What to keep when this live page is saved; None if that publishes no revision.

    PublicationRefused if it may not be saved, as when what is live would change in silence.
    """
    saved = type(page).objects.filter(pk=page.pk, live=True).values("live_revision_id").first()
    if saved is not None and saved["live_revision_id"] == page.live_revision_id:
        if silent := correcting.unexplained(page, may_explain=False):
            raise PublicationRefused(page, silent)
        return None
    revision: Revision | None = page.live_revision
    if revision is None:
        refuse(page, may_explain=False)
        return None
    checked, user = vars(revision).pop("admitted", None) or (None, None)
    checked = checked or CheckedReport.of(page, revision.pk, refuse(page))
    return Admission(checked, correcting.correction(page, user), user)


def _take_off_schedule(page: "AnnualReportPage", revision: Revision, errors: list[Finding]) -> None:
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(
        instance=page,
        action="cms.publish_refused",
        revision=revision,
        data={"findings": [finding.as_dict() for finding in errors]},
    )


def _no_format(page: "AnnualReportPage") -> Finding:
    return found(
        "C01",
        Text(
            f"本系统没有安装这份报告的格式“{page.format_key}”",
            f"The format of this report, “{page.format_key}”, is not installed",
        ),
    )
