"""The grid of a statutory table as 王编辑 uses it: keyboard, clipboard, totals, marks."""

import pytest
from playwright.sync_api import expect

ROW, NEXT = "granted", "partially_granted"


@pytest.fixture
def wang(person):
    """王编辑 at a new, empty report of her office."""
    wang = person("editor")
    agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    wang.page.goto(f"/admin/pages/add/cms/annualreportpage/{agency['items'][0]['id']}/")
    wang.cell = lambda key: wang.page.locator(f"input[data-key='{key}']")
    expect(wang.cell(f"{ROW}/natural_person")).to_be_visible()
    return wang


def paste(wang, key: str, text: str) -> None:
    """Ctrl+V of a range copied in Excel or WPS."""
    wang.cell(key).focus()
    wang.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    wang.page.keyboard.press("Control+v")


def focused(wang) -> str:
    return wang.page.evaluate("document.activeElement.dataset.key")


def table_of(wang, key: str):
    return wang.page.locator(".report-grid", has=wang.cell(key))


def test_each_cell_is_named_by_its_headers(wang):
    cell = wang.cell("refused_state_secret/business")
    expect(cell).to_have_accessible_name(
        "三、本年度办理结果 （三）不予公开 1.属于国家秘密 申请人情况 法人或其他组织 商业企业"
    )
    scopes = (
        table_of(wang, f"{ROW}/total")
        .locator("th")
        .evaluate_all("(headers) => headers.map((header) => header.scope)")
    )
    assert set(scopes) == {"row", "rowgroup", "col", "colgroup"}


@pytest.mark.parametrize(
    ("keys", "ends"),
    [
        (["ArrowRight"], f"{ROW}/business"),
        (["ArrowDown"], f"{NEXT}/natural_person"),
        (["Enter"], f"{NEXT}/natural_person"),
        (["Enter", "Shift+Enter"], f"{ROW}/natural_person"),
        (["Tab", "Tab"], f"{ROW}/research_institute"),
        (["Tab", "Shift+Tab"], f"{ROW}/natural_person"),
        (["End"], f"{ROW}/total"),
        (["End", "Home"], f"{ROW}/natural_person"),
        (["ArrowUp"], "carried_in/natural_person"),
        (["ArrowLeft"], f"{ROW}/natural_person"),
    ],
)
def test_moving_by_keys(wang, keys, ends):
    wang.cell(f"{ROW}/natural_person").focus()
    for key in keys:
        wang.page.keyboard.press(key)
    assert focused(wang) == ends


def test_arrows_move_within_a_number_that_is_being_edited(wang):
    wang.cell(f"{ROW}/business").fill("123")
    wang.page.keyboard.press("ArrowLeft")
    assert focused(wang) == f"{ROW}/business"


def test_totals_follow_what_is_typed(wang):
    wang.cell(f"{ROW}/natural_person").fill("3")
    wang.cell(f"{ROW}/business").fill("４")
    expect(wang.cell(f"{ROW}/total")).to_have_value("7")
    expect(wang.cell("outcomes_total/total")).to_have_value("7")
    assert wang.cell(f"{ROW}/total").get_attribute("readonly") is not None


def test_a_broken_relation_is_said_and_marked_at_once_and_leads_to_the_cell(wang):
    wang.cell("new_requests/business").fill("3")
    wang.cell("granted/business").fill("2")
    findings = table_of(wang, "new_requests/business").locator(".report-grid__findings")
    expect(findings).to_contain_text(
        "商业企业一列：新收 3 + 上年结转 0 = 3，办理结果 2 + 结转下年 0 = 2，相差 1"
    )
    expect(wang.cell("carried_out/business")).to_have_attribute("aria-invalid", "true")
    findings.get_by_role("button").first.click()
    assert focused(wang) == "new_requests/business"
    wang.cell("carried_out/business").fill("1")
    expect(wang.page.locator("input[aria-invalid]")).to_have_count(0)
    expect(findings).to_contain_text("本表各项数据相符")


