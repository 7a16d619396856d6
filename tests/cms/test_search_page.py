"""The search page: what it shows, and what it says to odd questions."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.models import AgencyPage, AnnualReportPage, SearchEntry
from cms.models.search_entry import Passage
from cms.searching import query
from cms.searching.excerpts import LENGTH, Words, best_passage, excerpt, marked
from tests import samples

SCRIPT = "<script>alert(1)</script>"


def page_of(client, status=200, **fields):
    response = client.get("/search/", fields)
    content = response.content.decode()
    assert response.status_code == status, content
    return re.search(r"<main.*?</main>", content, re.DOTALL)[0]


@pytest.fixture
def report(draft, unprinted):
    """Published, with a problem to be found in its section five."""
    texts = {"problems_and_improvements": f"**一是**能力不足{SCRIPT}；下一步培训 A&B。"}
    draft(sections=samples.TEXTS | texts).get_latest_revision().publish()
    return AnnualReportPage.objects.get()


@pytest.mark.django_db
class TestPage:
    def test_before_anything_is_asked_it_tells_how(self, report, client):
        said = page_of(client)
        assert "How to search" in said or "怎样搜索" in said
        assert "search-results" not in said
        assert page_of(client, q="", office="", year="", kind="", figure="") == said

    def test_a_result_leads_to_the_report_and_to_the_section_of_the_hit(self, report, client):
        said = page_of(client, q="一是能力")
        assert f'<a href="/shapotou/justice/2024/">{report.title}</a>' in said
        assert 'href="/shapotou/justice/2024/#problems_and_improvements"' in said
        assert "<mark>一是能力</mark>不足" in said
        section = client.get("/shapotou/justice/2024/").content.decode()
        assert 'id="problems_and_improvements"' in section

    def test_texts_and_questions_are_shown_as_text(self, report, client):
        said = page_of(client, q=f"能力不足 {SCRIPT}")
        assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>" in said or "&lt;<mark>" in said
        assert "<script" not in said
        said = page_of(client, q="培训 A&B")
        assert "<mark>A&amp;B</mark>" in said

    def test_marks_in_titles(self, report, client):
        assert "<mark>司法局</mark>2024年" in page_of(client, q="司法局")

    def test_nothing_found_comes_with_advice(self, report, client):
        said = page_of(client, q="不存在的词")
        assert 'id="search-advice"' in said
        assert "<ol" not in said

    def test_works_in_english(self, report, client):
        client.cookies["django_language"] = "en"
        response = client.get("/search/", {"q": "司法局"})
        assert response.headers["Content-Language"] == "en"
        assert "2 results" in response.content.decode()

    def test_every_page_has_the_box(self, report, client):
        for url in ("/", "/shapotou/justice/2024/", "/check/"):
            content = client.get(url).content.decode()
            assert content.count('role="search"') == 1
            assert 'action="/search/"' in content
        assert client.get("/search/").content.decode().count('role="search"') == 1

    def test_no_more_queries_for_more_results(self, report, draft, client):
        for year in (2022, 2023):
            draft(year=year).get_latest_revision().publish()
        client.get("/search/")
        numbers = []
        for fields in ({"q": "公开", "year": 2024}, {"q": "公开"}):
            with CaptureQueriesContext(connection) as queries:
                page_of(client, **fields)
            numbers.append(len(queries))
        assert numbers[1] <= numbers[0]


HOSTILE = [
    *('"', '""', '"公开', "公开*", "*", "^公开", "tokens:公开", "NEAR(公开 监督)", "公开 NOT 监督"),
    *(
        "公开 OR 监督",
        "AND",
        "NOT",
        "(公开",
        "公开)",
        "-公开",
        "公开 + 监督",
        "'; DROP TABLE x; --",
    ),
    *("/", "^", "{tokens}: 公开", "公开:*", "公开 & 监督", "公开 | !监督", "<->", "\\", "'公开'"),
    *("%", "_", "%s", "\u200b", "\ud7ff", "\U0003ffff", "😀", "ſ", "İ", "ß", "a" * 100),
]


@pytest.mark.django_db
class TestOddQuestions:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_are_words_or_are_refused_but_never_fail(self, report, client, words):
        response = client.get("/search/", {"q": words})
        assert response.status_code in (200, 400)
        for title in (result.title for result in response.context.get("results") or []):
            assert "公开" in title.replace("<mark>", "").replace("</mark>", "")

    def test_operators_are_words(self, report, client):
        assert page_of(client, q="公开 NOT 监督").count("<li>") == 4  # of the advice
        assert "<ol" in page_of(client, q="“公开”*")

    @pytest.mark.parametrize(
        "fields",
        [
            {"q": "公" * 10_000},
            {"q": "公开\x00"},
            {"q": "，。"},
            {"year": "2024 OR 1=1"},
            {"year": "1900"},
            {"office": "1"},
            {"office": "99999999999999999999"},
            {"office": "²"},
            {"kind": "draft"},
            {"figure": "nothing", "number": "1"},
            {"figure": "new_requests"},
            {"figure": "new_requests", "number": "many"},
            {"figure": "new_requests", "number": "inf"},
            {"figure": "new_requests", "number": "1", "sign": "="},
            {"number": "1"},
        ],
    )
    def test_what_makes_no_sense_is_said_and_nothing_is_shown(self, report, client, fields):
        said = page_of(client, status=400, **fields)
        assert "search-form__error" in said
        assert "search-results" not in said

    @pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "9" * 50])
    def test_a_page_that_is_not_there_is_one_that_is(self, report, client, number):
        assert "<ol" in page_of(client, q="公开", page=number)

    def test_it_is_only_read(self):
        assert Client().post("/search/", {"q": "公开"}).status_code == 405


@pytest.mark.django_db
def test_many_results_come_by_the_page_and_end_somewhere(site_tree, client, monkeypatch):
    home = site_tree[0]
    for number in range(45):
        home.add_child(instance=AgencyPage(title=f"甲乙局{number}", slug=f"office-{number}"))
    first = page_of(client, q="甲乙局", kind="office")
    assert first.count("<h3") == 20
    assert "45" in first
    link = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    assert link == "?q=%E7%94%B2%E4%B9%99%E5%B1%80&kind=office&page=2"
    assert page_of(client, q="甲乙局", kind="office", page=3).count("<h3") == 5
    monkeypatch.setattr(query, "MOST", 30)
    monkeypatch.setattr("cms.searching.views.MOST", 30)
    last = page_of(client, q="甲乙局", kind="office", page=9)  # no page that is kept already
    assert last.count("<h3") == 10
    assert "search-more" in last


@pytest.mark.django_db
def test_a_page_that_goes_between_finding_and_showing_is_left_out(report, client, monkeypatch):
    gone = SearchEntry.objects.get(page=report).pk + 1
    monkeypatch.setattr("cms.searching.views.find", lambda asked: [gone])
    assert "<h3" not in page_of(client, q="公开")
    assert Page.objects.filter(pk=report.pk).exists()


class TestExcerpts:
    def test_begins_where_the_sentence_does(self):
        text = "前一句话。" + "此句有词语在其中，" + "后" * 300
        cut = excerpt(Words("词语"), text)
        assert cut.startswith("此句有<mark>词语</mark>在其中")
        assert cut.endswith("…")
        assert len(cut) < LENGTH + 20

    def test_says_where_it_was_cut(self):
        cut = excerpt(Words("词语"), "前" * 300 + "词语" + "后" * 300)
        assert re.fullmatch(r"…前+<mark>词语</mark>后+…", cut)

    def test_characters_that_fold_into_several_keep_their_places(self):
        assert excerpt(Words("公开"), "①㈱…⑳公开") == "①㈱…⑳<mark>公开</mark>"
        assert excerpt(Words("10km"), "共①０㎞２") == "共①０㎞２"
        assert excerpt(Words("km2"), "行㎞２内") == "行<mark>㎞２</mark>内"

    def test_words_are_whole_and_punctuation_is_passed_over(self):
        assert "<mark>" not in excerpt(Words("2024年"), "12024年")
        assert excerpt(Words("2024年度"), "（2024）年度") == "（<mark>2024）年度</mark>"

    def test_the_passage_with_most_of_the_words_is_shown(self):
        passages = [Passage("a", "", "甲乙"), Passage("b", "", "丙丁与甲乙"), Passage("c", "", "")]
        assert best_passage(Words("甲乙 丙丁"), passages).anchor == "b"
        assert best_passage(Words("甲乙"), passages).anchor == "a"
        assert best_passage(Words("戊己"), passages) is None
        assert best_passage(Words(""), passages) is None

    def test_a_mark_beyond_the_cut_is_cut(self):
        assert marked("<甲乙", [(1, 2), (2, 9), (9, 10)]) == ("&lt;<mark>甲</mark><mark>乙</mark>")
