"""Many reports at once: each is written whole, or not at all and it says why."""

from itertools import islice

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, published

from cms.models import AgencyPage, AnnualReportPage
from cms.publishing import new_reports, wagtail_rows
from cms.publishing.bulk import Fate, write_reports
from report_blocks.statutory import Dataset, UnknownFormat

from .fillings import RIGHT, WRONG, begin_offices, filling, report_of, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(site_tree):
    return begin_offices(site_tree[1], 4)


def counts():
    return [model.objects.count() for model in (AnnualReportPage, Page, Revision, PageLogEntry)]


def fates(results):
    return [written.fate for written in results]


def is_whole(page):
    """Its revision, its history and its place are there."""
    actions = set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
    return (
        page.latest_revision.object_id == str(page.pk)
        and page.live == (page.live_revision_id == page.latest_revision_id)
        and page.latest_revision_created_at == page.latest_revision.created_at
        and actions >= {"wagtail.create", "wagtail.edit", "cms.filled"}
        and page.get_parent().get_children().get().pk == page.pk
    )


class TestOutcome:
    def test_it_says_what_was_written(self, offices):
        [new] = write(filling(offices[0]))
        page = report_of(offices[0])
        assert (new.fate, new.page_id, new.revision_id) == (
            Fate.WRITTEN,
            page.pk,
            page.latest_revision_id,
        )
        assert (new.former_revision_id, new.former_live_revision_id) == (None, None)
        assert page.get_latest_revision_as_object().report == filling(offices[0]).report

    def test_of_a_change_what_was_there(self, offices):
        [first] = write(filling(offices[0]), publish=True)
        [second] = write(filling(offices[0], WRONG, page=report_of(offices[0])))
        [third] = write(filling(offices[0], RIGHT, page=report_of(offices[0])), publish=True)
        assert fates([first, second, third]) == [Fate.PUBLISHED, Fate.WRITTEN, Fate.PUBLISHED]
        assert second.former_revision_id == second.former_live_revision_id == first.revision_id
        assert third.former_revision_id == second.revision_id
        assert third.former_live_revision_id == first.revision_id

    def test_why_one_was_not_published(self, offices):
        write(filling(offices[1]))
        results = write(
            filling(offices[0], WRONG),
            filling(offices[1], WRONG, page=report_of(offices[1])),
            publish=True,
        )
        assert fates(results) == [Fate.NOT_PUBLISHED, Fate.NOT_PUBLISHED]
        assert results[0].findings == results[1].findings
        assert {"A01", "A03"} & {finding.rule for finding in results[0].findings}
        assert not AnnualReportPage.objects.live().exists()

    def test_new_and_changed_ones_come_back_in_their_order(self, offices):
        write(filling(offices[1]), filling(offices[3]))
        mixed = [filling(office) for office in offices]
        for i in (1, 3):
            mixed[i] = filling(offices[i], WRONG, page=report_of(offices[i]))
        results = write(*mixed, chunk=3)
        assert [written.filling for written in results] == mixed
        assert [written.page_id for written in results] == [report_of(o).pk for o in offices]

    def test_the_tree_is_sound_and_search_finds_them(self, offices):
        write(*[filling(office, year=year) for office in offices for year in (2023, 2024)])
        assert not any(Page.find_problems())
        title = report_of(offices[2], 2023).title
        assert [page.title for page in AnnualReportPage.objects.search(title)] == [title]

    def test_what_has_come_is_written_before_more_is_asked_for(self, offices):
        asked = []
        fillings = (asked.append(office) or filling(office) for office in offices)
        list(islice(write_reports(fillings, user=None, chunk=2), 2))
        assert (asked, AnnualReportPage.objects.count()) == (offices[:2], 2)

    def test_a_chunk_of_none_is_a_mistake(self, offices):
        with pytest.raises(ValueError, match="at least one"):
            write(filling(offices[0]), chunk=0)


class TestOutdated:
    def test_begun_changed_or_deleted_since(self, offices, site_tree):
        write(*[filling(office) for office in offices[:2]])
        changed, deleted = (filling(o, WRONG, page=report_of(o)) for o in offices[:2])
        report_of(offices[0]).save_revision()
        report_of(offices[1]).delete()
        begun = filling(offices[0])
        gone = filling(site_tree[1].add_child(instance=AgencyPage(title="撤销局", slug="gone")))
        AgencyPage.objects.get(slug="gone").delete()
        before = counts()
        results = write(changed, deleted, begun, gone, publish=True)
        assert fates(results) == [Fate.OUTDATED] * 4
        assert counts() == before

    @pytest.mark.parametrize("chunk", [1, 100])
    def test_twice_at_once(self, offices, chunk):
        twice = [filling(offices[0]), filling(offices[0], WRONG)]
        assert fates(write(*twice, chunk=chunk)) == [Fate.WRITTEN, Fate.OUTDATED]
        page = report_of(offices[0])
        twice = [filling(offices[0], data, page=page) for data in (WRONG, RIGHT)]
        assert fates(write(*twice, chunk=chunk)) == [Fate.WRITTEN, Fate.OUTDATED]


