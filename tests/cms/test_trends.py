"""Key figures at the top of a report and of an office: this year's, and how they came about."""

import pytest
from wagtail.models import PageViewRestriction

from cms.models.trends import compositions, trends
from report_blocks.statutory import Cell, CellKey, get_format
from tests import samples

pytestmark = pytest.mark.django_db
FORMAT = get_format("cn-2021")
RECEIVED = CellKey("information_requests", "new_requests", "total")


def received(*numbers, first=2021):
    """Reports of these years that have received so many; None is blank, "" is no report."""
    return {
        year: samples.of_year(year).with_cells({RECEIVED: Cell(number)})
        for year, number in enumerate(numbers, start=first)
        if number != ""
    }


def trend(year, datasets):
    return trends(FORMAT, year, datasets)[0]


def test_a_year_without_a_report_is_a_gap():
    one = trend(2024, received(5, "", None, 8))
    assert one.points == ((2021, 5), (2022, None), (2023, None), (2024, 8))
    assert one.change == ""


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [(5, 8, "比2021年增加3"), (8, 5, "比2021年减少3"), (5, 5, "与2021年持平"), (5, None, "")],
)
def test_the_change_in_words(before, now, words):
    assert trend(2022, received(before, now)).change == words


def test_what_is_blank_is_no_zero():
    assert trend(2021, received(None)).shown == "—"
    assert trend(2021, received(0)).shown == "0"


def test_later_years_are_not_told_in_an_earlier_report():
    assert [year for year, _value in trend(2022, received(1, 2, 3)).points] == [2021, 2022]


def test_no_more_than_six_years():
    assert next(year for year, _value in trend(2030, received(*range(10))).points) == 2025


def test_the_same_figure_in_the_format_of_another_year():
    old = samples.dataset("suqian-2023")  # any numbers: what counts is the format's own cells
    assert trend(2023, {2020: received(7, first=2020)[2020], 2023: old}).points[0] == (2020, 7)


def test_what_figures_are_made_of():
    requests, outcomes = compositions(FORMAT, samples.dataset("suqian-2024"))
    assert "新收申请" in requests[0]
    assert "自然人申请" in requests[1]
    assert "办理结果总计" in outcomes[0]
    assert "1902" in outcomes[1]


class TestPages:
    def test_the_figures_lead_to_their_rows(self, published, client):
        html = client.get(published().url).content.decode()
        assert 'href="#information_requests-row-new_requests"' in html
        assert 'id="information_requests-row-new_requests"' in html

    def test_earlier_and_later_reports(self, published, client):
        pages = [published(year=year) for year in (2022, 2023, 2024)]
        html = client.get(pages[1].url).content.decode()
        assert f'rel="prev" href="{pages[0].url}"' in html
        assert f'rel="next" href="{pages[2].url}"' in html
        assert 'rel="next"' not in client.get(pages[2].url).content.decode()

    def test_a_draft_is_not_the_next_one(self, published, draft, client):
        page = published(year=2023)
        draft(year=2024)
        assert 'rel="next"' not in client.get(page.url).content.decode()

    def test_nor_is_one_that_not_everybody_may_read(self, published, client):
        page, later = published(year=2023), published(year=2024)
        PageViewRestriction.objects.create(page=later, restriction_type="login")
        html = client.get(page.url).content.decode()
        assert later.url not in html

    def test_an_office_shows_its_newest(self, published, client):
        agency = published(year=2024).agency
        html = client.get(agency.url).content.decode()
        assert "2024年主要数据" in html

    def test_in_english(self, published, client):
        page = published()
        client.cookies["django_language"] = "en"
        html = client.get(page.url).content.decode()
        assert "New requests" in html
