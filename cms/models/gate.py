"""No report with errors is published: the one rule, for every way of publishing.

Only an archived original may have the errors that it was published with elsewhere.

A person's attempt raises ``PublicationRefused``. The scheduler's must not, or one bad report
would keep all others of the night from appearing: there the schedule is taken off the revision
and the refusal is written to the page's history.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from wagtail.log_actions import log
from wagtail.models import Revision

from report_blocks.blocks import seeding
from report_blocks.rendering.printable import report_findings
from report_blocks.statutory import (
    Finding,
    Severity,
    Text,
    UnknownFormat,
    formats,
)
from report_blocks.statutory.rules.likeness import unchanged_prose

from .last_year import report_before

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


def findings(page: "AnnualReportPage") -> list[Finding]:
    """Everything that does not hold, errors first."""
    return sorted([*own_findings(page), *likeness(page)], key=lambda found: found.severity.rank)


def own_findings(page: "AnnualReportPage") -> list[Finding]:
    """What the report shows by itself, without a look into the database; all errors are here."""
    try:
        page.format  # noqa: B018, raises
    except UnknownFormat:
        return [_no_format(page)]
    found = [*structure(page), *report_findings(page.report, page.title)]
    return sorted(found, key=lambda finding: finding.severity.rank)


def likeness(page: "AnnualReportPage") -> Iterator[Finding]:
    """E02: the prose is not that of the office's report of the year before; originals stay."""
    before = None if page.is_archived else report_before(page)
    if before and page.format_key in formats():
        prose = seeding.prose_of(before.body)
        yield from unchanged_prose(page.format, page.report.sections, prose, page.year)


def structure(page: "AnnualReportPage") -> list[Finding]:
    """C01: the format's sections are there, each once, in their order; none is without text."""
    wanted = [f"{page.format_key}/{section.key}" for section in page.format.sections]
    if seeding.references_of(page.body) == wanted:
        return list(_blank_sections(page))
    headings = "、".join(section.heading for section in page.format.sections)
    return [
        Finding(
            "C01",
            Severity.ERROR,
            Text(
                f"报告应依次包含以下各部分，不能缺少、重复或变换顺序：{headings}",
                f"A report has these sections, each once and in this order: {headings}",
            ),
        )
    ]


def _blank_sections(page: "AnnualReportPage") -> Iterator[Finding]:
    for section in page.format.prose_sections:
        if not page.report.sections.get(section.key):
            yield Finding(
                "C01",
                Severity.WARNING,
                Text(
                    f"“{section.heading}”没有填写文字",
                    f"“{section.heading}” holds no text",
                ),
                section=section.key,
            )


def refuse_errors(page: "AnnualReportPage") -> None:
    """Raise PublicationRefused if the page has errors."""
    if found := page.unaccepted(own_findings(page)):
        raise PublicationRefused(page, found)


def admits(page: "AnnualReportPage", revision: Revision, *, log_action: bool | str) -> bool:
    """Whether this revision may be published; PublicationRefused if not and a person asks."""
    candidate = revision.as_object()
    found = candidate.unaccepted(own_findings(candidate))
    if not found:
        return True
    if log_action != SCHEDULED:
        raise PublicationRefused(candidate, found)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(
        instance=page,
        action="cms.publish_refused",
        revision=revision,
        data={"findings": [finding.as_dict() for finding in found]},
    )
    return False


def _no_format(page: "AnnualReportPage") -> Finding:
    return Finding(
        "C01",
        Severity.ERROR,
        Text(
            f"本系统没有安装这份报告的格式“{page.format_key}”",
            f"The format of this report, “{page.format_key}”, is not installed",
        ),
    )
