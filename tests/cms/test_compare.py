"""Offices, years and figures side by side: the right numbers, or why there are none."""

import csv
import html
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.comparing.addresses import compare_offices, compare_years
from cms.comparing.comparison import compared
from cms.comparing.indicators import Missing, indicator_of, key_indicators, single_cells
from cms.comparing.query import Query, known_years
from cms.comparing.sheet import sheet_of
from cms.models import AnnualReportPage
from cms.models.checked_report import CheckedReport
from cms.models.published_cells import published_cells
from report_blocks.statutory import Cell, Finding, Severity, Text, formats

from .comparisons import NEW, cell, office, report

pytestmark = pytest.mark.django_db
FEES = "proactive_disclosure/fees/amount"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def offices(site_tree):
    """甲 has 2020 (in the older form) and 2023, 乙 2023 only, with a blank."""
    _home, authority, first = site_tree
    second = office(authority, "乙局")
    report(first, 2020, **{NEW: 3})
    report(first, 2023, **{NEW: 12, FEES: Decimal("0.50")})
    report(second, 2023, **{NEW: None, FEES: Cell(text="约三")})
    return authority, first, second


def ask(text: str) -> Query:
    return Query.of(QueryDict(text), known_years())


def table(text: str) -> list[list[str]]:
    sheet = sheet_of(compared(ask(text)))
    rows = [*sheet.rows, *([sheet.total] if sheet.total else [])]
    return [[row.label, *(entry.text for entry in row.entries)] for row in rows]


def test_numbers_and_why_there_are_none(offices):
    authority, first, second = offices
    found = table(f"under={authority.pk}&year=2020&year=2023&figure=new_requests&figure={FEES}")
    none = "— (no report published)"
    assert found == [
        [first.title, "3", "12", "— (not in that year's form)", "0.50"],
        [second.title, none, "— (left blank)", none, "— (not a number)"],
        ["Total", "— (1 of 2)", "— (1 of 2)", "— (0 of 2)", "— (1 of 2)"],
    ]


def test_one_office_has_a_row_for_each_figure(offices):
    _authority, first, _second = offices
    found = table(f"office={first.pk}&year=2023&year=2020&figure=new_requests&figure=fees")
    assert found == [
        ["New requests", "3", "12"],
        ["Fees collected（10,000 yuan）", "— (not in that year's form)", "0.50"],
    ]


def test_totals_only_of_numbers_that_are_all_there_and_not_of_an_office_and_its_own(offices):
    authority, first, second = offices
    report(second, 2024, **{NEW: 5})
    report(first, 2024, **{NEW: 10**15 - 1})
    asked = f"office={first.pk}&office={second.pk}&year=2024&figure=new_requests"
    assert table(asked)[-1] == ["Total", str(10**15 + 4)]
    assert table(f"office={authority.pk}&{asked}")[-1][0] != "Total"
    sheet = sheet_of(compared(ask(f"office={authority.pk}&{asked}")))
    assert any("stand above others" in note for note in sheet.notes)


def test_where_the_forms_differ_it_is_said(offices):
    _authority, first, _second = offices
    only_old = next(
        str(key) for key in formats()["cn-2019"].cells if key not in formats()["cn-2021"].cells
    )
    query = f"office={first.pk}&year=2020&year=2023&figure={only_old}"
    assert table(query)[0][1:] == ["0", "— (not in that year's form)"]
    notes = sheet_of(compared(ask(query))).notes
    assert "国办公开办函〔2019〕60号" in notes[0]
    assert "is not in the form of 2023" in notes[1]
    assert sheet_of(compared(ask(f"office={first.pk}&year=2023"))).notes == []


def test_every_key_figure_and_cell_can_be_compared():
    offered = [key for _table, cells in single_cells() for key, _label in cells]
    assert len(offered) == len(set(offered))
    assert {key for one in formats().values() for key in map(str, one.cells)} == set(offered)
    assert all(indicator_of(key) for key in [*offered, *key_indicators()])
    assert indicator_of("a/b/c") is indicator_of("nonsense") is None


