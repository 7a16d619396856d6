"""The page cache while somebody writes, in transactions that really end."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Page, PageLogEntry, Site

from cms.caching.pages import pages
from cms.models import HomePage

CHANGED = "本段已经更正"
LASTING = "lasting.example.org"


def html(url, host):
    return Client().get(url, headers={"host": host}).content.decode()


@pytest.fixture
def lasting_home(django_db_setup, django_db_blocker):
    """A site that other connections see; taken away afterwards, and nothing else with it."""
    pages.clear()
    with django_db_blocker.unblock():
        home = Page.get_first_root_node().add_child(instance=HomePage(title="站", slug="lasting"))
        Site.objects.create(hostname=LASTING, root_page=home)
        yield home
        Page.objects.get(pk=home.pk).delete()
        PageLogEntry.objects.all().delete()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in tests SQLite has one connection")
def test_what_is_not_committed_is_neither_shown_nor_kept(lasting_home):
    """A page that is made while somebody writes is not found again when they have written."""
    home = lasting_home
    written, shown = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            Page.objects.filter(pk=home.pk).update(title=CHANGED)
            written.set()
            assert shown.wait(20)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(20)
    assert CHANGED not in html("/", host=LASTING)
    shown.set()
    writer.join()
    assert CHANGED in html("/", host=LASTING)
