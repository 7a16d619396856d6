"""The published page as a citizen reads it."""

import re

import pytest

from report_blocks.statutory import Cell, CellKey

pytestmark = pytest.mark.django_db


def test_at_most_ten_queries(published, client, django_assert_max_num_queries):
    page = published()
    unkept = {"authorization": "none"}  # who says who they are gets nothing that is kept
    client.get(page.url, headers=unkept)
    with django_assert_max_num_queries(10):
        client.get(page.url, headers=unkept)


def test_it_is_chinese_whatever_the_browser_asks_for(published, client):
    page = published()
    html = client.get(page.url, headers={"accept-language": "en"}).content.decode()
    assert '<html lang="zh-CN">' in html
    assert "发布机构" in html


def test_english_can_be_chosen(published, client):
    page = published()
    client.post("/i18n/setlang/", {"language": "en", "next": page.url})
    html = client.get(page.url).content.decode()
    assert "Issued by" in html
    assert '<article class="report" lang="zh-CN">' in html


def test_blanks_are_blank(published, client):
    page = published("shapotou-justice-2022", 2022)
    html = client.get(page.url).content.decode()
    assert len(re.findall(r"<td[^>]*headers=[^>]*></td>", html)) == 5


def test_hostile_texts_stay_texts(published, client):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    key = CellKey("proactive_disclosure", "regulations", "issued")
    page = published(cells={key: Cell(2, note=evil)}, sections={"overview": evil})
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "alert(1)" in html


def test_strict_csp_and_no_inline_script_or_style(published, client):
    response = client.get(published().url)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    html = response.content.decode()
    html = html.replace('<script type="application/ld+json">', "")  # data, which nothing runs
    assert not re.findall(r"<script(?![^>]*src=)|style=\"|<style", html)
