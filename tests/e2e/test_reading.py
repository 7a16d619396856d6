"""Key figures, years and offices as 张市民 reads them: on a phone, magnified, without script."""

import pytest
from playwright.sync_api import expect

REPORT = "/suqian/2024/"


def test_from_a_key_figure_to_its_row(person):
    zhang = person(width=390, java_script_enabled=False)
    zhang.page.goto(REPORT)
    figure = zhang.page.locator(".key-figure").first
    expect(figure).to_contain_text("3525 件")
    expect(figure).to_contain_text("比2023年增加14")
    expect(figure.get_by_role("img", name="新收申请")).to_be_visible()
    figure.get_by_role("link").click()
    row = zhang.page.locator("#information_requests-row-new_requests")
    expect(row).to_be_in_viewport()
    assert row.evaluate("(e) => e.matches(':target')")


def test_the_address_of_a_row_can_be_copied_and_opens_there(person):
    """All rows of the tables with labels: its label is a link to it."""
    zhang = person(width=390, java_script_enabled=False)
    zhang.page.goto(REPORT)
    labels = zhang.page.locator("table.statutory th[scope=row]")
    assert labels.count() > 20
    for label in labels.all():
        name = label.get_attribute("id")
        assert label.get_by_role("link").get_attribute("href") == f"#{name}"
    li = person(width=390, java_script_enabled=False)
    li.page.goto(REPORT + labels.last.get_by_role("link").get_attribute("href"))
    row = li.page.locator("table.statutory th[scope=row]").last
    expect(row).to_be_in_viewport()
    assert row.evaluate("(e) => e.matches(':target')")


def test_the_figures_are_a_table_too(person):
    zhang = person(java_script_enabled=False)
    zhang.page.goto(REPORT)
    zhang.page.get_by_text("以表格查看数据").click()
    row = zhang.page.locator(".figures-table tbody tr").first
    assert row.locator("th, td").all_inner_texts() == ["新收申请（件）", "3511", "3525"]


def test_from_year_to_year(person):
    zhang = person()
    zhang.page.goto(REPORT)
    zhang.page.get_by_role("link", name="2023年度报告").click()
    expect(zhang.page).to_have_url(zhang.site.url + "/suqian/2023/")
    zhang.page.get_by_role("link", name="2024年度报告").click()
    expect(zhang.page).to_have_url(zhang.site.url + REPORT)


def test_an_authority_tells_who_has_published(person):
    zhang = person(width=390)
    zhang.page.goto("/shapotou/?year=2022")
    expect(zhang.page.locator(".offices li")).to_contain_text(["中卫市沙坡头区司法局"])
    zhang.page.locator(".offices__state--published").first.click()
    expect(zhang.page).to_have_url(zhang.site.url + "/shapotou/justice/2022/")


@pytest.mark.parametrize("address", ["/", "/suqian/", "/shapotou/?year=2022", REPORT])
def test_magnified_four_times_nothing_is_cut_off(person, address):
    """WCAG 1.4.10: a screen 1280 wide at 400 % is one of 320."""
    zhang = person(width=320)
    zhang.page.goto(address)
    assert zhang.page.evaluate("document.documentElement.scrollWidth") <= 320
    for figure in zhang.page.locator(".key-figure").all():
        box = figure.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320
