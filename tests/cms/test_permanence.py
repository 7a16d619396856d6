"""A correction, and what it superseded, stay."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, Revision

from cms.models import AnnualReportPage, Correction
from cms.models.append_only import ImmutableRecord

from .corrections import correct, draft_of, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


@pytest.fixture
def page(published):
    return published()


@pytest.mark.parametrize(
    "deed",
    [
        lambda one: one.save(),
        lambda one: one.delete(),
        lambda one: Correction.objects.filter(pk=one.pk).update(reason="无"),
        lambda one: Correction.objects.all().delete(),
        lambda one: Correction.objects.bulk_update([one], ["reason"]),
        lambda one: one.page.corrections.all().delete(),
    ],
)
def test_it_can_neither_be_changed_nor_deleted(page, deed):
    correct(page)
    with pytest.raises(ImmutableRecord):
        deed(Correction.objects.get())


@pytest.mark.parametrize("whose", ["report", "agency", "authority", "home"])
def test_its_report_and_all_above_it_can_not_be_deleted(page, site_tree, whose):
    correct(page)
    above = dict(zip(("home", "authority", "agency"), site_tree, strict=True))
    with pytest.raises(ProtectedError):
        Page.objects.get(pk=above.get(whose, page).pk).delete()
    assert AnnualReportPage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("name", ["admin", "publisher", "editor", "reviewer", "checker"])
def test_nobody_deletes_it_in_the_admin(page, people, site_tree, name):
    correct(page)
    for one in (page, *site_tree):
        user = None
        people[name].post(reverse("wagtailadmin_pages:delete", args=[one.pk]))
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        people[name].post(f"{url}?id={one.pk}")
        api = reverse("wagtailadmin_api:pages:action", args=[one.pk, "delete"])
        people[name].post(api)
        assert AnnualReportPage.objects.filter(pk=page.pk).exists(), (one, user)


def test_one_without_corrections_can_be_deleted(page, admin):
    admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not AnnualReportPage.objects.exists()


def test_withdrawing_is_no_way_around(page, admin):
    page = correct(page)
    page.unpublish()
    assert not fresh(page).permissions_for_user(admin_user()).can_delete()


def admin_user():
    from django.contrib.auth.models import User

    return User.objects.get(username="admin")


class TestPurging:
    def test_old_drafts_go_and_versions_stay(self, page):
        first = page.live_revision_id
        between = draft_of(page, 5).pk
        page = correct(page)
        second = page.live_revision_id
        draft_of(page, 7)
        files = page.files.count()
        call_command("purge_revisions")
        left = set(Revision.objects.values_list("pk", flat=True))
        assert {first, second} <= left
        assert between not in left
        assert page.files.count() == files

    def test_what_was_published_last_stays_also_when_it_is_withdrawn(self, page):
        first = page.live_revision
        page.unpublish()
        draft_of(page, 5)
        draft_of(page, 6)
        with pytest.raises(ProtectedError), transaction.atomic():
            first.delete()
        with pytest.raises(ProtectedError), transaction.atomic():
            Revision.objects.filter(pk=first.pk).delete()
        correct(page)
        assert Correction.objects.get().superseded == first
