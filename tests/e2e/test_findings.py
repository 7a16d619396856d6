"""王编辑 goes through the list of findings: to the place, and why a warning may stand."""

import pytest
from playwright.sync_api import expect

YEAR = "2025"
WARNING = ".report-findings__item--warning:has-text('F02')"
EXPLAINED = ".report-findings__item--explained"


@pytest.fixture
def wang(person):
    """王编辑 at a new report of her office."""
    wang = person("editor")
    agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    wang.page.goto(f"/admin/pages/add/cms/annualreportpage/{agency['items'][0]['id']}/")
    wang.wait_until_watched()
    wang.page.fill("input[name=year]", YEAR)
    wang.text = wang.page.locator(".public-DraftEditor-content").first
    return wang


def test_the_list_follows_what_is_typed_and_its_reasons_the_figures(wang):
    page = wang.page
    items = page.locator(".report-findings__item")
    expect(items).to_have_count(0)

    # The first saving, by itself, brings the list of a new report.
    cell = page.locator("input[data-key='carried_out/natural_person']")
    cell.fill("3")
    error = page.locator(".report-findings__item--error:has-text('A03')").first
    expect(error).to_contain_text("国办公开办函〔2021〕30号")

    # To its place: the cell has the focus, even if its section was folded.
    section = page.locator("section[data-panel]", has=cell).last
    section.locator("> .w-panel__header [data-panel-toggle]").click()
    expect(cell).to_be_hidden()
    error.get_by_role("button", name="定位").click()
    expect(page.locator("input[data-key='new_requests/natural_person']")).to_be_focused()

    # What is typed in a text comes up with the next saving, and can be explained.
    wang.text.focus()
    page.keyboard.insert_text("请拨打13912345678。")
    warning = page.locator(WARNING)
    expect(warning).to_contain_text("5678")
    expect(wang.text).to_be_focused()
    warning.get_by_role("button", name="说明").click()
    reason = warning.get_by_label("可以保留的理由")
    expect(reason).to_be_focused()
    page.keyboard.insert_text("已公布的值班手机")

    # A refresh meanwhile takes away neither the words nor the focus.
    with page.expect_response("**/findings/"):
        contact = page.locator("[name=contact]")
        contact.evaluate("(field) => { field.value += '。'; }")
        contact.dispatch_event("change", {"bubbles": True})
    expect(reason).to_have_value("已公布的值班手机")
    expect(reason).to_be_focused()
    warning.get_by_role("button", name="保存说明").click()
    explained = page.locator(EXPLAINED)
    expect(explained).to_contain_text("已公布的值班手机")
    expect(explained).to_contain_text("王编辑")
    expect(warning).to_have_count(0)

    # Another number is another finding.
    wang.text.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("请拨打13912340000。")
    expect(warning).to_contain_text("0000")
    expect(explained).to_have_count(0)
    wang.settle()
    assert wang.complaints == []
