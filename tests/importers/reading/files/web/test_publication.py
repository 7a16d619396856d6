"""When and where a saved page was published."""

import datetime

import pytest

from importers.reading import read_file
from importers.reading.files.opening import open_file
from importers.reading.sheets import Publication

from ... import pages

DAY = datetime.date(2025, 1, 20)
BODY = "<table><tr><td>1<td>2</table>"
CHARSET = '<meta charset="utf-8">'


def publication(head="", before=b""):
    return open_file(before + pages.page(BODY, CHARSET + head)).publication


@pytest.mark.parametrize(
    "content", ["2025-01-20", "2025-1-20 09:30:00", "2025/01/20", "2025年1月20日", " 2025.01.20"]
)
def test_the_day(content):
    assert publication(f'<meta name="PubDate" content="{content}">') == Publication(DAY)


@pytest.mark.parametrize("content", ["", "2025", "20250120", "2025-13-01", "2025-02-30", "昨天"])
def test_what_is_no_day(content):
    assert publication(f'<meta name="PubDate" content="{content}">') == Publication()


def test_two_days_are_none():
    days = "".join(f'<meta name="PubDate" content="2025-01-{day}">' for day in (20, 21))
    assert publication(days) == Publication()


def test_the_address_that_a_browser_saves():
    comment = b"<!-- saved from url=(0035)https://example.gov.cn/2025/1.html -->\n"
    assert publication(before=b"<!DOCTYPE html>\n" + comment).address == (
        "https://example.gov.cn/2025/1.html"
    )


def test_the_address_that_the_page_calls_its_own():
    link = '<link rel="canonical" href="https://example.gov.cn/1.html">'
    assert publication(link) == Publication(None, "https://example.gov.cn/1.html")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///C:/年报.htm", "/1.html"])
def test_what_is_no_address(address):
    assert publication(f'<link rel="canonical" href="{address}">') == Publication()


def test_an_archive_and_its_pictures():
    saved = open_file(pages.archive(pages.page(BODY))).publication
    assert saved.address == "http://www.example.gov.cn/0.html"
    on_disk = pages.archive(pages.page(BODY)).replace(
        b"http://www.example.gov.cn/0.html", b"file:///C:/1.htm"
    )
    on_disk = on_disk.replace(
        b"Content-Type: image/png",
        b"Content-Location: http://x.cn/1.png\r\nContent-Type: image/png",
    )
    assert open_file(on_disk).publication == Publication()


def test_a_report_has_that_of_its_page():
    body = "".join(pages.tables_of("suqian-2024"))
    page = pages.page(body, CHARSET + '<meta name="PubDate" content="2025-01-20">')
    [report] = read_file(page, "年报.html").reports
    assert report.publication == Publication(DAY)
