"""How a kept page is answered: compressed, unchanged, only its head."""

import gzip

import pytest
from django.test import Client

from cms.caching.pages import pages
from cms.models import AnnualReportPage

pytestmark = pytest.mark.django_db
CHANGED = "本段已经更正"


@pytest.fixture(autouse=True)
def empty(unprinted):
    pages.clear()


def test_they_ask_each_time_and_are_told_if_nothing_has_changed(published):
    page, client = published(), Client()
    first = client.get(page.url)
    assert first["Cache-Control"] == "no-cache"
    again = client.get(page.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    AnnualReportPage.objects.update(preamble=CHANGED)
    changed = client.get(page.url, headers={"if-none-match": first["ETag"]})
    assert CHANGED in changed.content.decode()


def test_compressed_for_those_that_take_it(published):
    page = published()
    plain = Client().get(page.url)
    packed = Client().get(page.url, headers={"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)
    assert int(plain["Content-Length"]) == len(plain.content)
    assert {"Cookie", "Accept-Encoding"} <= set(packed["Vary"].split(", "))


def test_only_the_head(published):
    page = published()
    made, kept = Client().head(page.url), None
    Client().get(page.url)
    kept = Client().head(page.url)
    assert (made.status_code, kept.status_code, kept.content) == (200, 200, b"")
    assert kept["Content-Length"] != "0"


def test_the_headers_of_safety_are_kept(published):
    page = published()
    first, second = Client().get(page.url), Client().get(page.url)
    assert first.headers.items() == second.headers.items()
    assert second["X-Content-Type-Options"] == "nosniff"


def test_a_published_file_is_sent_once(published):
    page = published()
    first = Client().get(f"{page.url}report.xlsx")
    again = Client().get(first.request["PATH_INFO"], headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert first["Cache-Control"] == "no-cache"


def test_the_oldest_goes_when_there_is_no_room(site_tree, settings):
    settings.PAGE_CACHE_BYTES = 20_000
    for number in range(10):
        Client().get(f"/?page={number}")
    assert 1 < len(pages) < 10


def test_none_is_kept_where_there_is_no_room_at_all(site_tree, settings):
    settings.PAGE_CACHE_BYTES = 0
    assert Client().get("/").status_code == Client().get("/").status_code == 200
    assert len(pages) == 0
