"""From last year's report to the citizen without a mouse: each person has only a keyboard.

王编辑 begins, pastes, mends, quotes and hands in; 张初审 sends it back; three reviews pass it.
"""

import re

import pytest
from playwright.sync_api import Locator, expect

from cms.demo.roles import PASSWORD
from tests import samples

from .conftest import Person
from .offices import PUBLISHED, make_office

REPORT = "沙坡头区教育局2024年政府信息公开工作年度报告"

COMMENT = "请写明电子邮箱"
FIGURE = "3525"  # 本年新收, 总计
WRONG, RIGHT = "119", "118"  # 结转下年度, 自然人

COPY = """async ({ text, html }) => {
  const kinds = { 'text/plain': text, 'text/html': html };
  const blobs = Object.entries(kinds).map(([type, data]) => [type, new Blob([data], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}"""

# Nothing that stays in sight stands over it.
UNCOVERED = """(element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return element === there || element.contains(there) || Boolean(there?.contains(element));
}"""
HAS_FOCUS = "(element) => element === document.activeElement"


class Typist:
    """A person at the admin who reaches everything by Tab and does everything by keys."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def reach(self, target: Locator, key: str = "Tab", most: int = 150) -> None:
        """Tab on until the target has the focus, and is in sight."""
        expect(target).to_be_attached()
        self.page.wait_for_load_state()
        element = target.element_handle()
        for _ in range(most):
            self.press(key)
            if element.evaluate(HAS_FOCUS):
                break
        expect(target).to_be_focused()
        self.page.wait_for_function(UNCOVERED, arg=element)

    def follow(self, target: Locator, key: str = "Tab") -> None:
        """Reach a link or button and press it."""
        self.reach(target, key)
        self.press("Enter")

    def button(self, name: str | re.Pattern, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def log_in(self, name: str) -> "Typist":
        self.page.goto("/admin/")
        expect(self.page.locator("[name=username]")).to_be_focused()
        self.type(name)
        self.reach(self.page.locator("[name=password]"))
        self.type(PASSWORD)
        self.press("Enter")
        self.page.wait_for_url("/admin/")
        return self

    def open_report(self) -> None:
        """From the first page, where it is listed for whose turn it is."""
        self.page.goto("/admin/")
        self.follow(self.page.get_by_role("link", name=REPORT).first)
        expect(self.page.locator("footer")).to_be_attached()

    def choose(self, action: str | re.Pattern) -> None:
        """An action of the menu at the end of the page."""
        self.follow(self.button("更多动作", self.page.locator("footer")), "Shift+Tab")
        self.follow(self.button(action))

    def choose_and_answer(self, action: str | re.Pattern) -> Locator:
        """An action that asks for something: its dialog, once it has the focus."""
        self.choose(action)
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_focused()
        return dialog

    def expect_said(self, text: str) -> None:
        expect(self.page.locator(".messages")).to_contain_text(text, timeout=20_000)

    def cell(self, key: str) -> Locator:
        return self.page.locator(f"input[data-key='{key}']")


@pytest.fixture
def at_desk(person, site):
    """``at_desk("editor")`` has logged in; the office has a published report of 2023."""
    make_office(site, "沙坡头区教育局", "education", PUBLISHED)
    return lambda name: Typist(person()).log_in(name)


def test_without_a_mouse_from_last_year_to_the_citizen(person, at_desk):
    wang = at_desk("editor")
    begin_from_last_year(wang)
    paste_a_table_with_an_error(wang)
    mend_it_from_the_list_of_findings(wang)
    quote_a_figure_in_the_text(wang)
    save(wang)
    wang.choose("提交给三审三校")
    wang.expect_said("提交")

    zhang = at_desk("checker")
    zhang.open_report()
    dialog = zhang.choose_and_answer("退回修改")
    zhang.reach(dialog.get_by_label("评论"))
    zhang.type(COMMENT)
    zhang.follow(zhang.button("退回修改", dialog))
    zhang.expect_said(REPORT)

    wang.open_report()
    read_the_comment(wang)
    wang.reach(wang.page.locator("[name=contact]"), "Shift+Tab")
    wang.press("Control+End")
    with wang.person.saving("a@example.org"):
        wang.type("，电子邮箱：a@example.org")
    save(wang)
    wang.choose("重新提交给初审")
    wang.expect_said("提交")

    for reviewer in (zhang, at_desk("reviewer")):
        reviewer.open_report()
        reviewer.choose("通过")
        reviewer.expect_said(REPORT)
    chen = at_desk("publisher")
    chen.open_report()
    dialog = chen.choose_and_answer(re.compile("通过.*发布"))
    chen.reach(dialog.get_by_label("报告已经保密审查"))
    chen.press("Space")
    chen.reach(dialog.get_by_label("保密审查人姓名"))
    chen.type("陈保密")
    chen.press("Enter")
    chen.expect_said(REPORT)

    citizen = person()
    assert citizen.page.goto("/shapotou/education/2024/").ok
    expect(citizen.page.locator("h1")).to_contain_text("2024年")
    expect(citizen.page.get_by_text(f"新收申请{FIGURE}件。")).to_be_visible()
    expect(citizen.page.get_by_text("a@example.org")).to_be_visible()
    people = (wang.person, zhang.person, chen.person, citizen)
    assert [said for one in people for said in one.complaints] == []


def begin_from_last_year(wang: Typist) -> None:
    page = wang.page
    wang.follow(wang.button("页面"))
    expect(page.locator(".c-page-explorer__header__title")).to_be_focused()
    wang.follow(page.get_by_role("link", name="沙坡头区教育局", exact=True))
    wang.follow(wang.button("动作", page.locator("header")))
    wang.follow(page.get_by_role("link", name="以上年报告为底稿"))
    wang.follow(wang.button("新建2024年度报告草稿"))
    wang.expect_said("2024年度报告的草稿已经建立")
    wang.person.wait_until_watched()


def paste_a_table_with_an_error(wang: Typist) -> None:
    """表三, copied in a spreadsheet."""
    numbers = samples.numbers("suqian-2024")["information_requests"]
    rows = [[str(number) for number in row.values()] for row in numbers.values()]
    assert rows[-1][0] == RIGHT
    rows[-1][0] = WRONG
    text = "".join("\t".join(row) + "\r\n" for row in rows)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    html = f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
    wang.reach(wang.cell("new_requests/natural_person"))
    wang.page.evaluate(COPY, {"text": text, "html": html})
    wang.press("Control+v")
    expect(wang.cell("carried_out/natural_person")).to_have_value(WRONG)
    expect(wang.page.get_by_text("已粘贴 175 个单元格")).to_be_visible()


def mend_it_from_the_list_of_findings(wang: Typist) -> None:
    finding = wang.page.locator(".report-findings__item--error", has_text="自然人一列")
    wang.follow(wang.button("定位", finding), "Shift+Tab")
    expect(wang.cell("new_requests/natural_person")).to_be_focused()
    wang.press("Control+End", "Home")
    expect(wang.cell("carried_out/natural_person")).to_be_focused()
    wang.type(RIGHT)
    expect(wang.cell("carried_out/total")).to_have_value("125")
    expect(wang.page.locator(".report-findings__item--error")).to_have_count(0)


def quote_a_figure_in_the_text(wang: Typist) -> None:
    page = wang.page
    text = page.locator(".public-DraftEditor-content").first
    wang.press("Control+Home")
    wang.reach(text, "Shift+Tab")
    wang.press("Control+End")
    wang.type("新收申请")
    wang.press("/")
    wang.type("引用")
    expect(page.get_by_role("option", selected=True)).to_contain_text("引用数据")
    wang.press("Enter")
    expect(page.get_by_role("combobox", name="按表、行、列或数字查找")).to_be_focused()
    wang.type("本年新收 总计")
    expect(page.get_by_role("option", selected=True)).to_contain_text("总计")
    wang.press("Enter")
    expect(page.locator(".report-chip")).to_have_attribute("data-figure", FIGURE)
    expect(text).to_be_focused()  # what is typed before goes nowhere
    with wang.person.saving("件。"):
        wang.type("件。")


def read_the_comment(wang: Typist) -> None:
    wang.follow(wang.button("状态开关"))
    wang.follow(wang.button("查看详情"))
    expect(wang.page.get_by_role("dialog").get_by_text(COMMENT)).to_be_visible()
    wang.press("Escape")
    wang.person.wait_until_watched()


def save(wang: Typist) -> None:
    wang.person.settle()
    wang.press("Control+s")
    wang.expect_said("已被更新")
