"""What the editor's grid gets of the year before: published figures of the same office only."""

import pytest

from cms.models import AnnualReportPage
from cms.models.last_year import last_year
from report_blocks.statutory import Cell, CellKey

from .helpers import with_cells

REQUESTS = "cn-2021/information_requests"
GRANTED = CellKey("information_requests", "granted", "business")


@pytest.fixture
def before(draft):
    page = draft(year=2023)
    page.save_revision().publish()
    return AnnualReportPage.objects.get(pk=page.pk)


def test_the_published_numbers_are_given_not_those_of_a_later_draft(draft, before):
    with_cells(before, {GRANTED: Cell(999)}).save_revision()
    figures = last_year(draft(year=2024))
    assert figures["year"] == 2023
    assert figures["tables"][REQUESTS]["granted/business"] == "12"
    assert figures["tables"]["cn-2021/proactive_disclosure"]["fees/amount"] == "59237.2449"
    assert figures["carried"] == {REQUESTS: ["carried_out", "carried_in"]}


def test_a_new_page_has_those_of_the_office_that_it_is_made_for(agency, before):
    page = AnnualReportPage()
    assert last_year(page) is None
    page.agency = agency
    page.start(agency, 2024)
    assert last_year(page)["year"] == 2023


@pytest.mark.parametrize("change", [{"live": False}, {"year": 2022}, {"format_key": "cn-2019"}])
def test_a_draft_another_year_and_another_format_are_not_last_year(draft, before, change):
    AnnualReportPage.objects.filter(pk=before.pk).update(**change)
    assert last_year(draft(year=2024)) is None


def test_it_comes_once_with_the_editor_and_not_without_a_year_before(draft, before, admin_client):
    page = draft(year=2024)
    editor = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert editor.count('<script id="report-last-year" type="application/json">') == 1
    first = admin_client.get(f"/admin/pages/{before.pk}/edit/").content.decode()
    assert "report-last-year" not in first
