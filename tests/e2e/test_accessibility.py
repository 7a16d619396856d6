"""axe finds nothing (WCAG 2.2 AA): on the public pages, and in our part of the admin's."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import samples

from .conftest import Person
from .test_checking import check

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
    "path",
    [
        *("/", "/shapotou/", "/shapotou/?year=2022", "/shapotou/justice/"),
        *("/shapotou/justice/2022/", "/suqian/", "/suqian/2024/", "/nothing/"),
    ],
)
def test_what_citizens_read(person, width, path):
    citizen = person(width=width)
    assert citizen.page.goto(path).ok or path == "/nothing/"
    assert complaints(citizen) == []


def test_the_editors_desk(person):
    wang = person("editor")
    found = wang.page.request.get("/api/v2/pages/?type=cms.AnnualReportPage&slug=2022").json()
    wang.page.goto(f"/admin/pages/{found['items'][0]['id']}/edit/")
    cell = wang.page.locator("input[data-key='granted/natural_person']")
    cell.fill("5")  # the totals follow, a relation fails, its cells are marked
    wang.page.wait_for_selector(".report-grid__findings.has-findings")
    wang.settle()  # the findings come with the save
    # Half under the bar that stays in sight, any button is a small target.
    wang.page.locator(".report-findings").evaluate(
        "(panel) => panel.scrollIntoView({ behavior: 'instant', block: 'center' })"
    )
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


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_check_of_a_draft(person, width):
    """Before, after, and when it is refused; the last time because it was asked for too often."""
    li = person(width=width, extra_http_headers={"X-Forwarded-For": f"192.0.2.{width % 256}"})
    right, wrong = samples.workbook("suqian-2024"), samples.workbook("shanghai-stcsm-2024")
    states = {"没有发现错误": [right], "2 处错误": [right, wrong, b"?"], "文件没有核对": []}
    assert li.page.goto("/check/").ok
    assert complaints(li) == []
    for said, contents in states.items():
        check(li, *contents)
        assert said in li.page.inner_text("main")
        assert complaints(li) == []
    while "核对次数过多" not in li.page.inner_text("main"):
        check(li)
    assert complaints(li) == []


def test_axe_would_find_something(person):
    citizen = person()
    citizen.page.set_content("<html lang=zh><title>甲</title><main><img src=x></main></html>")
    assert [one.partition(":")[0] for one in complaints(citizen)] == ["image-alt"]
