"""自查 as 李秘书, whose office does not use the site, meets it: no account, no script, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests import samples

from .conftest import Person

WRONG = samples.workbook("shanghai-stcsm-2024")


def check(person: Person, *contents: bytes) -> None:
    """Hand in these contents at the page that one is on."""
    files = [
        {"name": f"{number}.xlsx", "mimeType": "application/octet-stream", "buffer": content}
        for number, content in enumerate(contents)
    ]
    person.page.set_input_files("main input[type=file]", files)
    person.page.click("main form button")


@pytest.fixture
def li(person):
    return person(
        width=390, java_script_enabled=False, extra_http_headers={"X-Forwarded-For": "192.0.2.1"}
    )


def test_from_the_first_page_to_the_last_finding(li):
    li.page.goto("/")
    li.page.click("footer >> text=年度报告自查")
    expect(li.page).to_have_title("年度报告自查")
    check(li, samples.workbook("suqian-2024"), WRONG)
    expect(li.page).to_have_title(re.compile("^核对结果"))
    li.page.click("text=1.xlsx >> nth=0")
    expect(li.page.locator("#report-2 h2")).to_be_in_viewport()
    expect(li.page.locator("#report-2 .check-line--error")).to_have_count(2)
    expect(li.page.locator("#report-1")).to_contain_text("没有发现错误")
    assert li.complaints == []


def test_a_refusal_is_read_first_and_leads_to_the_field(person):
    li = person(extra_http_headers={"X-Forwarded-For": "192.0.2.2"})
    li.page.goto("/check/")
    check(li)
    expect(li.page.get_by_role("alert")).to_be_focused()
    li.page.keyboard.press("Tab")
    li.page.keyboard.press("Enter")
    expect(li.page.locator("main input[type=file]")).to_be_focused()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_it_is_not_wider_than_the_screen(person, width):
    li = person(width=width, extra_http_headers={"X-Forwarded-For": "192.0.2.3"})
    li.page.goto("/check/")
    for title in ("年度报告自查", re.compile("^核对结果")):
        expect(li.page).to_have_title(title)  # the click on send does not wait for the answer
        assert li.page.evaluate("document.documentElement.scrollWidth") <= width
        check(li, WRONG)


def test_on_paper_there_are_only_the_findings(li):
    li.page.goto("/check/")
    check(li, WRONG)
    li.page.emulate_media(media="print")
    for name in (".site-header", ".site-footer", ".check-form", ".check-about"):
        expect(li.page.locator(name)).to_be_hidden()
    expect(li.page.locator(".check-line--error")).to_have_count(2)
