"""An import does what its preview said, whole or not at all."""

import pytest
from wagtail.models import PageLogEntry

from cms.filling import applying, runs
from cms.filling.preview import Outcome
from cms.models import AgencyPage, AnnualReportPage, ImportItem, ImportRun
from report_blocks.blocks.seeding import block_ids
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import with_cells
from .uploads import applied, counts, newest, ready
from .workbooks import filled

Fate = ImportItem.Fate
GRANTED = CellKey("information_requests", "granted", "business")
WRONG = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(22)})
pytestmark = pytest.mark.django_db


def fate(run):
    return run.items.get().fate


class TestApply:
    def test_a_new_report_is_a_draft_with_its_first_revision(self, agency, roles):
        run = applied(filled(), agency=agency, user=roles["editor"])
        page, item = newest(agency), run.items.get()
        assert (page.live, page.slug, page.year) == (False, "2024", 2024)
        assert page.title == "中卫市沙坡头区司法局2024年政府信息公开工作年度报告"
        assert page.owner == page.latest_revision.user == roles["editor"]
        assert (item.fate, item.page_id, item.revision_id) == (
            *(Fate.WRITTEN, page.pk, page.latest_revision_id),
        )

    def test_it_does_what_the_preview_said(self, agency):
        run = ready(filled(), agency=agency)
        seen = run.items.get().value
        applying.apply(run)
        assert newest(agency).report == seen

    def test_a_change_too(self, agency):
        applied(filled(), agency=agency)
        before = newest(agency).report
        run = applied(filled(WRONG, sections=(("overview", "另一段。"),)), agency=agency)
        item, after = run.items.get(), newest(agency).report
        assert after == item.value
        assert [str(c.key) for c in before.dataset.changes_to(after.dataset)] == [
            key for key, *_rest in item.changes
        ]
        assert after.sections["overview"] == "另一段。"

    def test_comments_keep_their_place(self, agency):
        applied(filled(), agency=agency)
        before = block_ids(newest(agency).body)
        applied(filled(WRONG), agency=agency)
        assert block_ids(newest(agency).body) == before

    def test_the_same_file_twice_makes_one_revision(self, agency):
        applied(filled(), agency=agency)
        before = counts()
        again = applied(filled(), agency=agency)
        assert again.items.get().outcome == Outcome.UNCHANGED
        assert fate(again) == Fate.UNTOUCHED
        assert counts() == before

    def test_the_history_says_who_filled_it_from_what(self, agency, roles):
        applied(filled(), agency=agency, user=roles["editor"])
        entry = PageLogEntry.objects.get(action="cms.filled")
        assert (entry.user, entry.revision) == (roles["editor"], newest(agency).latest_revision)
        assert entry.data == {"file": "报告.xlsx", "cells": 200}
        created = PageLogEntry.objects.get(action="wagtail.create", page=entry.page)
        assert created.user == roles["editor"]

    def test_what_is_published_stays_until_the_draft_is(self, agency):
        applied(filled(), agency=agency, mode="publish")
        applied(filled(WRONG), agency=agency)
        live = AnnualReportPage.objects.get(year=2024)
        assert live.live
        assert live.has_unpublished_changes
        assert live.report.dataset[GRANTED] == Cell(21)
        assert newest(agency).report.dataset[GRANTED] == Cell(22)

    def test_a_refused_report_is_not_applied(self, agency):
        before = counts()
        run = applied(b"?", agency=agency)
        assert (run.items.get().outcome, fate(run)) == (Outcome.REFUSED, "")
        assert counts() == before

    def test_one_that_was_not_chosen_neither(self, agency):
        run = ready(filled(), agency=agency)
        run.items.update(is_chosen=False)
        before = counts()
        applying.apply(run)
        assert counts() == before

    def test_an_address_that_is_taken_does_not_keep_a_report_out(self, agency):
        """A report whose year was corrected keeps its old address."""
        applied(filled(), agency=agency)
        page = AnnualReportPage.objects.get(year=2024)
        page.year = 2023
        page.save()
        applied(filled(), agency=agency)
        assert newest(agency).slug == "2024-2"


class TestTwins:
    """Two reports of one office and year: it is not certain which one counts."""

    def test_neither_is_applied(self, agency):
        run = ready(("一.xlsx", filled()), ("二.xlsx", filled(WRONG)), agency=agency)
        first, second = run.items.all()
        assert first.is_refused
        assert second.is_refused
        assert "二.xlsx" in first.doubts[0]["message"]
        assert "一.xlsx" in second.doubts[0]["message"]
        before = counts()
        applying.apply(run)
        assert counts() == before

    def test_two_years_are_no_twins(self, agency):
        run = ready(("一.xlsx", filled()), ("二.xlsx", filled(year=2023)), agency=agency, year=None)
        assert {item.outcome for item in run.items.all()} == {Outcome.NEW}


