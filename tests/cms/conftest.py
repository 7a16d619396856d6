"""Fixtures of the site's tests: people with their clients, and reports that are published."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from cms.demo.roles import Person, create_person
from cms.models import AgencyPage, AnnualReportPage, Role


@pytest.fixture
def admin(roles):
    client = Client()
    client.force_login(roles["admin"])
    return client


@pytest.fixture
def published(draft, django_capture_on_commit_callbacks):
    def publish(*args, **kwargs):
        page = draft(*args, **kwargs)
        with django_capture_on_commit_callbacks(execute=True):
            page.get_latest_revision().publish()
        return AnnualReportPage.objects.get(pk=page.pk)

    return publish


@pytest.fixture
def unprinted(monkeypatch):
    """Printing takes no time: the PDF of a publication is a few bytes."""
    monkeypatch.setattr("cms.publishing.documents.render_pdf", lambda html, **options: b"%PDF-")


@pytest.fixture
def people(roles, site_tree):
    """A client of each role, of an editor of another office, and of nobody."""
    site_tree[1].add_child(instance=AgencyPage(title="另一局", slug="other"))
    create_person(Person("stranger", "吴外人", "", ((Role.OFFICE_EDITOR, "other"),)))
    clients = {"nobody": Client()}
    for user in get_user_model().objects.all():
        clients[user.username] = Client()
        clients[user.username].force_login(user)
    return clients


@pytest.fixture
def editor(people):
    return people["editor"]


@pytest.fixture
def first_visitor(settings, tmp_path):
    """Nobody has had files checked yet, and no other site's check is in the way."""
    settings.VAR_DIR = tmp_path / "var"
    cache.clear()
    yield
    cache.clear()
