"""Files change a published report only with a reason; without one they fill a draft."""

import pytest
from django.core.management import call_command

from cms.filling import undoing
from cms.models import AnnualReportPage, ImportItem
from report_blocks.statutory import Cell
from tests import samples

from .corrections import (
    GRANTED,
    REASON,
    SAID,
    assert_corrected,
    assert_refused,
    fresh,
)
from .uploads import applied, confirm, kept, text
from .workbooks import filled

OTHER = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(1999)})
Fate = ImportItem.Fate
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


def test_without_a_reason(agency):
    applied(filled(), agency=agency, mode="publish")
    run = applied(filled(OTHER), agency=agency, mode="publish")
    item = run.items.get()
    assert item.fate == Fate.NOT_PUBLISHED
    assert item.findings[0]["rule"] == "X10"
    page = AnnualReportPage.objects.get()
    assert_refused(page)
    assert page.get_latest_revision_as_object().report.dataset[GRANTED] == Cell(1999)


def test_with_a_reason(agency):
    applied(filled(), agency=agency, mode="publish")
    run = applied(filled(OTHER), agency=agency, mode="publish", reason=REASON)
    assert run.items.get().fate == Fate.PUBLISHED
    assert_corrected(AnnualReportPage.objects.get())


def test_a_draft_that_is_there_already(agency):
    applied(filled(), agency=agency, mode="publish")
    applied(filled(OTHER), agency=agency)
    assert applied(filled(OTHER), agency=agency, mode="publish").items.get().fate == (
        Fate.NOT_PUBLISHED
    )
    run = applied(filled(OTHER), agency=agency, mode="publish", reason=REASON)
    assert run.items.get().fate == Fate.PUBLISHED
    assert_corrected(AnnualReportPage.objects.get())


def test_handed_in_for_review(agency, roles):
    applied(filled(), agency=agency, mode="publish")
    page = AnnualReportPage.objects.get()
    values = {"agency": agency, "mode": "review", "user": roles["admin"]}
    run = applied(filled(OTHER), **values)
    assert run.items.get().fate == Fate.WRITTEN
    assert fresh(page).current_workflow_state is None
    other = OTHER.with_cells({GRANTED: Cell(5)})
    run = applied(filled(other), **values, reason=REASON)
    assert run.items.get().fate == Fate.SUBMITTED


def test_in_the_admin(admin, agency):
    confirm(admin, kept(admin, agency, content=filled()), "publish")
    preview = kept(admin, agency, content=filled(OTHER))
    assert 'name="reason"' in text(admin.get(preview))
    said = text(confirm(admin, preview, "publish", follow=True))
    assert "已存为草稿，未发布" in said
    assert SAID in said
    preview = kept(admin, agency, content=filled(OTHER))
    item = ImportItem.objects.last()
    data = {"shown": item.pk, "chosen": item.pk, "mode": "publish", "reason": REASON}
    admin.post(f"{preview}apply/", data)
    assert_corrected(AnnualReportPage.objects.get())


def test_new_reports_are_asked_for_none(admin, agency):
    assert 'name="reason"' not in text(admin.get(kept(admin, agency, content=filled())))


def test_on_the_command_line(agency, tmp_path, capsys):
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    first.write_bytes(filled())
    second.write_bytes(filled(OTHER))
    call_command("import_reports", first, publish=True)
    page = AnnualReportPage.objects.get()
    with pytest.raises(SystemExit):
        call_command("import_reports", second, publish=True)
    assert SAID in capsys.readouterr().out
    assert_refused(page)
    call_command("import_reports", second, publish=True, reason=REASON)
    assert_corrected(page)


def test_taking_it_back_is_a_correction(agency):
    applied(filled(), agency=agency, mode="publish")
    run = applied(filled(OTHER), agency=agency, mode="publish", reason=REASON)
    undoing.undo(run)
    page = AnnualReportPage.objects.get()
    assert page.report.dataset[GRANTED] == Cell(1573179)
    assert [one.number for one in page.history] == [1, 2]
    assert "撤销" in page.history[1].reason