class TestOutdated:
    def test_a_report_that_was_edited_since(self, agency):
        applied(filled(), agency=agency)
        run = ready(filled(WRONG), agency=agency)
        with_cells(newest(agency), {GRANTED: Cell(5)}).save_revision()
        before = counts()
        applying.apply(run)
        assert fate(run) == Fate.OUTDATED
        assert counts() == before
        assert newest(agency).report.dataset[GRANTED] == Cell(5)

    def test_a_report_that_was_begun_since(self, agency):
        run = ready(filled(), agency=agency)
        applied(filled(WRONG), agency=agency)
        applying.apply(run)
        assert fate(run) == Fate.OUTDATED
        assert newest(agency).report.dataset[GRANTED] == Cell(22)

    def test_a_report_that_was_deleted_since(self, agency):
        applied(filled(), agency=agency)
        run = ready(filled(WRONG), agency=agency)
        AnnualReportPage.objects.get(year=2024).delete()
        applying.apply(run)
        assert fate(run) == Fate.OUTDATED
        assert not AnnualReportPage.objects.exists()

    def test_an_unchanged_one_is_not_published_if_it_was_edited_since(self, agency):
        applied(filled(), agency=agency)
        run = ready(filled(), agency=agency, mode="publish")
        with_cells(newest(agency), {GRANTED: Cell(5)}).save_revision()
        applying.apply(run)
        assert fate(run) == Fate.OUTDATED
        assert not newest(agency).live


class TestForReview:
    def test_it_is_handed_in(self, agency, roles):
        run = applied(filled(), agency=agency, user=roles["editor"], mode="review")
        assert fate(run) == Fate.SUBMITTED
        assert newest(agency).workflow_in_progress

    def test_one_with_errors_stays_a_draft(self, agency, roles):
        run = applied(filled(WRONG), agency=agency, user=roles["editor"], mode="review")
        assert fate(run) == Fate.WRITTEN
        assert not newest(agency).workflow_in_progress


class TestPermission:
    def test_an_editor_does_not_publish(self, agency, roles):
        run = applied(filled(), agency=agency, user=roles["editor"], mode="publish")
        assert fate(run) == Fate.FORBIDDEN
        assert not AnnualReportPage.objects.exists()

    def test_a_reviewer_does(self, agency, roles):
        run = applied(filled(), agency=agency, user=roles["publisher"], mode="publish")
        assert fate(run) == Fate.PUBLISHED
        assert newest(agency).live

    def test_what_may_not_be_filled_any_more(self, agency, roles):
        run = ready(filled(), agency=agency, user=roles["editor"])
        roles["editor"].groups.clear()
        applying.apply(ImportRun.objects.get(pk=run.pk))
        assert fate(run) == Fate.FORBIDDEN
        assert not AnnualReportPage.objects.exists()


class TestChoice:
    """A report of an office that no one has by that name."""

    def test_a_person_says_whose_it_is(self, site_tree, agency):
        run = ready(filled(agency="沙坡头区司法局（盖章）"), agency=site_tree[1])
        item = run.items.get()
        assert item.is_refused
        runs.choose_office(item, agency)
        assert (item.outcome, item.agency, item.doubts) == (Outcome.NEW, agency, [])
        applying.apply(run)
        assert newest(agency).report.dataset == samples.dataset("suqian-2024")

    def test_it_does_not_mend_the_file(self, site_tree, agency):
        run = ready(b"?", agency=site_tree[1])
        with pytest.raises(ValueError, match="no report"):
            runs.choose_office(run.items.get(), agency)

    def test_not_an_office_that_has_a_report_in_the_run(self, site_tree, agency):
        run = ready(filled(), ("二.xlsx", filled(WRONG, agency="某某局")), agency=site_tree[1])
        item = run.items.get(named="某某局")
        with pytest.raises(runs.Taken):
            runs.choose_office(item, agency)
        item.refresh_from_db()
        assert item.is_refused

    def test_not_for_twins_which_are_merged_with_their_offices_report(self, site_tree, agency):
        other = site_tree[1].add_child(instance=AgencyPage(title="民政局", slug="civil"))
        run = ready(("一.xlsx", filled()), ("二.xlsx", filled(WRONG)), agency=site_tree[1])
        for item in run.items.all():
            assert (item.report, item.changes) == (None, [])
            with pytest.raises(ValueError, match="no report"):
                runs.choose_office(item, other)

    def test_not_after_the_run_was_confirmed(self, site_tree, agency):
        run = ready(filled(agency="某某局"), agency=site_tree[1])
        runs.confirm(run, "draft")
        with pytest.raises(runs.NotNow):
            runs.choose_office(run.items.get(), agency)
