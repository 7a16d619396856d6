"""Every public page in every state: valid HTML, unique ids, headings in order, links that lead."""

import itertools
import re

import html5lib
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import Site

from cms.models import AnnualReportPage, SiteIdentity
from tests import samples

pytestmark = pytest.mark.django_db
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def pages(published, draft, site_tree, roles, first_visitor):
    """{state: HTML} of every template of the public site."""
    _home, authority, office = site_tree
    SiteIdentity.objects.create(
        site=Site.objects.get(), organizer="办公室", site_code="6405020001", icp_number="宁ICP备1号"
    )
    office.address, office.telephone = "某路1号", "0955-1234567"
    office.save()
    visitor, english, editor = Client(), Client(), Client()
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    editor.force_login(roles["admin"])
    found = {"home, nothing published": visitor.get("/"), "office, empty": visitor.get(office.url)}
    report = published("shapotou-justice-2022", 2022)
    pending = draft(year=2024)
    pending.get_latest_revision().publish()
    workbook = SimpleUploadedFile("报告.xlsx", samples.workbook("shanghai-stcsm-2024"))
    found |= {
        "home": visitor.get("/"),
        "home, English": english.get("/"),
        "authority": visitor.get(authority.url),
        "office": visitor.get(office.url),
        "report": visitor.get(report.url),
        "report, English": english.get(report.url),
        "report, logged in": editor.get(report.url),
        "report, files are being made": visitor.get(pending.url),
        "check": visitor.get("/check/"),
        "check, English": english.get("/check/"),
        "check, refused": visitor.post("/check/"),
        "check, done": visitor.post("/check/", {"file": workbook}),
        "not found": visitor.get("/nothing/"),
        "not found, English": english.get("/nothing/"),
    }
    archived = {"archived_on": "2020-01-31", "archived_from": "https://example.org/?a=1&b=2"}
    AnnualReportPage.objects.filter(pk=pending.pk).update(**archived)
    found["report, archived"] = visitor.get(pending.url)
    texts = {state: response.content.decode() for state, response in found.items()}
    request = found["home"].wsgi_request
    for name in ("400", "403", "403_csrf", "404", "500"):
        texts[f"error {name}"] = render_to_string(f"{name}.html", {}, request)
    return texts


def complaints(text):
    """What is wrong with a page, in words."""
    parser = html5lib.HTMLParser()
    root = parser.parse(text)
    yield from (f"{error} at {place}" for place, error, _data in parser.errors)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    ids = [one.get("id") for one in elements if one.get("id") is not None]
    yield from (f"id {one!r} twice" for one in set(ids) if ids.count(one) > 1 or not one)
    yield from (f"no place {one!r}" for one in pointed(elements) if one not in ids)
    yield from headings(elements)
    yield from unlabelled(elements)
    yield from (f"style= in {one.tag}" for one in elements if one.get("style"))
    times = [one.get("datetime") for one in elements if one.tag == f"{HTML}time"]
    yield from (f"no time: {one}" for one in times if not DAY.fullmatch(one))
    metas = [one for one in elements if one.tag == f"{HTML}meta" and one.get("name")]
    names = [one.get("name").lower() for one in metas]
    yield from (f"meta {one} twice" for one in set(names) if names.count(one) > 1)
    tags = [one.tag.removeprefix(HTML) for one in elements]
    for tag in ("h1", "main", "title"):
        if tags.count(tag) != 1:
            yield f"{tags.count(tag)} of {tag}"


def pointed(elements):
    """The ids that something on the page leads or refers to."""
    for one in elements:
        if (one.get("href") or "").startswith("#"):
            yield one.get("href")[1:]
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
            yield from (one.get(name) or "").split()


def headings(elements):
    levels = [int(one.tag[-1]) for one in elements if re.fullmatch(rf"{HTML}h[1-6]", one.tag)]
    for before, level in itertools.pairwise(levels):
        if level > before + 1:
            yield f"h{level} after h{before}"


def unlabelled(elements):
    labelled = {one.get("for") for one in elements if one.tag == f"{HTML}label"}
    for one in elements:
        name = one.tag.removeprefix(HTML)
        is_field = name in ("input", "select", "textarea") and one.get("type") != "hidden"
        if is_field and one.get("id") not in labelled and not one.get("aria-label"):
            yield f"no label of {name} {one.get('name')}"


def test_every_page_in_every_state(pages):
    found = {state: list(complaints(text)) for state, text in pages.items()}
    assert {state: said for state, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("<main><p><div></p></main>", "unexpected-end-tag"),
        ('<main id="a"><p id="a"></p></main>', "id 'a' twice"),
        ('<main><a href="#nowhere">x</a></main>', "no place 'nowhere'"),
        ("<main><h1>x</h1><h3>y</h3></main>", "h3 after h1"),
        ("<main><h1>x</h1><input name=a></main>", "no label of input a"),
        ("<main></main>", "0 of h1"),
    ],
)
def test_it_would_find(broken, said):
    text = f"<!DOCTYPE html><html lang=zh><head><title>x</title></head><body>{broken}</body></html>"
    assert any(said in one for one in complaints(text))


def test_the_page_of_a_failure_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        for name in ("400.html", "500.html"):
            assert "返回首页" in render_to_string(name)
