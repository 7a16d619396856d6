"""In the admin a published report is changed only by a correction with a reason."""

import pytest
from django.urls import reverse

from .corrections import REASON, SAID, assert_corrected, assert_refused, correct, draft_of, fresh
from .helpers import SECRECY, posted, review
from .uploads import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


@pytest.fixture
def page(published):
    return published()


class TestEditor:
    """Wagtail's own view publishes without asking the page."""

    def test_the_reason_is_asked_for_only_after_publication(self, admin, draft):
        page = draft()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert 'name="correction_reason"' not in text(admin.get(address))
        page.get_latest_revision().publish()
        assert 'name="correction_reason"' in text(admin.get(address))

    def test_without_a_reason(self, admin, page):
        draft_of(page)
        newest = fresh(page).get_latest_revision_as_object()
        response = posted(admin, newest, **{"action-publish": "1"})
        assert SAID in response.content.decode()
        assert_refused(page)

    def test_a_draft_is_saved(self, admin, page):
        draft_of(page)
        newest = fresh(page).get_latest_revision_as_object()
        response = posted(admin, newest, contact="电话：1")
        assert SAID in response.content.decode()  # in the list of findings
        assert fresh(page).get_latest_revision_as_object().contact == "电话：1"
        assert_refused(page)

    def test_with_a_reason(self, admin, page, django_capture_on_commit_callbacks):
        draft_of(page)
        newest = fresh(page).get_latest_revision_as_object()
        with django_capture_on_commit_callbacks(execute=True):
            posted(admin, newest, **{"action-publish": "1", "correction_reason": REASON})
        made = assert_corrected(page)
        assert made.person.startswith("admin")
        assert fresh(page).files.filter(revision=made.revision).count() == 6

    def test_the_form_is_empty_for_the_next(self, admin, page):
        page = correct(page)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert f"{REASON}</textarea>" not in text(admin.get(address))
        draft_of(page, 7, "再次核对")
        assert "再次核对</textarea>" in text(admin.get(address))

    def test_handing_in_needs_it_too(self, admin, page):
        draft_of(page)
        newest = fresh(page).get_latest_revision_as_object()
        response = posted(admin, newest, **{"action-submit": "1"})
        assert SAID in response.content.decode()
        assert fresh(page).current_workflow_state is None

    def test_many_at_once(self, admin, page):
        draft_of(page)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = admin.post(f"{url}?id={page.pk}", follow=True)
        assert SAID in response.content.decode()
        assert_refused(page)

    def test_the_admin_s_interface_for_programs(self, admin, page):
        draft_of(page)
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
        admin.raise_request_exception = False
        assert admin.post(url).status_code >= 400
        assert_refused(page)

    def test_workflow(self, people, roles, page):
        revision = draft_of(page)
        page = fresh(page)
        page.get_workflow().start(page, roles["editor"])
        for name in ("checker", "reviewer"):
            review(people[name], page)
        response = review(people["publisher"], page, follow=True, **SECRECY)
        assert SAID in response.content.decode()
        assert_refused(page)
        fresh(page).current_workflow_state.cancel()
        draft_of(page, reason=REASON)
        page = fresh(page)
        page.get_workflow().start(page, roles["editor"])
        for name in ("checker", "reviewer"):
            review(people[name], page)
        review(people["publisher"], page, **SECRECY)
        assert assert_corrected(page).revision_id != revision.pk

    def test_who_gives_the_reason_does_not_pass_it(self, people, roles, page):
        draft_of(page, reason=REASON)
        page = fresh(page)
        page.get_workflow().start(page, roles["editor"])
        data = {"correction_reason": "另一原因", "action-workflow-action": "1"}
        draft = page.get_latest_revision_as_object()
        response = posted(people["checker"], draft, **data, **{"workflow-action-name": "approve"})
        assert "由另一位审核人通过" in response.content.decode()
