"""The reports of an authority's offices as one file, and back again."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from cms.filling.preview import Outcome
from cms.models import AgencyPage, AnnualReportPage
from cms.publishing.sets import SetKind, export_set
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import run
from .uploads import applied, ready, text
from .workbooks import OFFICE, filled

GRANTED = CellKey("information_requests", "granted", "business")
pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(site_tree):
    """Its justice office has published a report, 民政局 has a draft, 财政局 has none."""
    authority = site_tree[1]
    for slug, name in (("civil", "民政局"), ("finance", "财政局")):
        authority.add_child(instance=AgencyPage(title=name, slug=slug))
    applied(filled(), agency=authority, mode="publish")
    noted = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(21, note="=1+1")})
    applied(filled(noted, agency="民政局"), agency=authority)
    return authority


def exported(authority, kind, **values):
    output = io.BytesIO()
    export_set(authority, 2024, kind, output, **values)
    return output.getvalue()


class TestWide:
    def rows(self, content):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        return {row[1]: row for row in sheet.iter_rows(min_row=3, values_only=True)}

    def test_a_row_for_each_office_filled_or_not(self, authority):
        rows = self.rows(exported(authority, SetKind.WIDE, drafts=True))
        assert set(rows) == {authority.title, OFFICE, "民政局", "财政局"}
        assert any(value is not None for value in rows["民政局"][3:])
        assert all(value is None for value in rows["财政局"][3:])

    def test_without_drafts_only_what_is_published(self, authority):
        rows = self.rows(exported(authority, SetKind.WIDE))
        assert all(value is None for value in rows["民政局"][3:])
        assert any(value is not None for value in rows[OFFICE][3:])

    def test_imported_again_it_changes_nothing(self, authority):
        content = exported(authority, SetKind.WIDE, drafts=True)
        run_ = ready(("宽表.xlsx", content), agency=authority)
        assert {item.agency.title: item.outcome for item in run_.items.all()} == {
            OFFICE: Outcome.UNCHANGED,
            "民政局": Outcome.UNCHANGED,
        }

    def test_what_is_filled_in_is_imported(self, authority):
        book = openpyxl.load_workbook(io.BytesIO(exported(authority, SetKind.WIDE, drafts=True)))
        sheet = book.worksheets[0]
        keys = [cell.value for cell in sheet[2]]
        for row in sheet.iter_rows(min_row=3):
            if row[1].value == "财政局":
                row[keys.index(str(GRANTED))].value = 7
        output = io.BytesIO()
        book.save(output)
        applied(("宽表.xlsx", output.getvalue()), agency=authority)
        page = AnnualReportPage.objects.child_of(AgencyPage.objects.get(slug="finance")).get()
        assert page.get_latest_revision_as_object().report.dataset[GRANTED] == Cell(7)


class TestData:
    def test_csv_has_a_line_for_each_cell(self, authority):
        content = exported(authority, SetKind.CSV, drafts=True).decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(content)))
        assert len(lines) == 2 * 200
        [line] = [
            line
            for line in lines
            if (line["agency"], line["row_key"], line["column_key"])
            == ("民政局", GRANTED.row, GRANTED.column)
        ]
        assert (line["year"], line["value"], line["note"]) == ("2024", "21", "'=1+1")

    def test_json_holds_each_report_whole(self, authority):
        [one] = json.loads(exported(authority, SetKind.JSON))["reports"]
        assert (one["agency"], one["year"]) == (OFFICE, 2024)
        assert one["tables"][GRANTED.table][GRANTED.row][GRANTED.column] == 21

    @pytest.mark.parametrize(("kind", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
    def test_a_zip_of_files(self, authority, kind, start):
        with zipfile.ZipFile(io.BytesIO(exported(authority, SetKind(kind)))) as archive:
            [name] = archive.namelist()
            assert name.startswith("中卫市沙坡头区司法局2024年")
            assert archive.read(name).startswith(start)


class TestDoors:
    def test_the_command(self, authority, tmp_path):
        path = tmp_path / "out.json"
        arguments = ("--year", 2024, "--to", "json", "-o", path)
        assert run("export_reports", "--agency", authority.slug, *arguments)[0] == 0
        assert len(json.loads(path.read_text())["reports"]) == 1
        assert run("export_reports", "--agency", "nowhere", *arguments)[0] == 2

    def test_a_year_without_a_format(self, authority, tmp_path):
        arguments = ("--year", 2012, "--to", "wide", "-o", tmp_path / "out.xlsx")
        assert run("export_reports", "--agency", authority.slug, *arguments)[0] == 2

    def test_the_admin(self, people, authority):
        url = reverse("report_export", args=[authority.pk])
        assert "导出报告" in text(people["publisher"].get(url))
        response = people["publisher"].post(url, {"year": 2024, "kind": "csv"})
        assert b"".join(response.streaming_content).startswith(b"\xef\xbb\xbfcredit_code")
        assert "2024" in response["Content-Disposition"]

    @pytest.mark.parametrize("name", ["nobody", "stranger", "editor"])
    def test_those_who_may_not(self, people, authority, name):
        url = reverse("report_export", args=[authority.pk])
        assert people[name].get(url).status_code == 302
        assert people[name].post(url, {"year": 2024, "kind": "wide"}).status_code == 302
