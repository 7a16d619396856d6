"""From an office's workbook to a citizen's PDF: 王编辑 fills, three review, 张市民 reads.

王编辑 (editor) got a workbook with one wrong number in it; nobody else may let it through.
"""

import io
import re

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import expect

from tests import samples

from .conftest import page_id

FALSE, TRUE = 119, 118  # 结转下年度, 自然人


@pytest.fixture
def workbook(tmp_path):
    """The real figures of 宿迁 2024 as another office's of another year, one of them wrong."""
    book = openpyxl.load_workbook(io.BytesIO(samples.workbook("suqian-2024")))
    [cell] = [
        row[i + 3]
        for row in book.active.iter_rows()
        for i, cell in enumerate(row)
        if cell.value == "四、结转下年度继续办理"
    ]
    assert cell.value == TRUE
    cell.value = FALSE
    [title] = [c for row in book.active.iter_rows() for c in row if "年度报告" in str(c.value)]
    title.value = "中卫市沙坡头区司法局2033年政府信息公开工作年度报告"
    path = tmp_path / "司法局2033年表格.xlsx"
    book.save(path)
    return path


def test_from_the_workbook_to_the_citizens_pdf(person, workbook, tmp_path):
    # 王编辑 uploads the workbook and sees what it would do.
    wang = person("editor")
    wang.page.goto("/admin/")
    office = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    agency = office["items"][0]["id"]
    wang.page.goto(f"/admin/pages/{agency}/")
    wang.page.click("header [data-controller~='w-dropdown'] button")
    wang.page.click("text=从文件填入")
    wang.page.set_input_files("input[type=file]", workbook)
    wang.page.fill("input[name=year]", "2033")
    wang.page.click("text=上传并预览")
    preview = wang.page.locator(".report-preview")
    expect(preview).to_contain_text("将新建一份草稿")
    expect(preview).to_contain_text("相差 1")
    expect(preview.locator("tr", has_text="行政许可")).to_contain_text("1573179")

    # It becomes a draft that says what is wrong with it.
    wang.page.get_by_label("存为草稿").check()
    wang.page.get_by_role("button", name="导入", exact=True).click()
    wang.page.wait_for_url("**/edit/")
    expect(wang.page.locator(".report-findings__list").first).to_contain_text("结转下年")
    report = page_id(wang.page.url)
    table = wang.page.locator("table:has(input[data-key='carried_out/natural_person'])")
    cell = table.locator("input[data-key='carried_out/natural_person']")
    expect(cell).to_have_value(str(FALSE))
    expect(cell).to_have_attribute("aria-invalid", "true")

    # It can't be handed in like that; the reasons are listed.
    submit = wang.page.get_by_role("button", name=re.compile("提交给"))
    wang.open_menu()
    submit.click()
    expect(wang.page.locator(".messages")).to_contain_text("报告有错误，不能发布")
    expect(wang.page.locator(".messages")).to_contain_text("相差 1")

    # She mends the cell: the total beside it was right, and the marks go.
    cell = wang.page.locator("input[data-key='carried_out/natural_person']")
    cell.fill(str(TRUE))
    wang.settle()
    total = wang.page.locator("input[data-key='carried_out/total']")
    expect(total).to_have_value("125")
    expect(wang.page.locator("input[aria-invalid]")).to_have_count(0)
    wang.open_menu()
    submit.click()
    expect(wang.page.locator(".messages")).to_contain_text("提交")

    # It passes its three reviews; the last one answers for the check of secrecy, and publishes.
    reviewers = [person(name) for name in ("checker", "reviewer", "publisher")]
    for reviewer in reviewers[:2]:
        reviewer.page.goto(f"/admin/pages/{report}/edit/")
        reviewer.open_menu()
        reviewer.page.get_by_role("button", name="通过", exact=True).click()
        expect(reviewer.page.locator(".messages")).to_contain_text("2033")
    chen = reviewers[-1]
    chen.page.goto(f"/admin/pages/{report}/edit/")
    chen.open_menu()
    chen.page.get_by_role("button", name=re.compile("通过.*发布")).click()
    chen.page.get_by_label("报告已经保密审查").check()
    chen.page.get_by_label("保密审查人姓名").fill("陈保密")
    chen.page.locator(".modal-content button[type=submit]").click()
    expect(chen.page.locator(".messages")).to_contain_text("2033")

    # 张市民 finds the report from the home page and reads it on the phone.
    zhang = person(width=390)
    zhang.page.goto("/")
    zhang.page.click("text=中卫市沙坡头区司法局2033年政府信息公开工作年度报告")
    expect(zhang.page.locator("h1")).to_contain_text("2033年")
    cell = zhang.page.locator("td[headers~='information_requests-row-carried_out']").first
    expect(cell).to_have_text(str(TRUE))

    # The PDF, which a worker may still be making, holds the number of the workbook.
    pdf = zhang.page.locator("a[href$='report.pdf']")
    for _ in range(30):
        if pdf.count():
            break
        zhang.page.wait_for_timeout(1000)
        zhang.page.reload()
    content = zhang.page.request.get(pdf.get_attribute("href")).body()
    document = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "1573179" in text
    assert re.search(r"118 5 0 0 1 1 125", re.sub(r"\s+", " ", text))
    assert [one.complaints for one in (wang, *reviewers, zhang)] == [[]] * 5