def test_only_what_is_live_and_public_is_compared(offices):
    authority, first, second = offices
    AnnualReportPage.objects.child_of(first).filter(year=2023).update(live=False)
    asked = f"under={authority.pk}&year=2023&figure=new_requests"
    assert table(asked)[0][1] == str(Missing.NOT_PUBLISHED)
    PageViewRestriction.objects.create(page=second, restriction_type="login")
    assert [row[0] for row in table(asked)] == ["New requests"]  # one office is left
    comparison = compared(ask(f"office={second.pk}&office={first.pk}"))
    assert [one.pk for one in comparison.offices] == [first.pk]
    assert comparison.unknown == [second.pk]


def test_the_draft_of_a_published_report_is_not_compared(offices):
    _authority, first, _second = offices
    page = AnnualReportPage.objects.child_of(first).get(year=2023)
    [before] = published_cells(AnnualReportPage.objects.filter(pk=page.pk), [cell(NEW)])
    page.body = []
    page.save_revision()
    assert list(published_cells(AnnualReportPage.objects.filter(pk=page.pk), [cell(NEW)])) == [
        before
    ]


def test_a_report_that_came_in_by_another_door_is_compared_as_well(offices):
    kept = list(published_cells(AnnualReportPage.objects.all(), [cell(NEW), cell(FEES)]))
    CheckedReport.objects.all().delete()
    read = published_cells(AnnualReportPage.objects.all(), [cell(NEW), cell(FEES)])
    assert sorted(read, key=lambda one: one.page_id) == sorted(kept, key=lambda one: one.page_id)
    assert len(kept) == 3


def test_all_cells_are_read_as_they_were_kept(offices):
    page = AnnualReportPage.objects.get(year=2020)
    format_ = formats()["cn-2019"]
    [found] = published_cells(AnnualReportPage.objects.filter(year=2020), format_.cells)
    assert found.cells == dict(page.report.dataset.cells)
    assert found.format_key == "cn-2019"
    [found] = published_cells(AnnualReportPage.objects.filter(year=2020), [])
    assert found.cells == {}


def test_figures_of_reports_with_known_errors_are_marked(offices, client):
    authority, first, _second = offices
    page = AnnualReportPage.objects.child_of(first).get(year=2023)
    page.archive(date(2024, 1, 1), "", [Finding("A01", Severity.ERROR, Text("错", "wrong"))])
    page.save(update_fields=["accepted_errors"])
    query = f"under={authority.pk}&year=2023&figure=new_requests"
    response = client.get(f"/compare/?{query}")
    assert "<td>12<sup>*</sup></td>" in response.text
    rows = read_csv(client.get(f"/compare/data.csv?{query}"))
    assert rows[1][1:] == ["12", rows[0][1]]


def read_csv(response) -> list[list[str]]:
    assert response.status_code == 200, response.text
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("sort", ["", "&sort=-new_requests@2023", "&sort=new_requests@2020"])
def test_the_csv_is_the_table(offices, client, sort):
    authority, first, _second = offices
    years = f"year=2020&year=2023&figure=new_requests&figure=fees{sort}"
    for query in (f"under={authority.pk}&{years}", f"office={first.pk}&{years}"):
        page = client.get(f"/compare/?{query}")
        body = re.search("<tbody>.*?(?=</table>)", page.text, re.DOTALL)[0]
        shown = [
            [
                html.unescape(re.sub("<[^>]*>?", "", one))
                for one in re.findall("<t[hd].*?</t[hd]>", r)
            ]
            for r in re.findall("<tr>.*?</tr>", body, re.DOTALL)
        ]
        response = client.get(f"/compare/data.csv?{query}")
        assert read_csv(response)[1:] == shown
    assert "%E6%AF%94%E8%BE%83" in response["Content-Disposition"]  # 比较


def test_no_office_is_a_formula(offices, client):
    authority, _first, _second = offices
    office(authority, "=1+1")
    rows = read_csv(client.get(f"/compare/data.csv?under={authority.pk}&year=2023"))
    assert "'=1+1" in [row[0] for row in rows]