@pytest.mark.parametrize("typed", ["约30", "-1", "2.5", "3万元"])
def test_what_is_no_count_is_said(wang, typed):
    wang.cell(f"{ROW}/business").fill(typed)
    expect(wang.cell(f"{ROW}/business")).to_have_attribute("aria-invalid", "true")
    expect(table_of(wang, f"{ROW}/business")).to_contain_text("（一）予以公开 · 商业企业：")
    expect(wang.cell(f"{ROW}/business")).to_have_value(typed)


def test_escape_takes_back_what_is_being_typed(wang):
    wang.cell(f"{ROW}/business").fill("3")
    wang.page.keyboard.press("Enter")
    wang.cell(f"{ROW}/business").focus()
    wang.page.keyboard.type("99")
    wang.page.keyboard.press("Escape")
    expect(wang.cell(f"{ROW}/business")).to_have_value("3")


def test_a_range_is_pasted_and_taken_back(wang):
    wang.cell(f"{ROW}/natural_person").fill("1")
    paste(wang, f"{ROW}/natural_person", "10\t20\r\n30\t\r\n")
    expect(wang.cell(f"{ROW}/business")).to_have_value("20")
    expect(wang.cell(f"{NEXT}/natural_person")).to_have_value("30")
    expect(wang.cell(f"{NEXT}/business")).to_have_value("")
    expect(wang.cell("outcomes_total/total")).to_have_value("60")
    wang.page.keyboard.press("Control+z")
    expect(wang.cell(f"{ROW}/natural_person")).to_have_value("1")
    expect(wang.cell(f"{ROW}/business")).to_have_value("")
    expect(wang.cell("outcomes_total/total")).to_have_value("1")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("carried_out/natural_person", "1\n2"),
        (f"{ROW}/other_org", "1\t2\t3"),
        ("licensing/decisions", "1\n2"),
    ],
)
def test_a_range_that_does_not_fit_changes_nothing(wang, key, text):
    paste(wang, key, text)
    message = table_of(wang, key).locator(".report-grid__message")
    expect(message).not_to_be_empty()
    expect(wang.cell(key)).to_have_value("")


def test_pasted_totals_that_differ_stay_until_the_button_is_pressed(wang):
    paste(wang, f"{ROW}/natural_person", "1\t2\t0\t0\t0\t0\t9")
    total, table = wang.cell(f"{ROW}/total"), table_of(wang, f"{ROW}/total")
    expect(total).to_have_value("9")
    expect(table).to_contain_text("总计填的是 9")
    expect(table).to_contain_text("与计算结果不同的合计：1 处")
    table.get_by_role("button", name="采用计算出的合计").click()
    expect(total).to_have_value("3")
    expect(table).not_to_contain_text("总计填的是 9")


def test_notes_stay_beside_their_number_and_everything_is_kept(wang):
    """Saved as a draft, read again: the same; nothing that the browser complains of."""
    wang.page.fill("input[name=year]", "2021")
    wang.page.fill("textarea[name=title], input[name=title]", "王编辑的草稿")
    wang.cell("normative_documents/issued").fill("22（其中修订16件）")
    wang.cell("fees/amount").fill("59237.2449")
    wang.cell(f"{ROW}/business").fill("约30")
    wang.settle()
    wang.page.click("footer button.action-save")
    wang.page.wait_for_url("**/edit/")
    expect(wang.cell("normative_documents/issued")).to_have_value("22（其中修订16件）")
    expect(wang.cell("fees/amount")).to_have_value("59237.2449")
    expect(wang.cell(f"{ROW}/business")).to_have_value("约30")
    expect(wang.page.locator(".report-findings__list").first).to_contain_text("“约30”不是数字")
    assert wang.complaints == []


def test_at_double_size_the_whole_table_can_be_reached(person):
    """200 % zoom is half the width."""
    wang = person("editor", width=640)
    agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    wang.page.goto(f"/admin/pages/add/cms/annualreportpage/{agency['items'][0]['id']}/")
    last = wang.page.locator("input[data-key='carried_out/total']")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
