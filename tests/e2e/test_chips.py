"""王编辑 takes a figure of her text from the table, without the mouse: the text follows."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import page_id

YEAR = "2024"
ROW = "new_requests"
NAME = "一、本年新收政府信息公开申请数量 · 总计"


@pytest.fixture
def wang(person):
    """王编辑 at a new report of her office, in the text of its first section."""
    wang = person("editor")
    agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    wang.page.goto(f"/admin/pages/add/cms/annualreportpage/{agency['items'][0]['id']}/")
    wang.page.fill("input[name=year]", YEAR)
    wang.page.fill("textarea[name=title], input[name=title]", "王编辑引用数据的草稿")
    wang.cell = lambda column: wang.page.locator(f"input[data-key='{ROW}/{column}']")
    wang.cell("natural_person").fill("12")
    wang.text = wang.page.locator(".public-DraftEditor-content").first
    wang.posted = wang.page.locator("[data-contentpath=text] input[type=hidden]").first
    wang.chip = wang.page.locator(".report-chip")
    return wang


def compose(wang, text: str) -> None:
    """Text as an input method brings it."""
    keyboard = wang.page.context.new_cdp_session(wang.page)
    keyboard.send(
        "Input.imeSetComposition", {"text": "pin", "selectionStart": 3, "selectionEnd": 3}
    )
    keyboard.send("Input.insertText", {"text": text})


def test_a_figure_is_picked_with_the_keyboard_and_follows_its_cell(wang):
    wang.text.focus()
    wang.page.keyboard.insert_text("新收申请")
    wang.page.keyboard.type("/")
    wang.page.keyboard.insert_text("引用")
    expect(wang.page.locator("[role=option][aria-selected=true]")).to_contain_text("引用数据")
    wang.page.keyboard.press("Enter")

    # The picker names every cell by table, row and column, with its present number.
    expect(wang.page.get_by_role("combobox", name="按表、行、列或数字查找")).to_be_focused()
    wang.page.keyboard.insert_text("本年新收 总计")
    option = wang.page.get_by_role("option", selected=True)
    expect(option).to_contain_text(NAME)
    expect(option).to_contain_text("12")
    wang.page.keyboard.press("Enter")
    expect(wang.chip).to_have_attribute("data-figure", "12")
    expect(wang.chip).to_have_attribute("title", f"三、收到和处理政府信息公开申请情况：{NAME}")

    # What an input method composes beside the chip does not become part of it.
    expect(wang.text).to_be_focused()
    compose(wang, "件。")
    expect(wang.posted).to_have_value(re.compile("新收申请\u00a0件。"))
    expect(wang.text).to_have_text("新收申请\u00a0件。")

    # The total changes, and the text with it; blank is said to be blank.
    wang.cell("business").fill("8")
    expect(wang.chip).to_have_attribute("data-figure", "20")
    wang.cell("natural_person").fill("")
    wang.cell("business").fill("")
    expect(wang.chip).to_have_attribute("data-figure", "—")
    expect(wang.chip).to_have_class("report-chip report-chip--broken")
    wang.cell("natural_person").fill("31")

    # Saved, it comes back as a chip, and people read the number.
    wang.settle()
    wang.page.click("footer button.action-save")
    wang.page.wait_for_url("**/edit/")
    expect(wang.chip).to_have_attribute("data-figure", "31")
    wang.page.goto(f"/admin/pages/{page_id(wang.page.url)}/view_draft/")
    expect(wang.page.locator(".prose").first).to_have_text("新收申请31件。")
    assert wang.complaints == []


def test_numbers_that_stand_in_the_table_are_offered(wang):
    wang.text.focus()
    wang.page.keyboard.insert_text("新收申请12件，办结345件")
    wang.page.keyboard.press("Home")
    for _ in range(4):
        wang.page.keyboard.press("ArrowRight")
    for _ in range(2):
        wang.page.keyboard.press("Shift+ArrowRight")
    wang.page.click("button[name=FIGURE]")
    expect(wang.page.get_by_role("combobox", name="按表、行、列或数字查找")).to_have_value("12")
    wang.page.click("text=本节文字中与表格相同的数字（1）")
    wang.page.get_by_label("12 取自哪个单元格").select_option(
        "information_requests/new_requests/total"
    )
    wang.page.get_by_role("button", name="改为引用").click()
    expect(wang.page.get_by_role("button", name="改为引用")).to_have_count(0)
    wang.page.keyboard.press("Escape")
    expect(wang.chip).to_have_attribute("data-cell", "information_requests/new_requests/total")
    expect(wang.text).to_have_text("新收申请\u00a0件，办结345件")
    assert wang.complaints == []


def test_a_copy_holds_the_number_and_pasted_here_it_is_a_chip_again(wang):
    wang.text.focus()
    wang.page.keyboard.insert_text("新收申请12件")
    wang.page.keyboard.press("Home")
    for _ in range(4):
        wang.page.keyboard.press("ArrowRight")
    for _ in range(2):
        wang.page.keyboard.press("Shift+ArrowRight")
    wang.page.click("button[name=FIGURE]")
    wang.page.keyboard.press("Enter")
    expect(wang.chip).to_have_count(1)
    expect(wang.text).to_be_focused()
    for key in ("Control+a", "Control+c", "End", "Control+v"):
        wang.page.keyboard.press(key)
    expect(wang.chip).to_have_count(2)
    assert wang.page.evaluate("navigator.clipboard.readText()") == "新收申请12件"
    assert "新收申请12件" in wang.page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const html = await (await item.getType("text/html")).text();
          return new DOMParser().parseFromString(html, "text/html").body.textContent;
        }"""
    )
