"""Publication is refused with errors, on every path."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from cms.models import AnnualReportPage
from cms.models.gate import PublicationRefused
from report_blocks.statutory import Cell, CellKey

from .helpers import SECRECY, posted, review, with_cells

WRONG = {CellKey("information_requests", "granted", "total"): Cell(7)}
pytestmark = pytest.mark.django_db


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def wrong(draft):
    return draft(cells=WRONG)


def test_a_draft_with_errors_is_saved(admin, wrong):
    before = wrong.latest_revision_id
    response = posted(admin, wrong)
    assert response.status_code == 200
    page = AnnualReportPage.objects.get(pk=wrong.pk)
    assert page.latest_revision_id != before
    assert page.get_latest_revision_as_object().report.dataset[next(iter(WRONG))] == Cell(7)
    assert "总计填的是 7" in response.content.decode()


def test_the_editor_lists_the_findings(admin, wrong):
    response = posted(admin, wrong, **{"action-publish": "1"})
    assert "报告有错误，不能发布" in response.content.decode()
    assert "有内容须改正，原因写在该处" in response.content.decode()
    assert "Validation error" not in response.content.decode()
    assert "（一）予以公开一行" in response.content.decode()
    assert not is_live(wrong)


def test_submitting_for_review_is_refused_too(admin, wrong):
    response = posted(admin, wrong, **{"action-submit": "1"})
    assert "报告有错误，不能发布" in response.content.decode()
    assert AnnualReportPage.objects.get(pk=wrong.pk).current_workflow_state is None


def test_the_editor_publishes_what_is_right(admin, draft):
    page = draft()
    posted(admin, page, **{"action-publish": "1"})
    assert is_live(page)


def test_code(wrong):
    with pytest.raises(PublicationRefused) as refusal:
        wrong.get_latest_revision().publish()
    assert {finding.rule for finding in refusal.value.findings} >= {"A01"}
    assert not is_live(wrong)


def test_a_save_that_makes_the_page_live(wrong):
    wrong.live = True
    with pytest.raises(PublicationRefused):
        wrong.save()
    assert not is_live(wrong)


def test_a_copy_that_would_be_live(wrong, site_tree):
    Page.objects.filter(pk=wrong.pk).update(live=True)
    wrong = AnnualReportPage.objects.get(pk=wrong.pk)
    with pytest.raises(PublicationRefused):
        wrong.copy(to=site_tree[1], update_attrs={"slug": "copy"}, keep_live=True)


def test_workflow_approval(people, roles, draft):
    page = draft()
    page.get_workflow().start(page, roles["editor"])
    with_cells(page.get_latest_revision_as_object(), WRONG).save_revision()
    for name in ("checker", "reviewer"):
        review(people[name], page)
    state = AnnualReportPage.objects.get(pk=page.pk).current_workflow_state
    response = review(people["publisher"], page, follow=True, **SECRECY)
    assert "不能发布" in response.content.decode()
    assert not is_live(page)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS


def test_bulk_publication(admin, wrong):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin.post(f"{url}?id={wrong.pk}", follow=True)
    assert "不能发布" in response.content.decode()
    assert not is_live(wrong)


def test_scheduling(wrong):
    wrong.go_live_at = timezone.now() + timedelta(days=1)
    revision = wrong.save_revision()
    with pytest.raises(PublicationRefused):
        revision.publish()


def test_the_scheduler_refuses_one_and_publishes_the_others(draft):
    bad, good = draft(year=2023, cells=WRONG), draft(year=2022)
    past = timezone.now() - timedelta(minutes=1)
    for i, page in enumerate((bad, good)):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = past - timedelta(minutes=5 - i)
        revision.save()
    call_command("publish_scheduled")
    assert (is_live(bad), is_live(good)) == (False, True)
    entry = PageLogEntry.objects.get(page_id=bad.pk, action="cms.publish_refused")
    assert entry.data["findings"][0]["rule"] == "A01"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_missing_sections(draft):
    page = draft()
    del page.body[2]
    page.save_revision()
    with pytest.raises(PublicationRefused) as refusal:
        page.get_latest_revision().publish()
    assert refusal.value.findings[0].rule == "C01"


def test_characters_that_no_font_has(draft):
    page = draft(sections={"overview": "联系人😀"})
    with pytest.raises(PublicationRefused, match="U\\+1F600"):
        page.get_latest_revision().publish()


def test_a_format_that_is_not_installed(draft):
    page = draft()
    page.format_key = "cn-1999"
    with pytest.raises(PublicationRefused, match="cn-1999"):
        page.save_revision().publish()
