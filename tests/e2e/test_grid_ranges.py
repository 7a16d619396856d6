"""Ranges of cells in the grid: selecting, filling, copying, taking back; last year beside them."""

import openpyxl
import pytest
from playwright.sync_api import expect

from .conftest import Person

GRANTED, PARTIAL, SECRET = "granted", "partially_granted", "refused_state_secret"
TEN_THOUSAND_LINES = "1\t2\t3\n" * 10_000

PASTE_HTML = """(input, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/html', html);
  const options = { clipboardData, bubbles: true, cancelable: true };
  input.dispatchEvent(new ClipboardEvent('paste', options));
}"""


class Requests:
    """表三 in the editor: 收到和处理政府信息公开申请情况."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        self.table = self.page.locator(".report-grid", has=self.cell(f"{GRANTED}/total"))
        self.message = self.table.get_by_role("status")
        expect(self.cell(f"{GRANTED}/total")).to_be_visible()

    def cell(self, key: str):
        return self.page.locator(f"input[data-key='{key}']")

    def row(self, key: str) -> list[str]:
        cells = self.table.locator(f"input[data-key^='{key}/']")
        return cells.evaluate_all("(inputs) => inputs.map((input) => input.value)")

    def button(self, name: str):
        return self.table.get_by_role("button", name=name)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def selected(self) -> int:
        return self.table.locator("td.is-selected").count()


@pytest.fixture
def new(person):
    """Opens a new, empty report of her office for 王编辑."""

    def open_(**options) -> Requests:
        wang = person("editor", **options)
        agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
        wang.page.goto(f"/admin/pages/add/cms/annualreportpage/{agency['items'][0]['id']}/")
        return Requests(wang)

    return open_


def test_a_range_is_chosen_filled_and_taken_back_by_keys_alone(new):
    grid = new()
    grid.cell(f"{GRANTED}/business").fill("7")
    grid.cell(f"{GRANTED}/natural_person").focus()
    grid.press("Shift+ArrowDown", "Shift+ArrowRight")
    assert grid.selected() == 4
    expect(grid.message).to_have_text(
        "已选 4 格：从“（一）予以公开 · 自然人”到“（二）部分公开 · 商业企业”"
    )
    grid.press("Alt+F10", "Enter")  # the first button
    assert grid.row(GRANTED)[:3] == ["0", "7", ""]
    assert grid.row(PARTIAL)[:3] == ["0", "0", ""]
    expect(grid.message).to_have_text("已在 3 个空白单元格中填 0。")
    grid.press("Escape", "Delete")
    assert grid.row(GRANTED) == grid.row(PARTIAL) == [""] * 7
    grid.press("Control+z")
    assert grid.row(GRANTED) == ["0", "7", "", "", "", "", "7"]
    grid.press("Control+z", "Control+z")
    assert grid.row(GRANTED) == [""] * 7
    grid.press("Control+y", "Control+Shift+z")
    assert grid.row(PARTIAL) == ["0", "0", "", "", "", "", "0"]
    grid.press("Control+a")
    assert grid.selected() == 175
    grid.press("Escape")
    assert grid.selected() == 0
    grid.button("空白填 0").click()
    assert "" not in grid.row("carried_out")
    assert grid.person.complaints == []


def test_a_number_typed_over_a_range_fills_it_and_each_cell_is_one_step(new):
    grid = new()
    grid.cell(f"{GRANTED}/natural_person").focus()
    grid.press("Shift+End")
    grid.page.keyboard.type("12")
    grid.press("Control+Enter")
    assert grid.row(GRANTED) == ["12"] * 6 + ["72"]
    grid.press("Control+z")
    assert grid.row(GRANTED) == ["12", "", "", "", "", "", "12"]
    grid.press("Control+z")
    assert grid.row(GRANTED) == [""] * 7
    expect(grid.button("撤销")).to_have_attribute("aria-disabled", "true")


def test_what_is_copied_is_pasted_as_it_was(new):
    grid = new()
    grid.cell(f"{GRANTED}/natural_person").fill("1")
    grid.cell(f"{GRANTED}/business").fill("22（其中修订16件）")
    grid.cell(f"{PARTIAL}/natural_person").fill("=1+1")
    grid.cell(f"{PARTIAL}/natural_person").focus()
    grid.press("Shift+ArrowUp", "Shift+ArrowRight", "Control+c")
    copied = grid.page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == ["1\t22（其中修订16件）", "'=1+1\t"]  # which no Excel runs
    grid.cell(f"{SECRET}/natural_person").focus()
    grid.press("Control+v")
    assert grid.row(SECRET)[:2] == ["1", "22（其中修订16件）"]
    assert grid.row("refused_prohibited_by_law")[0] == "=1+1"
    grid.press("Shift+ArrowRight", "Control+x")
    assert grid.row(SECRET) == [""] * 7
    grid.press("Control+z")
    assert grid.row(SECRET)[6] == "23"
    grid.page.evaluate("navigator.clipboard.writeText('5\\r\\n')")
    grid.cell("carried_out/natural_person").focus()
    grid.press("Shift+End", "Control+v")  # one value into a range
    assert grid.row("carried_out") == ["5"] * 6 + ["30"]


def test_a_table_of_a_web_page_is_pasted_and_nothing_in_it_runs(new):
    grid = new()
    html = (
        "<meta charset=utf-8><table><tr><td colspan=2>3</td><td>4</td></tr>"
        "<tr><td><img src=x onerror='window.ran = 1'>约30😀</td></tr></table>"
    )
    grid.cell(f"{GRANTED}/natural_person").evaluate(PASTE_HTML, html)
    assert grid.row(GRANTED)[:3] == [""] * 3  # no cell is active yet
    grid.cell(f"{GRANTED}/natural_person").focus()
    grid.cell(f"{GRANTED}/natural_person").evaluate(PASTE_HTML, html)
    assert grid.row(GRANTED)[:3] == ["3", "", "4"]
    expect(grid.cell(f"{PARTIAL}/natural_person")).to_have_value("约30😀")
    expect(grid.table).to_contain_text("“约30😀”不是数字")
    assert grid.page.evaluate("window.ran") is None


def test_ten_thousand_lines_are_refused_at_once(new):
    grid = new()
    grid.cell(f"{GRANTED}/natural_person").focus()
    grid.page.evaluate("(text) => navigator.clipboard.writeText(text)", TEN_THOUSAND_LINES)
    grid.press("Control+v")
    expect(grid.message).to_have_text("粘贴的内容超出了表格范围，没有改动。", timeout=1000)
    grid.page.evaluate("navigator.clipboard.writeText('9'.repeat(10000))")
    grid.press("Control+v")
    expect(grid.message).to_have_text("粘贴的内容中有单元格文字过长，没有改动。", timeout=1000)
    assert grid.row(GRANTED) == [""] * 7


def test_cells_are_chosen_by_dragging_by_shift_and_by_headings(new):
    grid = new()
    grid.cell(f"{GRANTED}/business").hover()
    grid.page.mouse.down()
    for key in (f"{PARTIAL}/business", f"{SECRET}/public_welfare_org"):
        grid.cell(key).hover()
    grid.page.mouse.up()
    assert grid.selected() == 9
    grid.cell("refused_prohibited_by_law/business").click(modifiers=["Shift"])
    assert grid.selected() == 4
    grid.table.get_by_role("rowheader", name="（一）予以公开").click()
    assert grid.selected() == 7
    grid.cell(f"{PARTIAL}/business").click()
    assert grid.selected() == 0
    grid.page.keyboard.type("3")  # in place of what stands there
    expect(grid.cell(f"{PARTIAL}/business")).to_have_value("3")


def test_on_a_tablet_headings_and_buttons_do(new):
    grid = new(width=820, has_touch=True)
    grid.table.get_by_role("columnheader", name="自然人").tap()
    assert grid.selected() == 25
    grid.button("选区空白填 0").tap()
    expect(grid.cell("outcomes_total/natural_person")).to_have_value("0")
    assert grid.row(GRANTED) == ["0", "", "", "", "", "", "0"]
    grid.button("撤销").tap()
    assert grid.row(GRANTED) == [""] * 7


def test_totals_that_differ_are_put_right_one_by_one(new):
    grid = new()
    grid.cell(f"{GRANTED}/natural_person").focus()
    text = "1\t2\t0\t0\t0\t0\t9\n1\t1\t0\t0\t0\t0\t8"
    grid.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    grid.press("Control+v")
    grid.button("改为 3").click()
    expect(grid.cell(f"{GRANTED}/total")).to_have_value("3")
    expect(grid.cell(f"{GRANTED}/total")).to_be_focused()
    expect(grid.cell(f"{PARTIAL}/total")).to_have_value("8")
    grid.press("Control+z")
    expect(grid.cell(f"{GRANTED}/total")).to_have_value("9")
    expect(grid.button("改为 3")).to_be_visible()


def test_last_year_is_shown_beside_each_cell_and_carried_over(person):
    admin = person("admin")
    reports = admin.page.request.get("/api/v2/pages/?type=cms.AnnualReportPage&fields=year").json()
    [page] = [
        item["id"]
        for item in reports["items"]
        if item["title"].startswith("宿迁市") and item["year"] == 2024
    ]
    admin.page.goto(f"/admin/pages/{page}/edit/")
    grid = Requests(admin)
    before = grid.row("carried_in")
    cell = grid.cell("new_requests/natural_person")
    expect(cell).to_have_accessible_description("")
    grid.button("上年数据（2023年）").click()
    expect(cell).to_have_value("3440")
    expect(cell).to_have_accessible_description("上年数据（2023年） 3402 +38")
    expect(grid.button("填入上年结转")).to_be_hidden()
    grid.cell("carried_in/natural_person").focus()
    grid.press("Shift+End", "Delete")
    grid.button("填入上年结转（2023年结转下年度 121 件）").click()
    assert grid.row("carried_in") == before
    grid.press("Control+z")
    assert grid.row("carried_in") == [""] * 7
    grid.press("Control+z")
    assert grid.row("carried_in") == before
    grid.button("上年数据").click()
    expect(cell).to_have_accessible_description("")
    admin.settle()
    assert admin.complaints == []


def test_a_table_is_changed_in_excel_and_dropped_back(new, tmp_path):
    table = new(accept_downloads=True)
    table.cell(f"{GRANTED}/natural_person").fill("5")
    with table.page.expect_download() as download:
        table.button("下载 Excel").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    [sheet] = book.worksheets
    [[row, column]] = [(c.row, c.column) for line in sheet for c in line if c.value == 5]
    sheet.cell(row, column).value = 7
    book.save(path)

    table.table.locator("input[type=file]").set_input_files(path)
    offer = table.table.locator(".report-grid__offer")
    expect(offer).to_contain_text("自然人")
    expect(offer.locator("del").first).to_have_text("5")
    expect(offer.locator("ins").first).to_have_text("7")
    expect(table.cell(f"{GRANTED}/natural_person")).to_have_value("5")
    offer.get_by_role("button", name="采用这些数据").click()
    expect(table.cell(f"{GRANTED}/natural_person")).to_have_value("7")
    expect(table.cell(f"{GRANTED}/natural_person")).to_be_focused()
    expect(offer).to_be_empty()
    table.button("撤销").click()
    expect(table.cell(f"{GRANTED}/natural_person")).to_have_value("5")
    assert table.person.complaints == []
