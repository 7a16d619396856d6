"""Commands that read: one JSON document or words for people, and 0, 1 or 2 at the end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from wagtail.models import Revision

from cms.models import AgencyPage, AnnualReportPage
from importers.service import check_report, read_report
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import run
from .workbooks import OFFICE, filled

ROOT = Path(__file__).parents[2]
GRANTED = CellKey("information_requests", "granted", "business")
WRONG = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(22)})
RIGHT = samples.FOLDER / "suqian-2024" / "workbook.xlsx"
BROKEN = samples.FOLDER / "shanghai-stcsm-2024" / "workbook.xlsx"


def document(*arguments):
    """Exit code, and the one JSON document that is all of the output."""
    code, output = run(*arguments, "--json")
    return code, json.loads(output)


@pytest.fixture
def file(tmp_path):
    def write(content, name="报告.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


class TestProcess:
    """Real processes, and a database that can't be there: reading does without."""

    @pytest.fixture
    def manage(self, tmp_path):
        def run(*arguments):
            environment = {
                **os.environ,
                "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
                "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
                "VAR_DIR": str(tmp_path / "var"),
            }
            return subprocess.run(
                [sys.executable, ROOT / "manage.py", *map(str, arguments)],
                env=environment,
                cwd=tmp_path,
                capture_output=True,
                timeout=60,
                check=False,
            )

        return run

    def test_0_and_nothing_but_the_document(self, manage):
        done = manage("read_report", RIGHT, "--json")
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout) == read_report([RIGHT])

    def test_1_with_findings(self, manage):
        done = manage("check_report", RIGHT, BROKEN, "--json")
        assert (done.returncode, done.stderr) == (1, b"")
        assert json.loads(done.stdout) == check_report([RIGHT, BROKEN])

    def test_2_without_a_file(self, manage):
        done = manage("read_report", "nothing.xlsx", "--json")
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"nothing.xlsx" in done.stderr
        assert b"Traceback" not in done.stderr


class TestReadAndCheck:
    @pytest.mark.parametrize(
        ("command", "path", "code"),
        [
            ("read_report", RIGHT, 0),
            ("read_report", BROKEN, 0),
            ("check_report", RIGHT, 0),
            ("check_report", BROKEN, 1),
            ("read_report", "nothing.xlsx", 2),
            ("check_report", ROOT, 2),
        ],
    )
    def test_how_it_ends(self, command, path, code):
        assert run(command, path)[0] == code

    def test_a_file_that_can_not_be_read(self, file):
        code, told = document("read_report", file(b"?"))
        assert code == 1
        assert told["files"][0]["problems"][0]["severity"] == "error"

    def test_words_for_people(self):
        _code, output = run("check_report", BROKEN)
        assert str(BROKEN) in output
        assert "上海市科学技术委员会" in output or "未写明行政机关" in output
        assert "3 张表，200 个单元格" in output
        assert "[error] A0" in output


@pytest.mark.django_db
class TestImport:
    def test_the_document(self, agency, file):
        code, told = document("import_reports", file(filled()))
        [one] = told["files"]
        page = AnnualReportPage.objects.get()
        assert code == 0
        assert set(one) == {
            *("file", "outcome", "agency", "year", "page", "fate", "published"),
            *("changes", "problems", "findings"),
        }
        assert (one["file"], one["outcome"]) == ("报告.xlsx", "new")
        assert (one["agency"], one["year"], one["page"]) == (OFFICE, 2024, page.pk)
        assert {"cell": str(GRANTED), "before": "", "after": "21"} in one["changes"]
        assert (one["published"], page.live) == (False, False)

    def test_a_dry_run_changes_nothing(self, agency, file):
        code, told = document("import_reports", file(filled()), "--dry-run", "--publish")
        assert code == 0
        assert (told["files"][0]["outcome"], told["files"][0]["page"]) == ("new", None)
        assert len(told["files"][0]["changes"]) == len(samples.dataset("suqian-2024").cells)
        assert not AnnualReportPage.objects.exists()
        assert not Revision.objects.exists()

    def test_publish(self, agency, file):
        code, told = document("import_reports", file(filled()), "--publish")
        assert (code, told["files"][0]["published"]) == (0, True)
        assert AnnualReportPage.objects.get().live

    def test_a_bad_report_stays_a_draft_with_its_findings(self, agency, file):
        code, told = document("import_reports", file(filled(WRONG)), "--publish")
        [one] = told["files"]
        assert (code, one["published"]) == (1, False)
        assert "A01" in {finding["rule"] for finding in one["findings"]}
        page = AnnualReportPage.objects.get()
        assert not page.live
        assert page.get_latest_revision_as_object().report.dataset == WRONG

    def test_a_refused_file(self, agency, file):
        code, told = document("import_reports", file(filled(agency="某某局")))
        [one] = told["files"]
        assert (code, one["outcome"], one["page"], one["changes"]) == (1, "refused", None, [])
        assert set(one["problems"][0]) == {"severity", "where", "message"}

    def test_office_and_year_as_given(self, agency, file):
        path = file(filled(agency="", year=None))
        assert run("import_reports", path)[0] == 1
        code, _output = run("import_reports", path, "--agency", "justice", "--year", "2023")
        assert code == 0
        assert AnnualReportPage.objects.get().year == 2023

    def test_no_such_office_no_such_file(self, site_tree, file):
        path = file(filled())
        assert run("import_reports", path, "--agency", "nowhere")[0] == 2
        assert run("import_reports", path, "nothing.xlsx")[0] == 2
        site_tree[0].add_child(instance=AgencyPage(title="另一司法局", slug="justice"))
        assert run("import_reports", path, "--agency", "justice")[0] == 2
        assert not AnnualReportPage.objects.exists()

    def test_words_for_people(self, agency, file):
        _code, output = run("import_reports", file(filled(WRONG)), "--publish")
        assert "报告.xlsx：new" in output
        assert "[error]" in output
        assert "已发布" not in output