def test_sorted_by_a_column_with_those_that_have_none_last(offices):
    authority, first, second = offices
    third = office(authority, "丙局")
    report(third, 2023, **{NEW: 40})
    asked = f"under={authority.pk}&year=2023&figure=new_requests"
    for sort, order in {
        "": [first, second, third],
        "new_requests@2023": [first, third, second],
        "-new_requests@2023": [third, first, second],
        "nonsense@x": [first, second, third],
    }.items():
        comparison = compared(ask(f"{asked}&sort={sort}"))
        assert [one.pk for one in comparison.offices] == [one.pk for one in order], sort


@pytest.mark.parametrize(
    "bad",
    [
        "office=0",
        "office=99999999999999999999",
        "office=999999",
        "office=%E4%BA%94",
        "under=x",
        "under=999999",
        "year=1800",
        "year=2024.0",
        "year=%00",
        "figure=a/b/c",
        "figure=<script>alert(1)</script>",
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_shown(offices, client, bad):
    _authority, first, _second = offices
    query = f"office={first.pk}&year=2023&{bad}"
    response = client.get(f"/compare/?{query}")
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert "<td>12</td>" in response.text
    assert "<script>" not in response.text
    data = client.get(f"/compare/data.csv?{query}")
    assert data.status_code == 400
    assert data["Content-Type"] == "text/plain; charset=utf-8"


def test_nothing_asked_is_the_form_alone(offices, client):
    response = client.get("/compare/")
    assert response.status_code == 200
    assert "<form" in response.text
    assert "compare-table" not in response.text
    assert client.get("/compare/data.csv").status_code == 400
    assert client.post("/compare/").status_code == 405


def test_too_much_is_refused_before_anything_is_read(offices, client, monkeypatch):
    authority, first, _second = offices
    monkeypatch.setattr("cms.comparing.comparison.MOST", 3)
    query = f"under={authority.pk}&office={first.pk}&year=2020&year=2023&figure=new_requests"
    for name in ("", "data.csv"):
        response = client.get(f"/compare/{name}?{query}")
        assert response.status_code == 400
        assert "4" in response.text
        assert name or f'value="{first.pk}" checked>' in response.text


def test_offices_are_found_by_name(offices, client):
    _authority, first, second = offices
    text = client.get("/compare/?q=乙&find=1").text
    assert f'value="{second.pk}">' in text
    assert f'value="{first.pk}">' not in text
    text = client.get(f"/compare/?q=乙&find=1&office={first.pk}").text
    assert f'value="{first.pk}" checked>' in text


def test_the_number_of_queries_does_not_grow(offices, client, django_assert_max_num_queries):
    authority, _first, _second = offices
    for number in range(6):
        one = office(authority, f"第{number}局")
        report(one, 2023, **{NEW: number})
    figures = "&".join(f"figure={key}" for key in key_indicators())
    with django_assert_max_num_queries(14):
        client.get(f"/compare/?under={authority.pk}&year=2020&year=2023&{figures}")


def test_links_ask_for_what_they_promise(offices):
    authority, first, _second = offices
    asked = ask(compare_years(first.pk, 2024).partition("?")[2])
    assert (asked.offices, asked.years) == ((first.pk,), (2020, 2021, 2022, 2023, 2024))
    asked = ask(compare_offices(authority.pk, 2024, ["fees", NEW]).partition("?")[2])
    assert (asked.under, asked.years, asked.figures) == (authority.pk, (2024,), ("fees", NEW))
    assert ask(asked.encoded) == asked


def test_one_chart_for_each_figure(offices, client):
    authority, first, second = offices
    for query in (
        f"office={first.pk}&year=2020&year=2023",
        f"office={first.pk}&office={second.pk}&year=2023",
        f"office={first.pk}&office={second.pk}&year=2020&year=2023",
        f"under={authority.pk}&year=2020&year=2021&year=2022&year=2023",
    ):
        text = client.get(f"/compare/?{query}&figure=new_requests&figure=fees").text
        assert text.count("<svg") == 2
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
