"""Previews by a front end elsewhere: it is called with a token, and asks with it."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from wagtail_headless_preview.models import PagePreview

from cms.models import AnnualReportPage
from report_blocks.statutory import Cell

from .corrections import GRANTED
from .helpers import with_cells

pytestmark = pytest.mark.django_db
API = "/api/v2/page_preview/"
FRONT = "https://front.example/preview"


@pytest.fixture
def elsewhere(settings):
    settings.HEADLESS_PREVIEW_URL = FRONT
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        "CLIENT_URLS": {"default": FRONT},
        "ENFORCE_TRAILING_SLASH": False,
        "REDIRECT_ON_PREVIEW": True,
    }


def unsaved(page):
    """What an editor has changed and not saved."""
    return with_cells(page.get_latest_revision_as_object(), {GRANTED: Cell(1999)})


def previewed(page):
    return page.make_preview_request(preview_mode=page.default_preview_mode)


def query(page):
    """What the front end is called with."""
    response = previewed(page)
    assert response.status_code == 302
    assert response.url.startswith(f"{FRONT}?")
    return {name: values[0] for name, values in parse_qs(urlsplit(response.url).query).items()}


def test_without_a_front_end_the_site_shows_it(draft):
    response = previewed(unsaved(draft()))
    assert response.status_code == 200
    assert "1999" in response.content.decode()
    assert not PagePreview.objects.exists()


def test_it_is_given_what_the_form_holds(draft, elsewhere):
    page = draft()
    response = Client().get(API, query(unsaved(page)))
    assert "no-store" in response["Cache-Control"]
    found = response.json()
    assert found["id"] == page.pk
    assert found["year"] == page.year
    assert found["tables"][GRANTED.table][GRANTED.row][GRANTED.column] == 1999
    assert "1573179" not in json.dumps(found["body"])
    page = AnnualReportPage.objects.get(pk=page.pk)
    assert page.report.dataset[GRANTED] == Cell(1573179)
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_of_a_page_that_is_not_saved_yet(agency, elsewhere):
    page = AnnualReportPage()
    page.start(agency, 2024)
    page.path, page.depth = f"{agency.path}0001", agency.depth + 1
    page.set_url_path(agency)
    found = Client().get(API, query(page)).json()
    assert found["title"] == page.title


def test_nobody_else_gets_it(draft, elsewhere):
    asked = query(unsaved(draft()))
    page = AnnualReportPage.objects.get()
    salt = "headlesspreview.token"
    forged = TimestampSigner(key="another", salt=salt).sign(f"id={page.pk}")
    for token in ("", "x", f"{asked['token']}x", forged):
        assert Client().get(API, asked | {"token": token}).status_code == 404
    never_made = TimestampSigner(salt=salt).sign("id=9999999")
    assert Client().get(API, asked | {"token": never_made}).status_code == 404


def test_it_ends_after_a_day(draft, elsewhere, monkeypatch):
    asked = query(unsaved(draft()))
    monkeypatch.setattr("cms.api.previews.LIFETIME", -1)
    assert Client().get(API, asked).status_code == 404


def test_only_then_the_editor_may_frame_it(draft, roles, request):
    url = reverse("wagtailadmin_pages:edit", args=[draft().pk])

    def policy():
        client = Client()
        client.force_login(roles["admin"])
        return client.get(url)["Content-Security-Policy"].split("; ")  # in any order

    assert "frame-src 'self'" in policy()
    request.getfixturevalue("elsewhere")
    assert "frame-src 'self' https://front.example" in policy()
