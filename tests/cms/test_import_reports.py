"""The command line's door to imports: files, dry run, publication."""

import pytest

from cms.filling.preview import Outcome
from cms.filling.service import import_reports
from cms.models import AgencyPage, AnnualReportPage, ImportItem, ImportRun
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .uploads import counts, newest
from .workbooks import filled

Fate = ImportItem.Fate
GRANTED = CellKey("information_requests", "granted", "business")
WRONG = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(22)})
pytestmark = pytest.mark.django_db


class TestImportReports:
    """The command line's door: files, dry run, publication."""

    @pytest.fixture
    def file(self, tmp_path):
        def write(content, name="报告.xlsx"):
            path = tmp_path / name
            path.write_bytes(content)
            return path

        return write

    def test_a_draft(self, agency, file):
        [item] = import_reports([file(filled())])
        assert item.fate == Fate.WRITTEN
        assert item.page_id == newest(agency).pk
        assert not newest(agency).live

    def test_a_dry_run_leaves_no_trace(self, agency, file):
        before = counts()
        [item] = import_reports([file(filled())], dry_run=True, publish=True)
        assert item.outcome == Outcome.NEW
        assert (item.page_id, item.fate) == (None, "")
        assert counts() == before
        assert not ImportRun.objects.exists()

    def test_published_at_once(self, agency, file):
        [item] = import_reports([file(filled())], publish=True)
        assert item.fate == Fate.PUBLISHED
        assert newest(agency).live

    def test_a_bad_report_stays_a_draft_and_says_why(self, agency, file):
        [item] = import_reports([file(filled(dataset=WRONG))], publish=True)
        assert item.fate == Fate.NOT_PUBLISHED
        assert {"A01", "A03"} & {finding["rule"] for finding in item.findings}
        assert not newest(agency).live
        assert newest(agency).report.dataset[GRANTED] == Cell(22)

    def test_a_bad_report_leaves_the_published_one_in_place(self, agency, file):
        import_reports([file(filled())], publish=True)
        [item] = import_reports([file(filled(dataset=WRONG))], publish=True)
        assert item.fate == Fate.NOT_PUBLISHED
        live = AnnualReportPage.objects.get(year=2024)
        assert live.live
        assert live.report.dataset[GRANTED] == Cell(21)

    def test_a_draft_that_is_there_already_is_published(self, agency, file):
        path = file(filled())
        import_reports([path])
        [item] = import_reports([path], publish=True)
        assert (item.outcome, item.fate) == (Outcome.UNCHANGED, Fate.PUBLISHED)
        assert newest(agency).live

    def test_what_is_published_already_is_not_published_again(self, agency, file):
        path = file(filled())
        import_reports([path], publish=True)
        before = counts()
        [item] = import_reports([path], publish=True)
        assert item.fate == Fate.UNTOUCHED
        assert counts() == before

    def test_a_refused_file_does_not_hold_up_the_others(self, agency, file):
        bad, good = import_reports([file(b"?", "一.xlsx"), file(filled(), "二.xlsx")])
        assert bad.is_refused
        assert good.page_id == newest(agency).pk

    def test_a_file_that_is_not_there_stops_all_before_any_is_imported(self, agency, file):
        before = counts()
        with pytest.raises(OSError, match="nothing"):
            import_reports([file(filled()), file(b"").parent / "nothing.xlsx"])
        assert counts() == before

    def test_many_files_are_read_in_processes_of_their_own(self, site_tree, file):
        names = [f"第{i}局" for i in range(10)]
        for i, name in enumerate(names):
            site_tree[1].add_child(instance=AgencyPage(title=name, slug=f"office-{i}"))
        files = [file(filled(agency=name), f"{name}.xlsx") for name in names]
        items = import_reports([*files, file(b"?", "坏.xlsx")])
        assert [item.agency.title for item in items[:-1]] == names
        assert items[-1].is_refused
        assert AnnualReportPage.objects.count() == 10
