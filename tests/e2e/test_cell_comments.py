"""张初审 comments on single cells and sends the report back; 王编辑 finds them and mends."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import Person
from .offices import HANDED_IN, make_office
from .test_accessibility import complaints

REPORT = "沙坡头区民政局2024年政府信息公开工作年度报告"
COMMENT = "与上年的结转数不一致，请核对。"
CELL, OTHER = "carried_in/business", "granted/total"
NAMED = re.compile("有评论$")


class Requests:
    """表三 in the editor, and the comments beside it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        self.table = self.page.locator(".report-grid", has=self.cell(CELL))
        self.marks = self.page.locator(".report-grid__comment")
        self.comment = self.page.locator(".comment")
        self.open()

    def open(self) -> None:
        self.page.goto("/admin/")
        self.page.get_by_role("link", name=REPORT).first.click()
        expect(self.page).to_have_title(re.compile(REPORT))
        self.person.wait_until_watched()

    def cell(self, key: str):
        return self.page.locator(f"input[data-key='{key}']")

    def button(self, name: str):
        return self.table.get_by_role("button", name=name, exact=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def send_back(self) -> None:
        self.person.open_menu()
        self.page.get_by_role("button", name="退回修改").click()
        self.page.locator(".modal-content button[type=submit]").click()
        expect(self.page.locator(".messages")).to_contain_text(REPORT)


@pytest.fixture(scope="module")
def handed_in(site):
    make_office(site, "沙坡头区民政局", "civil-affairs", HANDED_IN)


def test_a_comment_is_pinned_to_a_cell_found_and_resolved(person, handed_in):
    # 张初审 comments by keyboard, from the cell; saved meanwhile, Esc still leads back to it.
    zhang = Requests(person("checker"))
    expect(zhang.button("转到评论（1）")).to_be_hidden()
    zhang.cell(CELL).focus()
    zhang.press("Control+Alt+m")
    expect(zhang.comment.locator("textarea")).to_be_focused()
    expect(zhang.page.locator("td.has-current-comment")).to_be_in_viewport()
    zhang.page.keyboard.insert_text(COMMENT)
    with zhang.person.saving(COMMENT):
        zhang.press("Tab", "Enter")
    expect(zhang.cell(CELL)).to_have_accessible_name(NAMED)
    expect(zhang.comment).to_be_focused()  # Wagtail has drawn it anew
    zhang.press("Escape")
    expect(zhang.cell(CELL)).to_be_focused()

    # One by the button, and given up: no mark stays. A save meanwhile draws its buttons anew.
    zhang.person.settle()
    zhang.cell(OTHER).focus()
    zhang.button("评论").click()
    expect(zhang.comment.locator("textarea")).to_be_focused()
    expect(zhang.marks).to_have_count(2)
    zhang.person.settle()
    zhang.comment.get_by_role("button", name="取消").click()
    expect(zhang.marks).to_have_count(1)
    expect(zhang.cell(OTHER)).to_be_focused()
    expect(zhang.cell(OTHER)).not_to_have_accessible_name(NAMED)
    assert complaints(zhang.person, ".report-grid") == []
    zhang.send_back()

    # 王编辑 sees the mark, goes to the cell and into the comment, and resolves it.
    wang = Requests(person("editor"))
    expect(wang.marks).to_have_count(1)
    wang.button("转到评论（1）").click()
    expect(wang.cell(CELL)).to_be_focused()
    expect(wang.cell(CELL)).to_be_in_viewport()
    wang.press("Control+Alt+m")
    expect(wang.comment).to_be_focused()
    expect(wang.comment).to_contain_text(COMMENT)
    expect(wang.page.locator("td.has-current-comment").locator("input")).to_have_attribute(
        "data-key", CELL
    )
    wang.press("Tab", "Enter", "Tab")  # to the comment's menu, and to what is in it
    expect(wang.comment.get_by_role("menuitem", name="解决")).to_be_focused()
    with wang.person.saving("comments-0-resolved"):
        wang.press("Enter")
    expect(wang.marks).to_have_count(0)
    expect(wang.cell(CELL)).to_be_focused()
    expect(wang.button("转到评论（1）")).to_be_hidden()
    expect(wang.cell(CELL)).not_to_have_accessible_name(NAMED)
    wang.page.reload()
    wang.person.wait_until_watched()
    expect(wang.marks).to_have_count(0)
    assert zhang.person.complaints == wang.person.complaints == []
