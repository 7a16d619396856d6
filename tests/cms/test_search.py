"""What is found, in which order, and by whom; the same on both databases."""

import random
import re

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.models import AgencyPage, AnnualReportPage, SearchEntry
from cms.searching.query import Query, find
from cms.searching.terms import Figure
from tests import samples
from tests.cms.helpers import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]

REAL = (samples.FOLDER / "shapotou-justice-2022" / "report.txt").read_text(encoding="utf-8")


@pytest.fixture
def search(client):
    """The titles that the page shows for these fields, in their order."""

    def titles(q="", **fields):
        response = client.get(reverse("report_search"), {"q": q, **fields})
        assert response.status_code == 200, response.context["form"].errors
        results = response.context.get("results") or []
        return [re.sub("<[^>]+>", "", result.title) for result in results]

    return titles


def prose(text):
    return samples.TEXTS | {"overview": text}


class TestWords:
    """The table of words that Wagtail's search does not find."""

    @pytest.fixture
    def three(self, draft, site_tree):
        home, _authority, _agency = site_tree
        other = home.add_child(instance=AgencyPage(title="宿迁市水利局", slug="water"))
        texts = {
            2023: "沙坡头区司法局深入推进政务公开工作，落实“三审三校”制度。",
            2024: "全面推进政务公开，收到行政复议0件。",
        }
        for year, text in texts.items():
            draft(year=year, sections=prose(text)).get_latest_revision().publish()
        home.refresh_from_db()
        return other

    @pytest.mark.parametrize(
        ("words", "years"),
        [
            ("政务公开", [2024, 2023]),
            ("推进政务公开", [2024, 2023]),
            ("行政复议", [2024]),
            ("三审三校", [2023]),
            ("制度 三审", [2023]),
            ("复议0件", [2024]),
            ("年度报告", [2024, 2023]),
            ("公开政务", []),
            ("校", [2023]),
            ("２０２４年", [2024]),
            ("2024年", [2024]),
            ("办理，信息", []),
        ],
    )
    def test_a_word_inside_a_sentence_is_found(self, three, words, years):
        found = find(_query(words))
        entries = SearchEntry.objects.in_bulk(found)
        assert [entries[pk].year for pk in found if entries[pk].year] == years

    def test_offices_come_before_reports_and_titles_before_texts(self, three, search):
        assert search("司法局") == [
            "中卫市沙坡头区司法局",
            "中卫市沙坡头区司法局2024年政府信息公开工作年度报告",
            "中卫市沙坡头区司法局2023年政府信息公开工作年度报告",
        ]
        assert search("水利 宿迁") == ["宿迁市水利局"]

    def test_an_office_is_found_by_its_short_name_and_contact(self, agency, search):
        agency.telephone = "0955-7654321"
        agency.save()
        assert search("7654321") == [agency.title]
        assert search("沙坡头区司法局 7654321") == [agency.title]


def _query(words, **values):
    from cms.models.search_tokens import phrases

    return Query(phrases=tuple(phrases(words)), **values)


def test_two_hundred_real_phrases_are_all_found(draft):
    rng = random.Random(20)
    body = " ".join(REAL.replace("**", "").split("\n"))  # as it is read
    page = draft(year=2023, sections=prose(REAL.replace("\n\n", "\n")))
    page.get_latest_revision().publish()
    draft(year=2024).get_latest_revision().publish()
    entry = SearchEntry.objects.get(page=page)
    missed = []
    for _each in range(200):
        start, length = rng.randrange(len(body)), rng.randint(2, 40)
        words = body[start : start + length]
        # Not from the middle of a number or a word of letters.
        words = re.sub(r"^[A-Za-z0-9.]+|[A-Za-z0-9.]+$", "", words).strip()
        if re.search(r"\w", words) and entry.pk not in find(_query(words)):
            missed.append(words)
    assert missed == []


def test_a_text_longer_than_a_database_likes_is_found_to_its_end(draft):
    """PostgreSQL's own phrase search forgets places after 16,383, and more than 256 of a word."""
    long = "公开政务。" * 4_000 + "末尾的词语甲乙丙丁。"
    page = draft(sections=prose(long))
    SearchEntry.keep([_live(page)])
    assert len(find(_query("末尾的词语甲乙丙丁"))) == 1
    assert len(find(_query("开政务末尾"))) == 0
    too_long = "".join(chr(0x4E00 + i % 20_000) for i in range(300_000))
    page.fill(_with(page, too_long), year=page.year)
    SearchEntry.keep([_live(page)])
    assert len(find(_query(too_long[1000:1020]))) == 1


def _live(page):
    page.live = True
    return page


def _with(page, text):
    from dataclasses import replace

    return replace(page.report, sections=prose(text))


