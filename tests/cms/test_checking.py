"""自查: anybody's files are checked on a public page, in either language."""

import re

import pytest

from importers.reading import read_file
from report_blocks.rendering.workbook import write_template
from report_blocks.statutory import Cell, CellKey, Dataset, Report
from tests import samples
from tests.conftest import MADE_UP
from tests.importers.reading import documents, pages

from .checks import CITY, FINE, NOT_CHECKED, URL, city, packed, send, text
from .workbooks import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_visitor")]
CARRIED_IN = CellKey("information_requests", "carried_in", "natural_person")
CARRIED_OUT = CellKey("information_requests", "carried_out", "natural_person")


class TestPage:
    def test_it_says_what_it_does_and_what_it_reads(self, client, site_tree):
        response = client.get(URL)
        assert response.status_code == 200
        said = text(response)
        assert "年度报告自查" in said
        assert "最多 5 个文件，合计不超过 10 MB" in said
        for kind in ("xlsx", "docx", "html", "zip"):
            assert kind in said

    def test_every_public_page_leads_to_it(self, client, site_tree):
        for page in site_tree:
            assert f'href="{URL}"' in client.get(page.url).content.decode()

    def test_it_is_for_english_readers_too(self, client, site_tree):
        client.cookies["django_language"] = "en"
        assert "Check an annual report" in text(client.get(URL))
        said = text(send(client, city(), samples.workbook("shanghai-stcsm-2024")))
        assert "宿迁市人民政府, report of 2024" in said
        assert "No errors found" in said
        assert "2 errors" in said
        assert "the total of each row is the sum of its six kinds of applicants" in said

    def test_it_does_not_follow_the_browsers_language(self, client, site_tree):
        assert "年度报告自查" in text(client.get(URL, headers={"accept-language": "en"}))

    def test_it_runs_nothing_inline(self, client, site_tree):
        for response in (client.get(URL), send(client, city())):
            assert "unsafe" not in response["Content-Security-Policy"]
            assert "<script" not in response.content.decode()
            assert " style=" not in response.content.decode()


class TestReports:
    def test_a_right_one(self, client, site_tree):
        said = text(send(client, samples.workbook("suqian-2024")))
        for fact in (CITY, "2024", "国办公开办函〔2021〕30号", "200 个（共 200 个）", FINE):
            assert fact in said
        assert "处错误" not in said
        assert NOT_CHECKED not in said

    def test_a_wrong_one(self, client, site_tree):
        said = text(send(client, samples.workbook("shanghai-stcsm-2024")))
        assert "2 处错误" in said
        assert "结转下年一行：自然人 1 = 1，总计为空白，相差 1" in said
        assert "规则：A01 表三每行的总计等于六类申请人之和" in said
        assert "依据：报告格式（国办公开办函〔2021〕30号）" in said
        assert "199 个（共 200 个）" in said
        assert "未比对：文件中没有写明年度" in said
        assert FINE not in said
        assert said.index("A01") < said.index("警告 “")

    def test_what_one_rule_finds_stands_together(self, client, site_tree):
        dataset = samples.dataset("suqian-2024").with_cells(
            {CARRIED_OUT: Cell(7), CARRIED_IN: Cell(3)}
        )
        said = text(send(client, filled(dataset, CITY, 2024)))
        assert said.count("规则：A01") == 1
        assert said.count("一行：") == 2

    def test_what_can_not_be_read_is_an_error_with_its_place(self, client, site_tree):
        dataset = samples.dataset("suqian-2024").with_cells({CARRIED_OUT: Cell(text="约30")})
        said = text(send(client, ("草稿.xlsx", filled(dataset, CITY, 2024))))
        assert "读取文件时发现的问题 错误" in said
        assert "约30" in said
        assert re.search(r"位置：草稿\.xlsx：\S+![A-Z]+\d+", said)
        assert FINE not in said

    def test_a_table_that_is_not_there_is_named(self, client, site_tree):
        body = pages.page(pages.tables_of("suqian-2024")[1])
        said = text(send(client, ("年报.html", body)))
        assert "没有读到 二、主动公开政府信息情况、四、政府信息公开行政复议、行政诉讼情况" in said

    @pytest.mark.parametrize("kind", ["docx", "html", "mht", "zip"])
    def test_other_kinds_of_files(self, client, site_tree, kind):
        [reading] = read_file(samples.filled(), "x.xlsx").reports
        content = {
            "docx": lambda: documents.written(reading.report),
            "html": pages.site,
            "mht": lambda: pages.archive(pages.site()),
            "zip": lambda: packed(("年报.xlsx", samples.filled())),
        }[kind]()
        said = text(send(client, (f"年报.{kind}", content)))
        assert "中卫市沙坡头区司法局 2022年度报告" in said
        assert "195 个（共 200 个）" in said
        assert "E01" in said  # its prose was read

    def test_a_format_of_the_sites_own(self, client, site_tree, settings, made_up):
        settings.REPORT_FORMATS = [str(MADE_UP)]
        data = Dataset("made-up", {CellKey("stock", "paper", "change"): Cell(-2)})
        said = text(send(client, write_template(made_up, report=Report(data))))
        assert made_up.citation in said
        assert f"（共 {len(made_up.cells)} 个）" in said

    def test_numbers_of_persons_are_not_repeated(self, client, site_tree):
        number = "110101199003070038"
        texts = (("overview", f"张某（{number}）。"), ("other_matters", "无。"))
        said = text(send(client, filled(agency=CITY, sections=texts)))
        assert "F01" in said
        assert number not in said


