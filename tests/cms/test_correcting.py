"""What was published is changed only by a correction with a reason: by code, and by night."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import Correction, RecordEntry
from cms.models.gate import PublicationRefused
from cms.models.verification import verify
from report_blocks.statutory import Cell

from .corrections import (
    GRANTED,
    REASON,
    SAID,
    assert_corrected,
    assert_refused,
    correct,
    draft_of,
    fresh,
)
from .helpers import with_cells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


@pytest.fixture
def page(published):
    return published()


class TestCode:
    def test_without_a_reason(self, page):
        with pytest.raises(PublicationRefused, match=SAID) as refusal:
            draft_of(page).publish()
        assert_refused(page, refusal.value.findings)

    @pytest.mark.parametrize("reason", [" ", "\n\t "])
    def test_a_blank_reason_is_none(self, page, reason):
        with pytest.raises(PublicationRefused):
            draft_of(page, reason=reason).publish()

    def test_with_a_reason(self, page, roles):
        former = page.live_revision_id
        draft_of(page, reason=REASON).publish(user=roles["admin"])
        made = assert_corrected(page)
        assert made.superseded_id == former
        assert made.person.startswith("admin")
        assert made.time == fresh(page).last_published_at
        assert made.title == page.title

    def test_what_is_the_same_needs_none(self, page):
        page.save_revision().publish()
        draft_of(page, number=None).publish()
        assert not Correction.objects.exists()

    def test_each_correction_needs_its_own(self, page):
        page = correct(page)
        newest = page.get_latest_revision_as_object()
        assert newest.correction_reason == REASON
        with pytest.raises(PublicationRefused):
            with_cells(newest, {GRANTED: Cell(7)}).save_revision().publish()
        page = correct(page, 7, "再次核对")
        assert [(one.number, one.reason) for one in page.history] == [(1, REASON), (2, "再次核对")]

    def test_a_withdrawn_report_has_been_read(self, page):
        page.unpublish()
        revision = draft_of(page)
        with pytest.raises(PublicationRefused, match=SAID):
            revision.publish()
        assert not fresh(page).live
        correct(page)
        assert_corrected(page)

    def test_a_withdrawn_report_comes_back_as_it_was(self, page):
        page.unpublish()
        draft_of(page, number=None).publish()
        assert fresh(page).live
        assert not Correction.objects.exists()

    def test_a_save_can_not_change_it_in_silence(self, page):
        changed = with_cells(fresh(page), {GRANTED: Cell(1999)})
        changed.give_reason(REASON)
        with pytest.raises(PublicationRefused, match=SAID):
            changed.save()
        changed.unpublish(commit=False)
        assert_refused(page)

    def test_a_save_can_not_bring_it_back_changed(self, page):
        page.unpublish()
        changed = with_cells(fresh(page), {GRANTED: Cell(1999)})
        changed.live = True
        with pytest.raises(PublicationRefused, match=SAID):
            changed.save()

    def test_a_save_that_changes_nothing(self, page):
        fresh(page).save()

    def test_the_first_publication_is_none(self, draft):
        page = draft()
        draft_of(page, 5)
        draft_of(page, 6).publish()
        assert not Correction.objects.exists()

    def test_an_error_is_none_the_less(self, page):
        key = GRANTED._replace(row="penalties")
        draft = with_cells(fresh(page), {key: Cell(-1)})
        draft.give_reason(REASON)
        with pytest.raises(PublicationRefused) as refusal:
            draft.save_revision().publish()
        assert "X10" not in {finding.rule for finding in refusal.value.findings}


class TestScheduled:
    def schedule(self, page, **values):
        revision = draft_of(page, **values)
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.save()
        call_command("publish_scheduled")

    def test_without_a_reason(self, page):
        self.schedule(page)
        assert_refused(page)
        entry = PageLogEntry.objects.get(page_id=page.pk, action="cms.publish_refused")
        assert entry.data["findings"][0]["rule"] == "X10"

    def test_with_a_reason(self, page):
        self.schedule(page, reason=REASON)
        assert_corrected(page)

    def test_nothing_is_corrected_before_its_time(self, page):
        tomorrow = timezone.now() + timedelta(days=1)
        draft_of(page, reason=REASON, go_live_at=tomorrow).publish()
        assert_refused(page)
        assert PageLogEntry.objects.filter(action="wagtail.publish.schedule").exists()

    def test_one_that_another_correction_overtook_needs_a_new_reason(self, page):
        scheduled = draft_of(page, 5, REASON)
        correct(page, 6, "先更正")
        scheduled.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        scheduled.save()
        call_command("publish_scheduled")
        assert fresh(page).report.dataset[GRANTED] == Cell(6)


class TestRecord:
    def test_history_and_record_tell_of_it(self, page, roles):
        draft_of(page, reason=REASON).publish(user=roles["admin"])
        entry = PageLogEntry.objects.get(page_id=page.pk, action="cms.corrected")
        assert entry.data["reason"] == REASON
        assert entry.formatter.format_comment(entry) == REASON
        assert "1" in entry.message
        [kept_] = RecordEntry.objects.filter(report=page.pk, action="cms.corrected")
        assert kept_.data == entry.data
        assert kept_.data["cells"][0]["before"] == "1573179"
        assert verify(page.pk) is None
