"""Reports at once while others write too, in transactions that really end."""

import threading
import time
from functools import partial

import pytest
from django.db import connection, connections, transaction
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from cms.models import AgencyPage, AnnualReportPage, HomePage
from cms.publishing.bulk import Fate, write_reports

from .fillings import WRONG, begin_offices, filling, report_of, write, write_one_by_one


@pytest.fixture
def offices(django_db_setup, django_db_blocker, monkeypatch):
    """Offices that other connections see; taken away afterwards."""
    monkeypatch.setattr("cms.publishing.tasks.make_files", lambda page, revision: None)
    with django_db_blocker.unblock():
        home = Page.get_first_root_node().add_child(instance=HomePage(title="站", slug="lasting"))
        yield begin_offices(home.add_child(instance=AgencyPage(title="市", slug="city")), 6)
        Page.objects.get(pk=home.pk).delete()
        PageLogEntry.objects.all().delete()
        Revision.objects.all().delete()


def at_once(*jobs):
    """What each job gives, in threads that start together and have connections of their own."""
    results, start = [None] * len(jobs), threading.Barrier(len(jobs))

    def run(i, job):
        try:
            start.wait()
            results[i] = job()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


several_connections = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and in tests one connection"
)


@several_connections
class TestSeveralWriters:
    @pytest.mark.parametrize("publish", [False, True])
    def test_one_writes_and_the_other_finds_it_done(self, offices, publish):
        """In opposite order, which would be a deadlock without an order of locking."""
        there, back = list(map(filling, offices)), list(map(filling, reversed(offices)))
        writers = [partial(write, *each, publish=publish) for each in (there, back, there, back)]
        results = at_once(*writers)
        fates = [written.fate for result in results for written in result]
        assert sorted(fates) == sorted(
            [Fate.PUBLISHED if publish else Fate.WRITTEN] * 6 + [Fate.OUTDATED] * 18
        )
        assert AnnualReportPage.objects.count() == Revision.objects.count() == 6
        assert not any(Page.find_problems())

    def test_several_years_of_one_office(self, offices):
        years = range(2021, 2025)
        results = at_once(*[partial(write, filling(offices[0], year=year)) for year in years])
        assert {result[0].fate for result in results} == {Fate.WRITTEN}
        assert not any(Page.find_problems())
        assert AgencyPage.objects.get(pk=offices[0].pk).numchild == 4

    def test_of_changes_only_one_is_made(self, offices):
        write(*map(filling, offices))
        changes = [filling(office, WRONG, page=report_of(office)) for office in offices]
        results = at_once(partial(write, *changes), partial(write, *reversed(changes)))
        fates = [written.fate for result in results for written in result]
        assert sorted(fates) == sorted([Fate.WRITTEN, Fate.OUTDATED] * 6)
        assert Revision.objects.count() == 12

    def test_one_begun_while_the_import_waits(self, offices):
        """An editor's transaction holds the office first."""
        begun, results = threading.Event(), []

        def edit():
            with transaction.atomic():
                write_one_by_one(filling(offices[0]))
                begun.set()
                time.sleep(0.3)

        def write_both():
            begun.wait()
            results.extend(write(*map(filling, offices[:2])))

        at_once(edit, write_both)
        assert [written.fate for written in results] == [Fate.OUTDATED, Fate.WRITTEN]


def test_what_fails_after_the_transaction_is_not_taken_for_a_failed_report(offices):
    def order(instance, **kwargs):
        transaction.on_commit(fail)

    def fail():
        raise OSError("no queue")

    page_published.connect(order, sender=AnnualReportPage)
    try:
        with pytest.raises(OSError, match="no queue"):
            list(write_reports(map(filling, offices), user=None, publish=True))
    finally:
        page_published.disconnect(order, sender=AnnualReportPage)
    assert AnnualReportPage.objects.live().count() == len(offices)
