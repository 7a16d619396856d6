"""Reports that are published, changed and corrected."""

from wagtail.models import Page

from cms.models import AnnualReportPage, Correction
from report_blocks.statutory import Cell, CellKey

from .helpers import with_cells

GRANTED = CellKey("proactive_disclosure", "licensing", "decisions")
FEES = CellKey("proactive_disclosure", "fees", "amount")
REASON = "行政许可数量填报有误"
SAID = "更正须填写更正原因"


def draft_of(page, number=1999, reason="", **texts):
    """A draft of the report with another figure in one cell, saved as its newest revision."""
    draft = AnnualReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    if number is not None:
        draft = with_cells(draft, {GRANTED: Cell(number)})
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.__dict__.pop("report", None)
    if reason:
        draft.give_reason(reason)
    return draft.save_revision(log_action=True)


def fresh(page):
    return AnnualReportPage.objects.get(pk=page.pk)


def correct(page, number=1999, reason=REASON, **values):
    """The report, corrected and as it is now."""
    draft_of(page, number, reason, **values).publish()
    return fresh(page)


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def assert_refused(page, found=None):
    """The citizens read what they read before."""
    assert fresh(page).report.dataset[GRANTED] == Cell(1573179)
    assert not Correction.objects.exists()
    if found is not None:
        assert [finding.rule for finding in found] == ["X10"]


def assert_corrected(page, reason=REASON, number=1):
    page = fresh(page)
    assert page.report.dataset[GRANTED] == Cell(1999)
    made = Correction.objects.get(page=page, number=number)
    assert made.reason == reason
    assert made.revision_id == page.live_revision_id == page.checked.revision_id
    assert page.checked.report.dataset[GRANTED] == Cell(1999)
    return made
