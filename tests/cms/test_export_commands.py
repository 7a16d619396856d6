"""Commands that write files: reports, fill-in workbooks, and published files made anew."""

import io
import json
import zipfile

import openpyxl
import pytest

from importers.reading import read_file
from report_blocks.rendering.pdf import PdfError

from .helpers import run


@pytest.mark.django_db
class TestExport:
    @pytest.fixture
    def page(self, draft):
        return draft()

    def exported(self, tmp_path, page, kind):
        path = tmp_path / "out"
        assert run("export_report", page, "--to", kind, "-o", path) == (0, "")
        return path.read_bytes()

    def test_pdf(self, tmp_path, page):
        assert self.exported(tmp_path, page.pk, "pdf").startswith(b"%PDF")

    def test_xlsx(self, tmp_path, page):
        [report] = read_file(self.exported(tmp_path, page.pk, "xlsx"), "x.xlsx").reports
        assert report.report.dataset == page.report.dataset

    def test_json(self, tmp_path, page):
        told = json.loads(self.exported(tmp_path, page.pk, "json"))
        assert told["title"] == page.title
        assert told["tables"]["information_requests"]["granted"]["business"] == 21

    def test_csv_is_a_zip_of_one_for_each_table(self, tmp_path, page):
        content = self.exported(tmp_path, page.pk, "csv")
        archive = zipfile.ZipFile(io.BytesIO(content))
        assert archive.namelist() == [f"{table}.csv" for table in page.format.tables]
        assert b"granted,business" in archive.read("information_requests.csv")
        assert self.exported(tmp_path, page.pk, "csv") == content

    def test_the_newest_draft_of_a_published_report(self, tmp_path, page):
        page.get_latest_revision().publish()
        page.contact = "电话：0955-9"
        page.save_revision()
        assert "0955-9" in self.exported(tmp_path, page.pk, "json").decode()

    @pytest.mark.parametrize(
        "address",
        [
            *("/shapotou/justice/2024/", "shapotou/justice/2024"),
            *(
                "http://localhost/shapotou/justice/2024/",
                "https://example.org/shapotou/justice/2024",
            ),
            *("/shapotou/justice/2024/?from=mail#三", "/%73hapotou/justice/2024/"),
        ],
    )
    def test_by_its_address(self, tmp_path, page, address):
        assert page.title in self.exported(tmp_path, address, "json").decode()

    @pytest.mark.parametrize("name", ["999999", "/", "", "/shapotou/", "http://localhost"])
    def test_what_is_no_report(self, page, name):
        assert run("export_report", name, "--to", "json")[0] == 2

    def test_what_can_not_be_written(self, tmp_path, page):
        assert run("export_report", page.pk, "--to", "json", "-o", tmp_path)[0] == 2
        assert run("export_report", page.pk, "--to", "docx")[0] != 0

    def test_a_draft_that_can_not_be_printed_is_exported_as_data(self, tmp_path, draft):
        page = draft(sections={"overview": "联系人😀"})
        assert run("export_report", page.pk, "--to", "pdf", "-o", tmp_path / "out")[0] == 1
        assert not (tmp_path / "out").exists()
        assert "😀" in self.exported(tmp_path, page.pk, "json").decode()

    def test_to_standard_output(self, page, capfdbinary):
        assert run("export_report", page.pk, "--to", "json") == (0, "")
        told = capfdbinary.readouterr().out
        assert json.loads(told)["year"] == 2024


class TestTemplate:
    def test_it_opens_and_is_ours(self, tmp_path):
        path = tmp_path / "out.xlsx"
        assert run("export_template", "--format", "cn-2021", "-o", path) == (0, "")
        assert openpyxl.load_workbook(path)
        [found] = read_file(path.read_bytes(), "x.xlsx").reports
        assert (found.report.agency, found.report.year) == (None, None)

    def test_of_another_format(self, tmp_path, made_up):
        path = tmp_path / "out.xlsx"
        assert run("export_template", "--format", "made-up", "-o", path)[0] == 0
        [found] = read_file(path.read_bytes(), "x.xlsx").reports
        assert found.report.dataset.format_key == "made-up"

    def test_of_none(self, tmp_path):
        assert run("export_template", "--format", "cn-1999", "-o", tmp_path / "x")[0] == 2
        assert run("export_template", "-o", tmp_path)[0] == 2
        assert run("export_template")[0] != 0


@pytest.mark.django_db
class TestRenderPdf:
    @pytest.fixture
    def pages(self, draft, monkeypatch):
        """Two published reports and a draft; printing takes no time here."""
        monkeypatch.setattr("cms.publishing.service.printed_or_not", lambda work: b"%PDF-")
        pages = [draft(year=year) for year in (2022, 2023, 2024)]
        for page in pages[:2]:
            page.get_latest_revision().publish()
        return pages

    def test_of_one(self, pages):
        code, output = run("render_pdf", pages[0].pk)
        assert code == 0
        [line] = output.splitlines()
        assert line.startswith(f"{pages[0].pk}\t5\treports/")
        assert {file.kind for file in pages[0].files.all()} == {"pdf", "xlsx", "csv", "json"}
        assert not pages[1].files.exists()

    def test_of_all_that_are_published(self, pages):
        code, output = run("render_pdf", "--all")
        assert (code, len(output.splitlines())) == (0, 2)
        assert [page.files.count() for page in pages] == [6, 6, 0]

    def test_of_a_draft_of_none_of_both(self, pages):
        assert run("render_pdf", pages[2].pk)[0] == 2
        assert run("render_pdf", pages[0].pk, "999999")[0] == 2
        assert run("render_pdf")[0] == 2
        assert run("render_pdf", "--all", pages[0].pk)[0] == 2
        assert not pages[0].files.exists()

    def test_one_that_fails_does_not_hold_up_the_others(self, pages, monkeypatch):
        def fail(work):
            return PdfError("kaputt") if "2022年" in work.html else b"%PDF-"

        monkeypatch.setattr("cms.publishing.service.printed_or_not", fail)
        code, output = run("render_pdf", "--all")
        assert (code, len(output.splitlines())) == (1, 1)
        assert [page.files.count() for page in pages] == [0, 6, 0]

    def test_the_old_files_of_one_that_fails_stay(self, pages, monkeypatch):
        run("render_pdf", pages[0].pk)
        before = set(pages[0].files.values_list("pk", flat=True))
        failed = PdfError("kaputt")
        monkeypatch.setattr("cms.publishing.service.printed_or_not", lambda work: failed)
        assert run("render_pdf", pages[0].pk)[0] == 1
        assert set(pages[0].files.values_list("pk", flat=True)) == before
