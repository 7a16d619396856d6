"""Fixtures: a made-up format, a small site tree, people, and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from report_blocks.statutory import Format, register, unregister

# A machine that is busy, or a first call that loads the rule book, is no failure.
hypothesis.settings.register_profile("without_deadline", deadline=None)
hypothesis.settings.load_profile("without_deadline")

MADE_UP = Path(__file__).parent / "made_up.toml"


@pytest.fixture
def made_up() -> Iterator[Format]:
    """The made-up format, registered by the same door as the shipped ones."""
    yield register(MADE_UP)
    unregister("made-up")


@pytest.fixture
def site_tree(db):
    """home → authority → agency, as (home, authority, agency)."""
    from wagtail.models import Page, Site

    from cms.models import AgencyPage, HomePage

    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="政府信息公开", slug="site"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "政府信息公开"},
    )
    authority = home.add_child(
        instance=AgencyPage(title="沙坡头区人民政府", slug="shapotou", collects_reports=True)
    )
    agency = authority.add_child(
        instance=AgencyPage(
            title="中卫市沙坡头区司法局", slug="justice", short_name="沙坡头区司法局"
        )
    )
    return home, authority, agency


@pytest.fixture
def agency(site_tree):
    return site_tree[2]


@pytest.fixture
def roles(site_tree):
    """The people of the demo, in their posts at the office and its authority."""
    from django.contrib.auth import get_user_model

    from cms.demo.roles import ADMINISTRATOR, PEOPLE, create_person

    for person in PEOPLE:
        create_person(person)
    create_person(ADMINISTRATOR, is_superuser=True)
    return {user.username: user for user in get_user_model().objects.all()}


@pytest.fixture
def draft(agency):
    """Makes a draft report of the agency from a sample's numbers, with its first revision.

    The numbers of one year carry over to those of the next.
    """
    from cms.filling.preview import started
    from report_blocks.statutory import Report
    from tests import samples

    def make(name: str = "", year: int = 2024, **changes):
        page = started(agency, year)
        report = page.report
        data = samples.dataset(name) if name else samples.of_year(year)
        data = data.with_cells(changes.pop("cells", {}))
        sections = changes.pop("sections", samples.TEXTS)
        page.fill(
            Report(data, preamble=report.preamble, sections=sections, contact=samples.CONTACT),
            year=year,
        )
        agency.add_child(instance=page)
        page.save_revision()
        return page

    return make


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """One headless Chromium for the whole session."""
    from playwright.sync_api import sync_playwright

    from scripts.browser import find

    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = find()
    assert path, "Chromium is missing: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
