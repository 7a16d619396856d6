"""An authority's year as everybody sees it: who has published, by kind and A–Z, and the totals."""

import pytest
from wagtail.models import PageViewRestriction

from cms.models import AgencyPage
from cms.models.offices import AuthorityYear
from report_blocks.statutory import Cell, CellKey

pytestmark = pytest.mark.django_db
YEAR = 2024


@pytest.fixture
def offices(site_tree):
    """司法局 and, below the same authority, two departments, a town and a draft."""
    _home, authority, _justice = site_tree
    for name, slug, kind in (
        ("沙坡头区财政局", "finance", AgencyPage.Kind.DEPARTMENT),
        ("沙坡头区审计局", "audit", AgencyPage.Kind.DEPARTMENT),
        ("滨河镇人民政府", "binhe", AgencyPage.Kind.TOWN),
    ):
        authority.add_child(instance=AgencyPage(title=name, slug=slug, kind=kind))
    authority.add_child(instance=AgencyPage(title="草稿局", slug="draft", live=False))
    return authority


def state_of(authority, year=YEAR):
    authority.refresh_from_db()
    return AuthorityYear(authority, year)


def test_by_kind_and_then_in_order(offices, published):
    report = published(year=YEAR)
    [departments, towns, others] = state_of(offices).by_kind
    assert [one.agency.slug for one in departments[1]] == ["finance", "audit"]
    assert [(one.agency.slug, one.letter) for one in towns[1]] == [("binhe", "B")]
    assert others[0] == ""
    assert [(one.agency.slug, one.report) for one in others[1]] == [("justice", report)]


def test_counts(offices, published, draft):
    assert (state_of(offices).count, state_of(offices).published) == (4, 0)
    published(year=YEAR)
    draft(year=YEAR + 1)
    assert state_of(offices).published == 1
    assert state_of(offices, YEAR + 1).published == 0


def test_totals_say_how_many_offices_they_are_of(offices, published):
    blank = CellKey("proactive_disclosure", "fees", "amount")
    page = published(year=YEAR, cells={blank: Cell()})
    totals = {total.figure.key: total for total in state_of(offices).totals}
    number = page.report.dataset[CellKey("information_requests", "new_requests", "total")].number
    assert (totals["new_requests"].value, totals["new_requests"].known) == (number, 1)
    assert "fees" not in totals  # blank is not zero


def test_what_an_authority_below_adds_up_itself_is_not_added_twice(offices, published):
    page = published(year=YEAR)
    AgencyPage.objects.filter(pk=page.agency.pk).update(collects_reports=True)
    page.agency.refresh_from_db()
    page.agency.add_child(instance=AgencyPage(title="所", slug="station"))
    assert state_of(offices).count == 4


def test_what_is_private_is_not_counted(offices, published):
    page = published(year=YEAR)
    PageViewRestriction.objects.create(page=page.agency, restriction_type="login")
    state = state_of(offices)
    assert (state.count, state.published, state.totals) == (3, 0, [])


class TestPage:
    def test_the_year_due_and_those_before(self, offices, published, client):
        published(year=YEAR)
        html = client.get(f"{offices.url}?year={YEAR}").content.decode()
        assert "4 个单位" in html and "1 个" in html
        assert "尚未公布" in html
        assert f'<strong aria-current="page">{YEAR}</strong>' in html

    @pytest.mark.parametrize("year", ["1999", "x", "2024;", "９"])
    def test_other_years_are_not_there(self, offices, client, year):
        assert client.get(offices.url, {"year": year}).status_code == 404

    def test_a_year_that_no_format_is_for(self, offices, monkeypatch):
        assert AuthorityYear(offices, 2010).totals == []

    def test_it_asks_no_more_for_more_offices(
        self, offices, published, client, django_assert_max_num_queries
    ):
        published(year=YEAR)
        for number in range(30):
            offices.refresh_from_db()
            offices.add_child(instance=AgencyPage(title=f"{number}局", slug=f"n{number}"))
        with django_assert_max_num_queries(30):
            client.get(offices.url)
