"""On publication all faces are made, once, and agree cell by cell."""

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import PageLogEntry

from cms.filling.preview import started
from cms.models import AnnualReportPage
from cms.publishing.documents import make_files, report_pdf
from cms.publishing.tasks import make_published_files
from importers.reading import read_file
from report_blocks.rendering.layout import build_grid
from report_blocks.rendering.pdf import PdfError
from report_blocks.statutory.codec import show_number
from tests import earlier, samples

pytestmark = pytest.mark.django_db


class TestFaces:
    """Page, PDF, workbook, CSV, JSON and API say the same, cell by cell."""

    @pytest.mark.parametrize("name", [n for n in samples.NAMES if "shanghai" not in n])
    def test_they_agree(self, published, client, name):
        self.agree(published(name), client, samples.dataset(name))

    def test_those_of_a_report_of_2020_agree(
        self, agency, client, django_capture_on_commit_callbacks
    ):
        """Read from the printed form of those years, in whose format it stays."""
        book = io.BytesIO()
        earlier.printed(earlier.dataset(), typed={earlier.AMOUNT: "25.1万元"}).save(book)
        [found] = read_file(book.getvalue(), "2020.xlsx").reports
        page = started(agency, 2020)
        page.fill(replace(earlier.report(), dataset=found.report.dataset), year=2020)
        agency.add_child(instance=page)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page = AnnualReportPage.objects.get(pk=page.pk)
        assert (page.live, page.format_key) == (True, "cn-2019")
        self.agree(page, client, earlier.dataset())
        html = client.get(page.url).content.decode()
        assert "国办公开办函〔2019〕60号" not in started(agency, 2021).preamble
        assert "国办公开办函〔2019〕60号" in started(agency, 2020).preamble
        assert "注：政府集中采购 · 采购总金额：单位：万元" in html

    def agree(self, page, client, truth):
        files = page.published_files
        assert self.of_page(client, page) == self.shown(truth)
        assert self.of_pdf(files["report.pdf"], truth) == []
        assert self.of_workbook(files["report.xlsx"]) == truth
        assert self.of_csv(page) == self.shown(truth)
        assert (
            json.load(files["report.json"].file, parse_float=Decimal)["tables"] == truth.numbers()
        )
        api = client.get(f"/api/v2/pages/{page.pk}/").content
        assert json.loads(api, parse_float=Decimal)["tables"] == truth.numbers()

    @staticmethod
    def shown(data):
        return {
            str(key): "" if data[key].number is None else show_number(data[key].number)
            for key in data.format.cells
        }

    @staticmethod
    def of_page(client, page):
        """By the headers that a screen reader would say for each cell."""
        html = client.get(page.url).content.decode()
        found = {}
        for key in page.format.cells:
            grid = build_grid(page.format.tables[key.table])
            headers = next(" ".join(cell.headers) for cell in grid.values if cell.key == key)
            pattern = rf'<td[^>]* headers="{re.escape(headers)}"[^>]*>([^<]*)</td>'
            [found[str(key)]] = re.findall(pattern, html)
        return found

    @staticmethod
    def of_pdf(file, truth):
        """Rows whose numbers do not stand in the PDF's text, in the order of the printed form."""
        document = pypdfium2.PdfDocument(file.file.read())
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        text = re.sub(r"\s+", " ", text)
        assert "■" not in text
        missing, place = [], 0
        for table in truth.format.tables.values():
            for row in build_grid(table, truth.table(table.key)).rows:
                numbers = [cell.printed for cell in row if cell.key and cell.printed]
                if not numbers:
                    continue
                found = re.compile(rf"(?<!\S){re.escape(' '.join(numbers))}(?!\S)").search(
                    text, place
                )
                if found:
                    place = found.end()
                else:
                    missing.append(numbers)
        return missing

    @staticmethod
    def of_workbook(file):
        [report] = read_file(file.file.read(), "x.xlsx").reports
        return report.report.dataset

    @staticmethod
    def of_csv(page):
        found = {}
        for key in page.format.tables:
            content = page.published_files[f"{key}.csv"].file.read().decode("utf-8-sig")
            for row in csv.DictReader(io.StringIO(content)):
                found[f"{key}/{row['row_key']}/{row['column_key']}"] = row["value"]
        return found


