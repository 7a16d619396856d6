"""Many reports at once leave behind what writing them one by one does, row by row.

Compared is every row of every table with the clock stopped: pages, history, indexes, files.
"""

import datetime
import shutil
from dataclasses import replace

import pytest
from django.conf import settings
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from cms.models import AgencyPage, AnnualReportPage, PublishedFile, RecordHead
from cms.models.verification import verify
from cms.publishing.documents import make_files
from cms.publishing.fillings import Original
from report_blocks.blocks import seeding

from .database import every_row, undone
from .fillings import WRONG, begin_offices, filling, report_of, write, write_one_by_one

NOW = datetime.datetime(2025, 1, 20, 8, 30, tzinfo=datetime.UTC)
WRITTEN = {model._meta.db_table for model in (AnnualReportPage, Page, Revision, PageLogEntry)}
pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(site_tree):
    return begin_offices(site_tree[1], 3)


@pytest.fixture
def assert_same(monkeypatch, django_capture_on_commit_callbacks):
    """Writes both ways, compares, and says which tables have changed."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("cms.publishing.tasks.make_files", lambda page, revision: None)

    def rows_after(writing):
        with undone():
            with django_capture_on_commit_callbacks(execute=True):
                writing()
            rows = every_row()
            assert [head for head in RecordHead.objects.all() if verify(head.pk)] == []
        # Else the second file of a name would get another one.
        shutil.rmtree(settings.MEDIA_ROOT / "reports", ignore_errors=True)
        return rows

    def check(*fillings, chunk=100, **options):
        before = every_row()
        slow = rows_after(lambda: write_one_by_one(*fillings, **options))
        fast = rows_after(lambda: write(*fillings, chunk=chunk, **options))
        for table, rows in slow.items():
            assert fast[table] == rows, table
        return {table for table, rows in slow.items() if rows != before[table]}

    return check


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("name", [None, "admin", "publisher"])
def test_new_reports(assert_same, offices, roles, name, publish):
    fillings = [filling(office) for office in offices]
    changed = assert_same(*fillings, user=roles.get(name), publish=publish, chunk=2)
    assert changed >= {*WRITTEN, "wagtailsearch_indexentry"}


def test_their_files(assert_same, offices, monkeypatch):
    monkeypatch.setattr("cms.publishing.tasks.make_files", make_files)
    # A workbook tells the time of a clock of its own.
    monkeypatch.setattr(
        "cms.publishing.documents.write_workbook", lambda report, title: title.encode()
    )
    changed = assert_same(*[filling(office) for office in offices[:2]], publish=True)
    assert PublishedFile._meta.db_table in changed


def test_those_with_errors_stay_drafts(assert_same, offices):
    fillings = [filling(offices[0]), filling(offices[1], WRONG), filling(offices[2])]
    assert_same(*fillings, publish=True)


def test_originals_published_elsewhere(assert_same, offices):
    original = Original(datetime.date(2024, 3, 1), "https://example.gov.cn/1.html")
    fillings = [replace(filling(office, WRONG), original=original) for office in offices]
    changed = assert_same(*fillings, publish=True)
    assert changed >= WRITTEN


def test_several_years_and_older_reports(assert_same, offices):
    write(filling(offices[0], year=2022), filling(offices[0], year=2021))
    years = [2024, 2023, 2025]
    assert_same(*[filling(office, year=year) for year in years for office in offices])


def test_an_address_that_is_taken(assert_same, offices):
    offices[0].add_child(instance=AgencyPage(title="所属单位", slug="2024"))
    assert_same(filling(offices[0]), filling(offices[0], year=2023), publish=True)


def test_changes(assert_same, offices):
    write(filling(offices[0]), publish=True)
    write(filling(offices[1]))
    fillings = [filling(office, WRONG, page=report_of(office)) for office in offices[:2]]
    assert_same(*fillings, publish=True)


def test_one_action_of_a_person(assert_same, offices, roles):
    """What happens in one request has one UUID in the history."""
    with LogContext(user=roles["admin"]):
        assert_same(*[filling(office) for office in offices], publish=True)


@pytest.mark.parametrize("publish", [False, True])
def test_links(assert_same, offices, monkeypatch, publish):
    link = f'<p><a linktype="page" id="{offices[2].pk}">另一局</a></p>'
    # One link a report: Wagtail writes several in no order.
    monkeypatch.setattr(seeding, "to_html", lambda text: link if "全年" in text else "")
    changed = assert_same(*[filling(office) for office in offices[:2]], publish=publish)
    # Wagtail looks at the page's row, which begins without any text.
    assert (ReferenceIndex._meta.db_table in changed) == publish
