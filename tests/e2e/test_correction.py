"""A published report is corrected; a citizen sees why, what, and what it said before."""

import json
import re

import pypdfium2
from playwright.sync_api import expect

from .test_accessibility import complaints

MADE = """
from dataclasses import replace
from cms.filling.preview import started
from cms.models import AgencyPage
from tests import samples
office = AgencyPage.objects.get(slug="justice")
page = started(office, 2031)
page.fill(
    replace(
        page.report, dataset=samples.dataset("suqian-2024"), sections=samples.TEXTS,
        contact=samples.CONTACT,
    ),
    year=2031,
)
office.add_child(instance=page)
page.save_revision().publish()
print(page.pk)
"""
ADDRESS = "/shapotou/justice/2031/"
CELL = "input[data-key='licensing/decisions']"
REASON = "行政许可数量统计口径有误，少计一件。"


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document)


def wait_for_pdf(page):
    """The link to the PDF, which a worker may still be making."""
    pdf = page.locator("a[href$='report.pdf']")
    for _ in range(30):
        if pdf.count():
            return pdf
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError("there is no PDF")


def test_a_correction(person, site):
    site.run(MADE)

    # 张市民 has read the report, and has its PDF.
    zhang = person(width=390)
    zhang.page.goto(ADDRESS)
    wait_for_pdf(zhang.page)
    expect(zhang.page.locator(".correction")).to_have_count(0)

    # 管理员 changes a figure; without a reason it can't be published.
    admin = person("admin")
    found = admin.page.request.get(
        "/api/v2/pages/?type=cms.AnnualReportPage&year=2031&fields=agency_name"
    ).json()["items"]
    [report] = [one["id"] for one in found if "司法局" in one["agency_name"]]
    admin.page.goto(f"/admin/pages/{report}/edit/")
    admin.wait_until_watched()
    admin.page.locator(CELL).fill("1573180")
    admin.settle()
    admin.open_menu()
    admin.page.get_by_role("button", name="发布", exact=True).click()
    expect(admin.page.locator(".messages")).to_contain_text("更正须填写更正原因")
    zhang.page.reload()
    expect(zhang.page.locator("body")).to_contain_text("1573179")

    # With one it is.
    admin.page.get_by_role("textbox", name="更正原因").fill(REASON)
    admin.settle()
    admin.open_menu()
    admin.page.get_by_role("button", name="发布", exact=True).click()
    expect(admin.page.locator(".messages")).to_contain_text("已经发布")
    admin.page.goto(f"/admin/pages/{report}/edit/")
    expect(admin.page.get_by_role("textbox", name="更正原因")).to_have_value("")

    # 张市民 sees at once that it was corrected, and why.
    zhang.page.reload()
    notice = zhang.page.locator(".correction")
    expect(notice).to_contain_text("本报告已于")
    expect(notice).to_contain_text(REASON)
    expect(
        zhang.page.locator("td[headers~='proactive_disclosure-row-licensing']").last
    ).to_have_text("1573180")

    # What was changed, cell by cell.
    notice.get_by_role("link", name="更正内容").click()
    row = zhang.page.locator("tr", has_text="行政许可")
    expect(row.locator("del")).to_have_text("1573179")
    expect(row.locator("ins")).to_have_text("1573180")
    assert zhang.page.evaluate("document.documentElement.scrollWidth") <= 390

    # What it said before, with the PDF of then; and back.
    zhang.page.get_by_role("link", name="更正前的版本").click()
    expect(zhang.page.locator(".correction")).to_contain_text("不再有效")
    expect(zhang.page.locator("article")).to_contain_text("1573179")
    old = zhang.page.locator("a[href$='report.pdf']").get_attribute("href")
    assert old == f"{ADDRESS}versions/1/report.pdf"
    assert "1573179" in text_of(zhang.page.request.get(old).body())
    zhang.page.get_by_role("link", name="查看现行版本").click()
    new = wait_for_pdf(zhang.page).get_attribute("href")
    assert new == f"{ADDRESS}report.pdf"
    text = text_of(zhang.page.request.get(new).body())
    assert "1573180" in text
    assert not re.search("1573179", text)
    api = zhang.page.request.get(f"/api/v2/pages/{report}/").json()
    assert json.dumps(api["corrections"], ensure_ascii=False).count("157318") == 1
    assert [one.complaints for one in (admin, zhang)] == [[], []]
    for below in ("", "versions/", "versions/1/"):
        zhang.page.goto(f"{ADDRESS}{below}")
        assert complaints(zhang) == []
