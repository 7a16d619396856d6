"""Who may fill whose reports: by the tree, one's own uploads, and not while they are reviewed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.models import AnnualReportPage, ImportRun
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import review
from .uploads import address, confirm, kept, newest, text, upload
from .workbooks import filled

GRANTED = CellKey("information_requests", "granted", "business")
WRONG = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(22)})
PEOPLE = ["editor", "publisher", "admin"]
pytestmark = pytest.mark.django_db


def is_refused(response):
    """Wagtail's answer to who may not: back to the dashboard, or to the login."""
    home, login = reverse("wagtailadmin_home"), reverse("wagtailadmin_login")
    return response.status_code == 302 and response.url.partition("?")[0] in (home, login)


@pytest.mark.parametrize("name", PEOPLE)
def test_those_who_may(people, agency, name):
    client = people[name]
    assert "从文件填入" in text(client.get(address(agency)))
    preview = kept(client, agency)
    assert "将新建一份草稿" in text(client.get(preview))
    assert client.get(reverse("report_template", args=[agency.pk])).status_code == 200
    confirm(client, preview)
    assert newest(agency).report.dataset[GRANTED] == Cell(21)


@pytest.mark.parametrize("name", ["nobody", "stranger"])
def test_those_who_may_not(people, agency, name):
    client, preview = people[name], kept(people["editor"], agency)
    assert is_refused(client.get(address(agency)))
    assert is_refused(upload(client, agency))
    assert is_refused(client.get(reverse("report_template", args=[agency.pk])))
    assert is_refused(client.get(preview))
    item = ImportRun.objects.get().items.get()
    assert is_refused(client.get(reverse("report_item", args=[item.pk])))
    assert is_refused(client.get(f"{preview}progress/"))
    assert is_refused(client.post(f"{preview}undo/"))
    assert is_refused(client.post(f"{preview}resume/"))
    assert is_refused(confirm(client, preview))
    assert ImportRun.objects.count() == 1
    assert not AnnualReportPage.objects.exists()


@pytest.mark.parametrize("name", ["publisher", "admin"])
def test_an_upload_is_its_users_alone(people, agency, name):
    preview = kept(people["editor"], agency)
    assert is_refused(people[name].get(preview))
    assert is_refused(confirm(people[name], preview))
    assert not AnnualReportPage.objects.exists()


def test_one_who_may_no_longer(people, agency):
    preview = kept(people["editor"], agency)
    get_user_model().objects.get(username="editor").groups.clear()
    assert is_refused(confirm(people["editor"], preview))
    assert not AnnualReportPage.objects.exists()


def test_a_report_in_review_is_locked_for_its_editor(people, roles, draft):
    page = draft()
    preview = kept(people["editor"], page.agency, content=filled(WRONG))
    page.get_workflow().start(page, roles["editor"])
    assert "没有权限" in text(confirm(people["editor"], preview, follow=True))
    assert is_refused(upload(people["editor"], page.agency))
    assert newest(page.agency).report.dataset[GRANTED] == Cell(21)
    assert is_refused(upload(people["publisher"], page.agency))
    for name in ("checker", "reviewer"):
        review(people[name], page)
    preview = kept(people["publisher"], page.agency, content=filled(WRONG))
    assert not is_refused(confirm(people["publisher"], preview))
    assert newest(page.agency).report.dataset[GRANTED] == Cell(22)


def test_an_office_that_is_not_there(people):
    assert people["admin"].get(reverse("report_upload", args=[0])).status_code == 404
    assert people["admin"].get(reverse("report_template", args=[0])).status_code == 404
    assert people["admin"].get(reverse("report_import", args=[0])).status_code == 404
