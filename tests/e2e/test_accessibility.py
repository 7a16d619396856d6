"""axe finds nothing (WCAG 2.2 AA): on the public pages, and in our part of the admin's."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Person

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDE, NARROW = 1280, 390


def complaints(person: Person, *parts: str) -> list[str]:
    """What axe says of these parts of the page, of all of it if none are named."""
    context = {"include": [[part] for part in parts]} if parts else None
    found = Axe().run(person.page, context=context, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "path", ["/", "/shapotou/", "/shapotou/justice/", "/shapotou/justice/2022/"]
)
def test_what_citizens_read(person, width, path):
    citizen = person(width=width)
    assert citizen.page.goto(path).ok
    assert complaints(citizen) == []


def test_the_editors_desk(person):
    wang = person("editor")
    found = wang.page.request.get("/api/v2/pages/?type=cms.AnnualReportPage&slug=2022").json()
    wang.page.goto(f"/admin/pages/{found['items'][0]['id']}/edit/")
    cell = wang.page.locator("input[data-key='granted/natural_person']")
    cell.fill("5")  # the totals follow, a relation fails, its cells are marked
    wang.page.wait_for_selector(".report-grid__findings.has-findings")
    assert complaints(wang, ".report-findings", ".report-grid") == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_other_pages_of_an_office(person, width):
    wang = person("editor", width=width)
    agency = wang.page.request.get("/api/v2/pages/?type=cms.AgencyPage&slug=justice").json()
    number = agency["items"][0]["id"]
    found = wang.page.request.get("/api/v2/pages/?type=cms.AnnualReportPage&slug=2022").json()
    report = found["items"][0]["id"]
    for path in (
        f"reports/{number}/upload/",
        f"reports/{number}/from-last-year/",
        f"reports/{number}/export/",
        f"reports/records/{report}/",
        "reports/imports/",
    ):
        assert wang.page.goto(f"/admin/{path}").ok
        assert complaints(wang, "#main") == [], path


def test_axe_would_find_something(person):
    citizen = person()
    citizen.page.set_content("<html lang=zh><title>甲</title><main><img src=x></main></html>")
    assert [one.partition(":")[0] for one in complaints(citizen)] == ["image-alt"]
