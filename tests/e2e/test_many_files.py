"""The authority drops in fifty files, seven of them bad in different ways: 陈终审's afternoon."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from report_blocks.statutory import Cell, CellKey
from tests import samples
from tests.cms.workbooks import filled

NAMES = [f"沙坡头区第{i:02}局" for i in range(50)]
OFFICES = f"""
from cms.models import AgencyPage
authority = AgencyPage.objects.get(slug="shapotou")
for i, name in enumerate({NAMES!r}):
    page = authority.add_child(instance=AgencyPage(title=name, slug=f"office-{{i}}"))
    page.save_revision().publish()
"""
DISAGREES = samples.dataset("suqian-2024").with_cells(
    {CellKey("information_requests", "granted", "business"): Cell(22)}
)


def with_words_for_a_number(name: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(samples.workbook("suqian-2024")))
    for row in book.active.iter_rows():
        for cell in row:
            if "年度报告" in str(cell.value):
                cell.value = f"{name}2024年政府信息公开工作年度报告"
            if cell.value == "四、结转下年度继续办理":
                row[cell.column + 2].value = "约30"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


BAD = {
    3: (lambda name: filled(agency=name)[:4000], "文件已损坏"),
    8: (lambda _name: bytes(range(256)), "不是能读取的文件"),
    12: (lambda _name: filled(agency="沙坡头区第12局（盖章）"), "请指定是哪个单位"),
    17: (lambda name: filled(agency=name, year=2023), "2023 年度的报告，不是 2024 年度的"),
    21: (with_words_for_a_number, "约30"),
    40: (lambda _name: filled(agency=NAMES[41]), "不能确定用哪一份"),  # and so is 41
}


@pytest.fixture
def fifty(tmp_path):
    paths = []
    for i, name in enumerate(NAMES):
        make, _reason = BAD.get(i, (lambda name: filled(agency=name), ""))
        content = filled(DISAGREES, agency=name) if i == 30 else make(name)
        paths.append(tmp_path / f"{name}.xlsx")
        paths[-1].write_bytes(content)
    return paths


def test_fifty_files_of_which_seven_are_bad(person, site, fifty):
    site.run(OFFICES)
    chen = person("publisher")
    page = chen.page
    page.set_default_timeout(90_000)
    found = page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=shapotou").json()
    page.goto(f"/admin/reports/{found['items'][0]['id']}/upload/")
    page.set_input_files("input[type=file]", fifty)
    page.fill("input[name=year]", "2024")
    page.click("text=上传并预览")

    # Each bad file says what is wrong with it; the others are ready.
    page.wait_for_selector(".report-import__items")
    counts = page.locator(".report-import__counts")
    expect(counts).to_contain_text("新增 43")
    expect(counts).to_contain_text("不能导入 7")
    page.click("text=不能导入 7")
    rows = page.locator(".report-import__items tbody tr")
    expect(rows).to_have_count(7)
    for i, (_make, reason) in BAD.items():
        row = rows.filter(has=page.get_by_role("cell", name=f"{NAMES[i]}.xlsx", exact=True))
        expect(row).to_contain_text(re.compile(reason))

    # One is of an office that writes its name in its own way: one click says which it is.
    rows.filter(has_text=f"{NAMES[12]}.xlsx").get_by_role("link").click()
    page.get_by_role("button", name=NAMES[12], exact=True).click()
    expect(counts).to_contain_text("新增 44")

    # All that can be published is, and the result says of each what became of it.
    page.get_by_label("发布没有错误的报告").check()
    page.get_by_role("button", name="导入选中的报告").click()
    result = page.locator(".report-import__fates")
    expect(result).to_contain_text("已发布 43", timeout=90_000)
    expect(result).to_contain_text("已存为草稿，未发布 1")
    citizen = person(width=390)
    citizen.page.goto("/shapotou/office-12/2024/")
    expect(citizen.page.locator("h1")).to_contain_text("第12局")

    # And it can all be taken back.
    page.click("text=撤销这次导入")
    page.get_by_role("button", name="撤销整次导入").click()
    expect(result).to_contain_text("已撤销 44", timeout=90_000)
    assert citizen.page.request.get("/shapotou/office-12/2024/").status == 404
    assert (chen.complaints, citizen.complaints) == ([], [])
