"""A citizen searches: from the box in the header to the section that was meant."""

import pytest

from .test_accessibility import NARROW, WIDE, complaints


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_from_the_box_to_the_section(person, width, java_script_enabled):
    citizen = person(width=width, java_script_enabled=java_script_enabled)
    page = citizen.page
    assert page.goto("/shapotou/").ok
    page.locator(".search-box input").fill("政务公开工作")
    page.locator(".search-box input").press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator(".search-results mark").first.inner_text() == "政务公开工作"
    page.locator(".search-results__place").first.click()
    page.wait_for_url("**/shapotou/justice/2022/#*")
    assert citizen.complaints == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_narrowed_by_keyboard_and_by_figure(person, width):
    citizen = person(width=width)
    page = citizen.page
    assert page.goto("/search/").ok
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator("select[name=figure]").select_option("new_requests")
    page.locator("input[name=number]").fill("0")
    page.locator("select[name=year]").select_option("2024")
    page.keyboard.press("Tab")
    page.locator("input[name=number]").press("Enter")
    page.wait_for_url("**/search/?*figure=new_requests*")
    found = page.locator(".search-results h3").all_inner_texts()
    assert "宿迁市人民政府2024年政府信息公开工作年度报告" in found
    assert all("2024年" in title for title in found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?q=政务公开", 200),
        ("?q=不存在的词", 200),
        ("?year=2024&figure=new_requests&number=1", 200),
        ("?q=，。&figure=fees", 400),
    ],
)
def test_axe_finds_nothing(person, width, query, status):
    citizen = person(width=width)
    assert citizen.page.goto(f"/search/{query}").status == status
    assert complaints(citizen) == []
    assert citizen.page.evaluate("document.documentElement.scrollWidth") <= width