class TestFreshness:
    @pytest.fixture
    def page(self, draft):
        page = draft(sections=prose("甲乙丙丁"))
        page.get_latest_revision().publish()
        return AnnualReportPage.objects.get()

    def test_a_draft_is_not_found_until_it_is_published(self, draft, search):
        page = draft(sections=prose("戊己庚辛"))
        assert search("戊己") == []
        page.get_latest_revision().publish()
        assert search("戊己") == [page.title]

    def test_a_changed_draft_leaves_what_is_published(self, page, search):
        page = page.get_latest_revision_as_object()
        page.fill(_with(page, "壬癸子丑"), year=page.year)
        page.give_reason("更正")
        revision = page.save_revision()
        assert (search("甲乙"), search("壬癸")) == ([page.title], [])
        revision.publish()
        assert (search("甲乙"), search("壬癸")) == ([], [page.title])

    def test_an_unpublished_report_is_gone(self, page, search):
        page.unpublish()
        assert search("甲乙") == []

    def test_a_deleted_report_is_gone_and_so_are_those_of_a_deleted_office(
        self, page, agency, search
    ):
        AgencyPage.objects.get(pk=agency.pk).delete()
        assert search("甲乙") == search("司法局") == []
        assert SearchEntry.objects.count() == 1

    def test_an_office_takes_its_reports_with_it(self, page, site_tree, search):
        home, authority, agency = site_tree
        other = home.add_child(instance=AgencyPage(title="另一政府", slug="other"))
        assert search("甲乙", office=authority.pk) == [page.title]
        AgencyPage.objects.get(pk=agency.pk).move(other, pos="last-child")
        assert search("甲乙", office=authority.pk) == []
        assert search("甲乙", office=other.pk) == search("甲乙") == [page.title]

    def test_a_renamed_office_is_found_by_its_new_name_only(self, page, agency, search):
        agency = AgencyPage.objects.get(pk=agency.pk)
        agency.title = "卯辰局"
        agency.save_revision().publish()
        assert search("卯辰") == ["卯辰局", page.title]
        assert search("卯辰局 甲乙") == [page.title]

    def test_a_new_address_is_linked_to(self, page, client):
        page.slug = "other-address"
        page.save()
        content = client.get("/search/", {"q": "甲乙"}).content.decode()
        assert '"/shapotou/justice/other-address/#overview"' in content

    def test_a_publication_that_fails_changes_nothing(self, page, search):
        page = page.get_latest_revision_as_object()
        page.fill(_with(page, "壬癸子丑"), year=page.year)
        page.give_reason("更正")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            page.save_revision().publish()
            raise ZeroDivisionError
        assert (search("甲乙"), search("壬癸")) == ([page.title], [])

    def test_everything_can_be_written_anew(self, page, search):
        SearchEntry.objects.all().delete()
        assert search("甲乙") == []
        assert run("rebuild_search") == (0, "可以搜索：1 份报告，2 个行政机关\n")
        assert search("甲乙") == [page.title]
        AnnualReportPage.objects.update(live=False)
        run("rebuild_search")
        assert search("甲乙") == []


class TestFilters:
    @pytest.fixture
    def pages(self, draft):
        for year in (2023, 2024):
            draft(year=year).get_latest_revision().publish()
        return {page.year: page for page in AnnualReportPage.objects.all()}

    def test_by_year_and_kind(self, pages, agency, search):
        assert search(year=2023) == [pages[2023].title]
        assert search("司法局", year=2024) == [pages[2024].title]
        assert search("司法局", kind="office") == [agency.title]
        assert search(kind="report") == [pages[2024].title, pages[2023].title]
        assert search(kind="office", year=2024) == []

    def test_by_the_kind_of_office(self, pages, site_tree, agency, search):
        assert search(office_kind="department") == []
        agency.kind = AgencyPage.Kind.DEPARTMENT
        agency.save()
        found = search(office_kind="department")
        assert found == [agency.title, pages[2024].title, pages[2023].title]
        assert search("司法局", office_kind="department", kind="office") == [agency.title]
        assert search(office_kind="town") == []

    def test_by_office_and_all_below_it(self, pages, site_tree, search):
        home, authority, agency = site_tree
        both = [pages[2024].title, pages[2023].title]
        assert search(office=authority.pk) == [authority.title, agency.title, *both]
        assert search("司法局", office=agency.pk) == [agency.title, *both]
        other = home.add_child(instance=AgencyPage(title="另一政府", slug="other"))
        assert search("司法局", office=other.pk) == []

    def test_by_a_key_figure(self, pages, search):
        figures = {
            year: page.report.dataset.format.key_figures[0].value(page.report.dataset.cells)
            for year, page in pages.items()
        }
        more = max(figures, key=figures.get)
        [less] = set(figures) - {more}
        asked = {"figure": "new_requests", "number": figures[more]}
        assert search(**asked, sign="min") == search(**asked) == [pages[more].title]
        assert len(search(**asked, sign="max")) == 2
        asked["number"] -= 1
        assert search(**asked, sign="max") == [pages[less].title]
        assert search("公开 司法局", **asked, sign="max") == [pages[less].title]
        assert search("水利局", **asked, sign="max") == []

    def test_a_corrected_figure_is_searched(self, pages, search):
        SearchEntry.keep(pages.values())
        assert find(Query(figure=Figure("new_requests", -1, -1))) == []
        assert len(find(Query(figure=Figure("new_requests", 0, 1e9)))) == 2

    def test_a_private_office_is_not_found_nor_what_is_below_it(self, pages, site_tree, search):
        _home, authority, agency = site_tree
        restriction = PageViewRestriction.objects.create(
            page=agency, restriction_type=PageViewRestriction.LOGIN
        )
        assert search("司法局") == search(year=2024) == []
        assert search("沙坡头") == [authority.title]
        restriction.delete()
        assert len(search("司法局")) == 3

    def test_an_address_of_a_private_office_tells_nothing(self, pages, agency, client):
        PageViewRestriction.objects.create(page=agency, restriction_type=PageViewRestriction.LOGIN)
        response = client.get("/search/", {"office": agency.pk})
        assert response.status_code == 400
        assert agency.title not in response.content.decode()