class TestFailure:
    """The one is reported and leaves nothing, the others are written."""

    def check(self, offices, failing, error, **options):
        good = filling(offices[0]), filling(offices[2])
        [first, failed, last] = write(good[0], failing, good[1], **options)
        assert (failed.fate, type(failed.error)) == (Fate.FAILED, error)
        assert type(failed.error).__name__ in failed.failure
        assert all(is_whole(report_of(written.filling.agency)) for written in (first, last))
        assert AnnualReportPage.objects.count() == Revision.objects.count() == 2
        assert not any(Page.find_problems())
        return failed

    def test_a_title_that_is_too_long(self, offices):
        offices[1].title = "局" * 250
        offices[1].save()
        failed = self.check(offices, filling(offices[1]), ValidationError)
        assert "title" in failed.failure

    def test_a_year_without_a_format(self, offices):
        self.check(offices, filling(offices[1], year=1999), UnknownFormat)

    def test_a_format_of_other_years(self, offices, made_up):
        data = Dataset(made_up.key)
        self.check(offices, filling(offices[1], data, year=2022), ValidationError)

    def test_no_year(self, offices):
        self.check(offices, filling(offices[1], year=None), ValueError)

    def test_a_person_who_may_not_publish(self, offices, roles):
        before = counts()
        [failed] = write(filling(offices[0]), user=roles["editor"], publish=True)
        assert type(failed.error) is PublishPagePermissionError
        assert counts() == before

    def test_somebody_who_listens(self, offices):
        def fail(instance, **kwargs):
            if instance.agency_name == offices[1].title:
                raise OSError("kaputt")

        page_published.connect(fail, sender=AnnualReportPage)
        try:
            self.check(offices, filling(offices[1]), OSError, publish=True)
        finally:
            page_published.disconnect(fail, sender=AnnualReportPage)


class TestAllOrNothing:
    STEPS = (
        (wagtail_rows, "insert_pages"),
        (wagtail_rows, "insert_reports"),
        (new_reports, "_point_to_revisions"),
        (new_reports, "_entries"),
        (wagtail_rows, "index_for_search"),
        (wagtail_rows, "index_references"),
        (new_reports, "_announce"),
    )

    @pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _owner, step in STEPS])
    @pytest.mark.parametrize("error", [DatabaseError, KeyboardInterrupt])
    def test_no_step_leaves_anything(self, offices, monkeypatch, owner, step, error):
        """A step that does its work and then fails, as a process that is killed does."""
        whole, done = getattr(owner, step), []

        def fail(*args):
            done.append(list(whole(*args) or []))
            raise error

        write(filling(offices[0]))
        before = counts()
        monkeypatch.setattr(owner, step, fail)
        results = write_reports([filling(o) for o in offices[1:]], user=None, publish=True)
        if error is DatabaseError:
            assert fates(results) == [Fate.FAILED] * 3
        else:
            with pytest.raises(KeyboardInterrupt):
                list(results)
        assert done
        assert counts() == before

    def test_a_record_is_kept_of_each_with_it_or_not_at_all(self, offices):
        def record(results):
            for written in results:
                AgencyPage.objects.filter(pk=written.filling.agency.pk).update(
                    telephone=written.fate
                )
                if written.filling.agency == offices[1] and written.revision_id:
                    raise OSError("kaputt")

        results = list(write_reports(map(filling, offices), user=None, chunk=2, record=record))
        assert fates(results) == [Fate.WRITTEN, Fate.FAILED, Fate.WRITTEN, Fate.WRITTEN]
        assert AnnualReportPage.objects.count() == 3
        kept = [AgencyPage.objects.get(pk=office.pk).telephone for office in offices]
        assert kept == fates(results)


class TestTasks:
    def test_only_files_are_left_to_the_worker(
        self, offices, settings, django_capture_on_commit_callbacks
    ):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        with django_capture_on_commit_callbacks(execute=True):
            write(filling(offices[0]), filling(offices[1], WRONG), publish=True)
        task, bulk = DBTaskResult.objects.order_by("enqueued_at")
        page = report_of(offices[0])
        assert bulk.task_path == "cms.publishing.tasks.refresh_bulk_files"
        assert bulk.args_kwargs["args"] == [[[page.agency.get_parent().pk, [2024]]]]
        assert task.task_path == "cms.publishing.tasks.make_published_files"
        assert task.args_kwargs["args"] == [page.pk, page.live_revision_id]

    def test_both_signals_of_a_publication_are_sent(self, offices):
        heard = []

        def hear(signal, sender, instance, revision, **kwargs):
            assert AnnualReportPage.objects.get(pk=instance.pk).live_revision == revision
            heard.append((signal, sender, instance.title))

        for signal in (page_published, published):
            signal.connect(hear)
        try:
            write(filling(offices[0]), filling(offices[1], WRONG), publish=True)
        finally:
            for signal in (page_published, published):
                signal.disconnect(hear)
        title = report_of(offices[0]).title
        assert heard == [
            (signal, AnnualReportPage, title) for signal in (page_published, published)
        ]
