"""The admin's views of a single report: upload, preview, and the fill-in workbook."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from msoffcrypto.format.ooxml import OOXMLFile

from cms.filling import applying
from cms.models import AnnualReportPage, ImportFile, ImportItem, ImportRun
from importers.reading import read_file
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import with_cells
from .uploads import address, confirm, kept, newest, text, upload
from .workbooks import OFFICE, TEXTS, filled

GRANTED = CellKey("information_requests", "granted", "business")
WRONG = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(22)})
PEOPLE = ["editor", "publisher", "admin"]
pytestmark = pytest.mark.django_db


class TestUpload:
    def test_the_file_is_kept_privately_with_who_and_for_whom(self, editor, agency, settings):
        kept(editor, agency)
        one = ImportFile.objects.get()
        assert (one.name, one.run.user.username, one.run.agency, one.run.year) == (
            *("报告.xlsx", "editor", agency, 2024),
        )
        assert one.file.read() == filled()
        assert not one.file.path.startswith(str(settings.MEDIA_ROOT))
        assert one.sha256 in one.file.name

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"year": 2024}, "必需"),
            ({"file": SimpleUploadedFile("x.xlsx", b""), "year": 2024}, "空"),
            ({"file": SimpleUploadedFile("x.xlsx", b"1"), "year": 1999}, "2008"),
            ({"file": SimpleUploadedFile("x.xlsx", b"1"), "year": "今年"}, "整数"),
        ],
        ids=["no file", "empty file", "year too early", "year in words"],
    )
    def test_what_can_not_be_taken(self, editor, agency, data, words):
        if "file" in data:
            data["file"].seek(0)
        assert words in text(editor.post(address(agency), data))
        assert not ImportRun.objects.exists()

    def test_one_that_is_too_large(self, editor, agency, settings):
        settings.UPLOAD_MAX_BYTES = 1024
        answer = text(upload(editor, agency))
        assert "文件总计超过 1.0\xa0KB" in answer
        assert not ImportRun.objects.exists()

    @pytest.mark.parametrize(
        "name",
        ["../../etc/passwd.xlsx", "<script>alert(1)</script>.xlsx", "a" * 400 + ".xlsx", "%s"],
    )
    def test_hostile_names_are_only_names(self, editor, agency, name):
        preview = kept(editor, agency, name=name)
        assert "/" not in ImportFile.objects.get().name
        assert "<script>alert" not in text(editor.get(preview))
        response = confirm(editor, preview, follow=True)
        assert "<script>alert" not in text(response)
        assert newest(agency).report.dataset[GRANTED] == Cell(21)

    def test_a_name_with_the_number_of_a_person(self, editor, agency):
        response = upload(editor, agency, name="王某640502197903070124.xlsx")
        assert "末四位 0124" in text(response)
        assert "640502197903070124" not in text(response)
        assert not ImportRun.objects.exists()


class TestPreview:
    def test_it_shows_what_would_change_and_where_it_was_read(self, editor, draft):
        page = draft()
        shown = text(editor.get(kept(editor, page.agency, content=filled(WRONG))))
        assert "草稿将作以下改动" in shown
        row = shown.partition("（一）予以公开 · 商业企业")[2].partition("</tr>")[0]
        assert "三、收到和处理政府信息公开申请情况!" in row
        assert ">21<" in row
        assert "<strong>22</strong>" in row

    def test_it_shows_what_does_not_agree(self, editor, agency):
        shown = text(editor.get(kept(editor, agency, content=filled(WRONG))))
        assert "A01" in shown
        assert "不能发布" in shown

    def test_an_agreeing_file_has_no_findings(self, editor, agency):
        shown = text(editor.get(kept(editor, agency)))
        assert "report-findings__item--error" not in shown

    def test_looking_changes_nothing(self, editor, agency):
        text(editor.get(kept(editor, agency)))
        assert not AnnualReportPage.objects.exists()

    def test_confirming_makes_the_draft_and_leads_to_it(self, editor, agency):
        response = confirm(editor, kept(editor, agency))
        page = newest(agency)
        assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert not page.live
        assert ImportRun.objects.get().applied_at
        assert ImportItem.objects.get().revision_id == page.latest_revision_id

    def test_confirming_twice_does_it_once(self, editor, agency):
        preview = kept(editor, agency)
        confirm(editor, preview)
        assert "已经执行过" in text(confirm(editor, preview, follow=True))
        assert newest(agency).revisions.count() == 1
        assert "存为草稿</label>" not in text(editor.get(preview))

    def test_what_was_changed_in_between_is_not_lost(self, editor, draft):
        page = draft()
        preview = kept(editor, page.agency, content=filled(WRONG))
        with_cells(newest(page.agency), {GRANTED: Cell(5)}).save_revision()
        assert "未导入：预览后报告已有改动" in text(confirm(editor, preview, follow=True))
        assert newest(page.agency).report.dataset[GRANTED] == Cell(5)

    def test_a_report_that_was_begun_in_between_neither(self, editor, agency, draft):
        preview = kept(editor, agency, content=filled(WRONG))
        draft()
        assert "未导入：预览后报告已有改动" in text(confirm(editor, preview, follow=True))
        assert newest(agency).report.dataset[GRANTED] == Cell(21)

    def test_nothing_to_do(self, editor, agency):
        confirm(editor, kept(editor, agency))
        preview = kept(editor, agency)
        assert "无需导入" in text(editor.get(preview))
        confirm(editor, preview)
        assert newest(agency).revisions.count() == 1

    def test_a_failure_half_way_leaves_no_trace(self, editor, agency, monkeypatch):
        preview = kept(editor, agency)

        def fail(*args, **kwargs):
            raise OSError("disk full")

        monkeypatch.setattr(applying, "_record", fail)
        shown = text(confirm(editor, preview, follow=True))
        assert "工作已中断" in shown
        assert not AnnualReportPage.objects.exists()
        assert ImportItem.objects.get().fate == ""

        monkeypatch.undo()
        editor.post(f"{preview}resume/")
        assert newest(agency).report.dataset[GRANTED] == Cell(21)
        assert ImportRun.objects.get().state == "done"


def with_password():
    output = io.BytesIO()
    OOXMLFile(io.BytesIO(filled())).encrypt("秘密", output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_password, "请去掉密码后再上传"),
        (lambda: filled()[:3000], "损坏"),
        ("只是文字".encode, "纯文本文件"),
        (lambda: filled(agency="另一局"), f"不是“{OFFICE}”的"),
        (lambda: filled(year=2023), "2023 年度的报告，不是 2024 年度的"),
    ],
    ids=["password", "truncated", "text", "another office", "another year"],
)
def test_a_refused_file_says_why_in_chinese_and_changes_nothing(editor, draft, content, words):
    page = draft()
    before = newest(page.agency).report
    preview = kept(editor, page.agency, content=content())
    shown = text(editor.get(preview))
    assert words in shown
    assert "存为草稿</label>" not in shown
    confirm(editor, preview)
    assert newest(page.agency).report == before
    assert page.revisions.count() == 1


class TestTemplate:
    def workbook(self, client, agency, query="?year=2024"):
        response = client.get(reverse("report_template", args=[agency.pk]) + query)
        return response, b"".join(response.streaming_content)

    def test_it_opens_and_bears_office_and_year(self, editor, agency):
        response, content = self.workbook(editor, agency)
        assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames
        [found] = read_file(content, "x.xlsx").reports
        assert (found.report.agency, found.report.year) == (OFFICE, 2024)
        assert not found.report.dataset.cells
        assert "attachment" in response["Content-Disposition"]
        assert "2024" in response["Content-Disposition"]

    def test_it_holds_the_newest_draft_and_reads_back_exactly(self, editor, draft):
        page = draft(cells={GRANTED: Cell(21, note="其中自然人2件")}, sections=dict(TEXTS))
        _response, content = self.workbook(editor, page.agency)
        [found] = read_file(content, "x.xlsx").reports
        assert found.report.dataset == page.report.dataset
        assert found.report.sections == dict(TEXTS)
        assert (found.report.preamble, found.report.contact) == (page.preamble, page.contact)
        preview = kept(editor, page.agency, content=content)
        assert "无需导入" in text(editor.get(preview))

    def test_without_a_year_it_is_for_the_one_that_is_due(self, editor, agency):
        _response, content = self.workbook(editor, agency, "")
        [found] = read_file(content, "x.xlsx").reports
        assert found.report.year == AnnualReportPage.year_due()

    @pytest.mark.parametrize("year", ["2015", "x", "-1", "9" * 5000])
    def test_a_year_without_a_format_leads_back(self, editor, agency, year):
        template = reverse("report_template", args=[agency.pk])
        response = editor.get(template, {"year": year}, follow=True)
        assert response.redirect_chain == [(address(agency), 302)]
        assert "没有适用于这一年度的法定格式" in text(response)