class TestLastYear:
    def test_it_is_looked_for_among_the_files(self, client, site_tree):
        said = text(send(client, city(2023), city(2024)))
        assert "已与2023年度报告比对" in said
        assert "未比对：文件中没有本机关的2022年度报告" in said
        assert "B01" not in said
        assert said.index("2024年度报告") < said.index("2023年度报告")

    def test_what_was_carried_out_is_what_is_carried_in(self, client, site_tree):
        before = samples.dataset("suqian-2023")
        changed = before[CARRIED_OUT].number + 5
        said = text(send(client, city(), city(2023, cells={CARRIED_OUT: Cell(changed)})))
        assert "规则：B01 上年结转等于上年报告的结转下年度" in said
        assert f"{changed}" in said

    def test_another_offices_is_not(self, client, site_tree):
        other = filled(samples.dataset("suqian-2023"), "另一市人民政府", 2023)
        assert "已与" not in text(send(client, city(), other))


class TestNotReports:
    @pytest.mark.parametrize(
        "content", [b"%PDF-1.7\n", b"\x00\x01\x02", "你好".encode(), b"PK\x03\x04broken"]
    )
    def test_no_report(self, client, site_tree, content):
        response = send(client, ("什么.xlsx", content))
        assert response.status_code == 200
        said = text(response)
        assert NOT_CHECKED in said
        assert "位置：什么.xlsx" in said
        assert FINE not in said

    def test_a_bad_file_beside_a_good_one(self, client, site_tree):
        said = text(send(client, ("坏.xlsx", b"?"), city()))
        assert NOT_CHECKED in said
        assert FINE in said

    def test_an_empty_file_and_none(self, client, site_tree):
        for response in (send(client, ("空.xlsx", b"")), client.post(URL)):
            assert response.status_code == 400
            assert "文件没有核对" in text(response)
        assert "请选择年度报告的文件" in text(client.post(URL))

    def test_a_bomb(self, client, site_tree):
        bomb = packed(("[Content_Types].xml", b""), ("xl/workbook.xml", b" " * 100_000_000))
        response = send(client, bomb)
        assert response.status_code == 200
        assert "过大" in text(response)

    def test_no_form_at_all(self, client, site_tree):
        for body, kind in ((b"x", "text/plain"), (b"x", "multipart/form-data; boundary=y")):
            assert client.post(URL, body, content_type=kind).status_code == 400
