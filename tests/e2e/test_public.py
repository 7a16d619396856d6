"""The public site as 张市民 meets it: on a phone, without JavaScript, on paper."""

import re

import pytest
from playwright.sync_api import expect

REPORT = "/shapotou/justice/2022/"
LARGE = "/suqian/2024/"


def test_every_published_report_is_at_most_three_clicks_from_home(person, site):
    zhang = person()
    seen, front = {"/"}, ["/"]
    for _click in range(3):
        links = []
        for address in front:
            zhang.page.goto(address)
            links += zhang.page.locator("main a").evaluate_all(
                "(all) => all.map((a) => a.pathname)"
            )
        front = [link for link in dict.fromkeys(links) if link not in seen and link.endswith("/")]
        seen |= set(front)
    listed = zhang.page.request.get("/api/v2/pages/?type=cms.AnnualReportPage&limit=100").json()
    published = {re.sub(r"^https?://[^/]+", "", i["meta"]["html_url"]) for i in listed["items"]}
    assert len(published) >= 4  # other tests publish more
    assert published <= seen
    assert site.output.count("已发布") == 4
    assert "存为草稿：上海市科学技术委员会" in site.output


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_no_page_is_wider_than_the_screen(person, width):
    zhang = person(width=width)
    for address in ("/", "/suqian/", REPORT, LARGE):
        zhang.page.goto(address)
        assert zhang.page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_row_labels_stay_while_the_columns_scroll(person):
    zhang = person(width=390)
    zhang.page.goto(LARGE)
    label = zhang.page.locator("#information_requests-row-refused_state_secret")
    value = zhang.page.locator("td.total[headers~='information_requests-row-refused_state_secret']")
    label.scroll_into_view_if_needed()
    expect(value).not_to_be_in_viewport()
    zhang.page.locator("#information_requests .table-scroll").evaluate("(e) => e.scrollLeft = 9999")
    expect(value).to_be_in_viewport(ratio=1)
    expect(label).to_be_in_viewport(ratio=0.95)
    at, to = label.bounding_box(), value.bounding_box()
    assert at["x"] + at["width"] <= to["x"]


def test_a_scrolling_table_can_be_scrolled_by_keys(person):
    zhang = person(width=390)
    zhang.page.goto(LARGE)
    region = zhang.page.locator("#information_requests .table-scroll")
    region.focus()
    for _ in range(10):
        zhang.page.keyboard.press("ArrowRight")
    zhang.page.wait_for_function(
        "document.querySelector('#information_requests .table-scroll').scrollLeft > 0"
    )


def test_no_javascript_is_needed(person):
    zhang = person(java_script_enabled=False)
    zhang.page.goto(REPORT)
    expect(zhang.page.locator("h1")).to_have_text(
        "中卫市沙坡头区司法局2022年政府信息公开工作年度报告"
    )
    expect(zhang.page.locator("table.statutory")).to_have_count(3)
    zhang.page.click("text=六、其他需要报告的事项")
    expect(zhang.page.locator("#other_matters h2")).to_be_in_viewport()
    zhang.page.click("text=English")
    expect(zhang.page.locator("html")).to_have_attribute("lang", "en")
    expect(zhang.page.get_by_text("Issued by")).to_be_visible()


def test_tables_have_caption_scope_and_headers(person):
    zhang = person()
    zhang.page.goto(LARGE)
    broken = zhang.page.evaluate(
        """() => [...document.querySelectorAll('td[headers]')].filter((cell) =>
          cell.getAttribute('headers').split(' ').some((id) => !document.getElementById(id)))
          .length"""
    )
    assert broken == 0
    expect(zhang.page.locator("th:not([scope])")).to_have_count(0)
    captions = zhang.page.locator("caption").all_text_contents()
    assert captions == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_on_paper_there_is_only_the_report(person):
    zhang = person()
    zhang.page.emulate_media(media="print")
    zhang.page.goto(LARGE)
    for name in (
        ".site-header",
        ".site-footer",
        ".contents",
        ".downloads",
        ".breadcrumb",
        ".summary",
    ):
        expect(zhang.page.locator(name)).to_be_hidden()
    expect(zhang.page.locator("h1")).to_be_visible()


def test_the_browser_complains_of_nothing(person):
    """No script error, no refusal by the content security policy, nothing fetched elsewhere."""
    zhang = person()
    hosts = set()
    zhang.page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for address in ("/", "/suqian/", REPORT):
        zhang.page.goto(address)
    assert zhang.complaints == []
    assert hosts == {zhang.site.url.split("/")[2]}