class TestFiles:
    def test_they_have_lasting_addresses_and_chinese_names(self, published, client):
        page = published()
        pdf = client.get(f"{page.url}report.pdf")
        assert b"".join(pdf.streaming_content).startswith(b"%PDF")
        assert "%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.pdf" in pdf["Content-Disposition"]
        xlsx = client.get(f"{page.url}report.xlsx")
        assert openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.streaming_content)))
        assert client.get(f"{page.url}nothing.pdf").status_code == 404

    def test_a_draft_has_none(self, draft, client):
        page = draft()
        assert client.get(f"{page.url}report.pdf").status_code == 404

    def test_an_unpublished_report_takes_its_files_with_it(self, published, client):
        page = published()
        page.unpublish()
        assert client.get(f"{page.url}report.pdf").status_code == 404

    def test_they_are_made_when_published_and_not_when_read(self, published, client, monkeypatch):
        page = published()
        monkeypatch.setattr(
            "cms.publishing.documents.render_pdf",
            lambda *args, **options: pytest.fail("rendered in a request"),
        )
        assert client.get(page.url).status_code == 200
        assert client.get(f"{page.url}report.pdf").status_code == 200

    def test_each_published_revision_keeps_its_own(
        self, published, django_capture_on_commit_callbacks
    ):
        page = published()
        first = page.live_revision_id
        page.contact = "电话：0955-2"
        page.give_reason("电话有误")
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page = AnnualReportPage.objects.get(pk=page.pk)
        assert page.live_revision_id != first
        assert page.files.filter(revision=first).count() == 6
        assert page.files.filter(revision=page.live_revision_id).count() == 6

    def test_making_them_again_leaves_one_set(self, published):
        page = published()
        make_files(page, page.live_revision)
        assert page.files.count() == 6

    def test_a_failure_is_written_to_the_history(
        self, draft, monkeypatch, django_capture_on_commit_callbacks
    ):
        def fail(html, **options):
            raise PdfError("kaputt")

        monkeypatch.setattr("cms.publishing.documents.render_pdf", fail)
        page = draft()
        with django_capture_on_commit_callbacks(execute=True):
            page.get_latest_revision().publish()
        entry = PageLogEntry.objects.get(page_id=page.pk, action="cms.files_failed")
        assert "kaputt" in entry.data["error"]
        assert page.files.count() == 0

    def test_a_failure_leaves_the_old_files_in_place(self, published, monkeypatch):
        page = published()
        before = {file.name: file.file.read() for file in page.files.all()}

        def fail(html, **options):
            raise PdfError("kaputt")

        monkeypatch.setattr("cms.publishing.documents.render_pdf", fail)
        with pytest.raises(PdfError):
            make_published_files.func(page.pk, page.live_revision_id)
        assert {file.name: file.file.read() for file in page.files.all()} == before
        assert PageLogEntry.objects.filter(page_id=page.pk, action="cms.files_failed").exists()

    def test_the_published_json_is_attached_to_the_pdf_byte_for_byte(self, published):
        files = published().published_files
        attached = PdfReader(files["report.pdf"].file).attachments
        assert attached == {"report.json": [files["report.json"].file.read()]}

    def test_the_pdf_has_no_cover_unless_the_site_wants_one(self, published, settings):
        page = published()
        plain = PdfReader(io.BytesIO(report_pdf(page)))
        settings.REPORT_COVER = True
        covered = PdfReader(io.BytesIO(report_pdf(page)))
        assert len(covered.pages) == len(plain.pages) + 1
        cover = "".join(covered.pages[0].extract_text().split())
        assert cover.startswith("".join(page.title.split()))
        assert f"{timezone.localtime(page.last_published_at):%Y}年" in cover

    def test_charts_stand_on_a_page_after_the_text(self, published, settings):
        page = published()
        pages = PdfReader(page.published_files["report.pdf"].file).pages
        appendix = pages[-1].extract_text()
        assert "附：主要数据图示" in appendix
        assert "新收申请的构成" in appendix and "办理结果总计的构成" in appendix
        asked = page.report.dataset.numbers()["information_requests"]["new_requests"]
        assert f"自然人申请{asked['natural_person']}商业企业申请" in "".join(appendix.split())
        settings.REPORT_CHARTS = False
        plain = PdfReader(io.BytesIO(report_pdf(page))).pages
        assert len(pages) == len(plain) + 1
        assert "附：主要数据图示" not in plain[-1].extract_text()

    def test_the_pdf_is_an_official_document(self, published):
        page = published("shapotou-justice-2022", 2022)
        reader = PdfReader(page.published_files["report.pdf"].file)
        assert reader.metadata.title == page.title
        assert reader.metadata.author == page.agency_name
        assert reader.metadata.creation_date == page.last_published_at.replace(microsecond=0)
        assert reader.metadata["/CreationDate"].endswith("+08'00'")
        assert reader.root_object["/Lang"] == "zh-CN"
        titles = [item.title for item in reader.outline[1]]
        assert titles == [section.heading for section in page.format.sections]
        assert page.published_files["report.pdf"].size <= 500_000
        text = "".join(p.extract_text() for p in reader.pages)
        assert "— 1 —" in text
        fonts = {
            str(font["/BaseFont"]): "/FontDescriptor" in font
            for p in reader.pages
            for font in (f.get_object() for f in p["/Resources"]["/Font"].values())
        }
        assert all(embedded for name, embedded in fonts.items() if name != "/Helvetica")
        assert any("NotoSansSC" in name for name in fonts)
