"""The public site under its content security policy, and behind several server processes."""

import gzip
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from .conftest import ROOT

REPORT = "/shapotou/justice/2022/"
PAGES = ("/", "/shapotou/", "/shapotou/justice/", REPORT, "/suqian/2024/", "/check/", "/feed.xml")
# Told before anything of the page runs.
LISTEN = """window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
});"""


@pytest.fixture
def watched(person):
    """Somebody whose browser tells what the policy has stopped."""

    def come(*args, **options):
        one = person(*args, **options)
        one.page.add_init_script(LISTEN)
        return one

    return come


@pytest.mark.parametrize("who", ["", "editor"])
def test_the_policy_stops_nothing_that_a_page_needs(watched, who):
    one = watched(who) if who else watched()
    for path in PAGES:
        one.page.goto(path)
        one.page.wait_for_load_state("networkidle")
        assert one.page.evaluate("window.violations") == [], path
    one.page.goto(REPORT)
    one.page.click("text=English")
    assert one.page.evaluate("window.violations") == []
    # Of the log-in; and what Wagtail's own checker advises editors on is no matter of the policy.
    other = ("favicon", "axe.run")
    assert [said for said in one.complaints if not any(word in said for word in other)] == []


def test_pages_of_errors(watched):
    citizen = watched()
    assert citizen.page.goto("/nothing/").status == 404
    assert citizen.page.evaluate("window.violations") == []


def test_the_policy_would_stop_an_inline_script(watched):
    citizen = watched()
    citizen.page.goto("/")
    citizen.page.evaluate(
        """() => { const script = document.createElement('script');
        script.textContent = 'window.ran = true'; document.head.append(script); }"""
    )
    citizen.page.wait_for_function("window.violations.length > 0")
    assert citizen.page.evaluate("window.ran") is None


def test_linked_data_is_there_and_is_no_script(watched):
    citizen = watched()
    citizen.page.goto(REPORT)
    data = citizen.page.evaluate(
        """() => JSON.parse(document.querySelector('[type="application/ld+json"]').textContent)"""
    )
    assert [one["@type"] for one in data["@graph"]] == ["Report", "Dataset", "BreadcrumbList"]
    assert citizen.page.evaluate("window.violations") == []


def test_no_other_page_may_frame_a_public_one(person, site):
    citizen = person()
    citizen.page.goto("/check/")
    found = citizen.page.request.get("/")
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
    assert found.headers["x-frame-options"] == "DENY"


def test_the_editor_still_shows_the_preview(watched):
    wang = watched("editor")
    found = wang.page.request.get("/api/v2/pages/?type=cms.AnnualReportPage&slug=2022").json()
    wang.page.goto(f"/admin/pages/{found['items'][0]['id']}/edit/")
    wang.page.click("[data-side-panel-toggle='preview']")
    frame = wang.page.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1.report-title")).to_be_visible(timeout=20_000)


def test_the_language_changes_where_one_is_and_without_a_cookie_before(person):
    citizen = person(java_script_enabled=False)
    citizen.page.goto("/shapotou/?a=1")
    assert citizen.context.cookies() == []
    citizen.page.click("text=English")
    assert citizen.page.url.endswith("/shapotou/?a=1")
    expect(citizen.page.locator("html")).to_have_attribute("lang", "en")


@contextmanager
def several_processes(site):
    """The same site from four processes, each with what it keeps of pages for itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--preload", "--workers", "4", "--worker-class", "gthread", "--threads", "2"],
        env=site.environment,
        cwd=ROOT,
    )
    try:
        for _try in range(100):
            try:
                read(port, "/")
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def read(port, path):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
        body = response.read()
        packed = response.headers["Content-Encoding"] == "gzip"
        return (gzip.decompress(body) if packed else body).decode()


PUBLISH = """
from cms.models import AnnualReportPage
page = AnnualReportPage.objects.get(url_path__endswith="{path}")
draft = page.get_latest_revision_as_object()
draft.title = "{title}"
draft.give_reason("更正")
draft.save_revision().publish()
"""


def test_what_is_published_is_seen_at_once_whichever_process_answers(site):
    path = "/suqian/2023/"
    faces = (path, "/suqian/", "/", "/feed.xml", "/suqian/feed.xml", "/api/v2/pages/?limit=100")
    with several_processes(site) as port:
        was = "宿迁市人民政府2023年政府信息公开工作年度报告"
        for face in faces:
            assert all(was in read(port, face) for _time in range(12)), face
        site.run(PUBLISH.format(path=path, title=f"{was}（更正）"))
        for face in faces:
            assert all(f"{was}（更正）" in read(port, face) for _time in range(12)), face
        site.run(PUBLISH.format(path=path, title=was))
        for face in faces:
            assert not any("（更正）" in read(port, face) for _time in range(12)), face
