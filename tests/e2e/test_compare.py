"""Figures of several offices side by side, as 张市民 meets them: on a phone, without JavaScript."""

import csv
import io

import pytest
from playwright.sync_api import expect

from .test_accessibility import complaints


def ids(person) -> dict[str, int]:
    found = person.page.request.get("/api/v2/pages/?type=cms.AgencyPage&limit=100").json()
    return {item["meta"]["slug"]: item["id"] for item in found["items"]}


def query(person) -> str:
    offices = "&".join(f"office={number}" for number in ids(person).values())
    return f"{offices}&year=2022&year=2023&year=2024&figure=new_requests&figure=fees"


@pytest.mark.parametrize("width", [1280, 390])
def test_every_state_fits_the_screen_and_is_accessible(person, width):
    zhang = person(width=width)
    one = ids(zhang)["suqian"]
    for asked in ("", query(zhang), f"office={one}&find=1&q=市", "office=0&year=x&figure=y"):
        zhang.page.goto(f"/compare/?{asked}")
        assert zhang.page.evaluate("document.documentElement.scrollWidth") <= width, asked
        zhang.page.locator("details").evaluate_all("(all) => all.forEach((d) => { d.open = true })")
        assert zhang.page.evaluate("document.documentElement.scrollWidth") <= width, asked
        assert complaints(zhang) == [], asked
    assert not [one for one in zhang.complaints if "400" not in one]


def test_from_the_form_to_a_sorted_table_without_javascript(person):
    zhang = person(java_script_enabled=False)
    zhang.page.goto("/compare/")
    zhang.page.fill("#q", "宿迁")
    zhang.page.locator(".compare-find button").click()
    zhang.page.locator(".compare-form label", has_text="宿迁市").first.check()
    zhang.page.fill("#q", "沙坡头")
    zhang.page.locator(".compare-find button").click()
    zhang.page.locator(".compare-form label", has_text="司法局").first.check()
    zhang.page.locator(".compare-form > button").click()
    rows = zhang.page.locator(".compare-table tbody tr")
    expect(rows).to_have_count(2)
    zhang.page.locator(".compare-table thead a", has_text="2024").first.click()
    expect(rows.first.locator("th")).to_have_text("宿迁市人民政府")
    assert "sort=-new_requests@2024" in zhang.page.url
    expect(zhang.page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(zhang.page.locator("svg.chart")).to_have_count(4)


def test_the_csv_is_the_table_on_the_page(person):
    zhang = person()
    zhang.page.goto(f"/compare/?{query(zhang)}&sort=-new_requests@2024")
    shown = zhang.page.locator(".compare-table tbody tr, .compare-table tfoot tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    with zhang.page.expect_download() as download:
        zhang.page.locator(".compare-title a").click()
    assert download.value.suggested_filename.endswith("比较（2022-2024）.csv")
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1:] == shown


def test_the_names_stay_while_the_figures_scroll(person):
    zhang = person(width=390)
    zhang.page.goto(f"/compare/?{query(zhang)}")
    name = zhang.page.locator(".compare-table tbody th").first
    zhang.page.locator(".compare-scroll").evaluate("(region) => { region.scrollLeft = 9999 }")
    name.scroll_into_view_if_needed()
    expect(name).to_be_in_viewport(ratio=0.95)
    expect(zhang.page.locator(".compare-table tbody td").nth(5)).to_be_in_viewport(ratio=0.9)


def test_the_language_changes_and_the_question_stays(person):
    zhang = person()
    address = f"/compare/?{query(zhang)}"
    zhang.page.goto(address)
    zhang.page.click("text=English")
    expect(zhang.page.locator("html")).to_have_attribute("lang", "en")
    assert zhang.page.url.endswith(address)
