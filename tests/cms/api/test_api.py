"""What the API says: all of what is public, nothing else, every number exactly."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from wagtail.models import PageViewRestriction

from cms.models import AgencyPage, AnnualReportPage
from report_blocks.statutory import Cell
from report_blocks.statutory.codec import number_to_json
from tests import earlier

from .conftest import NOTE, NOTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(world):
    """Also as what the tests count: the public reports by year."""
    pages = AnnualReportPage.objects.live().public()
    return {page.year: page for page in pages}


def all_of(get, path, **parameters):
    """All items of a list, page by page."""
    found, offset = [], 0
    while True:
        answer = get(path, offset=offset, **parameters)
        found += answer["items"]
        offset += answer["limit"]
        assert answer["total"] >= len(found)
        if answer["next"] is None:
            assert answer["total"] == len(found)
            return found
        assert f"offset={offset}" in answer["next"]


class TestFigures:
    def test_every_cell_of_every_public_report_once(self, world, get):
        for limit in (7 * 31, 5000):
            found = all_of(get, "figures/", limit=limit)
            assert {one["year"] for one in found} == {2020, 2023, 2024}
            for page in world.values():
                own = [one for one in found if one["report"] == page.pk]
                cells = [(one["table"], one["row"], one["column"]) for one in own]
                assert cells == list(page.format.cells)
                numbers = {tuple(cell): one["number"] for cell, one in zip(cells, own, strict=True)}
                for key in page.format.cells:
                    number = page.report.dataset[key].number
                    exact = numbers[tuple(key)]
                    assert (number is None) == (exact is None)
                    assert number is None or Decimal(str(exact)) == number

    def test_notes_blanks_and_decimals(self, world, get, client):
        [one] = get("figures/", **dict(zip(("table", "row", "column"), NOTED, strict=True)),
                    year=2024)["items"]  # fmt: skip
        assert (one["number"], one["note"], one["text"], one["unit"]) == (21, NOTE, "", "件")
        [one] = get("figures/", row=earlier.AMOUNT.row, column=earlier.AMOUNT.column)["items"]
        assert (one["number"], one["note"]) == (25.1, "单位：万元")

    def test_what_filters_leave(self, world, get, client):
        page = world[2024]
        authority, office = page.agency.get_parent().pk, page.agency.pk
        count = len(page.format.cells)
        assert get("figures/", year=2024)["total"] == count
        assert get("figures/", year=2024, under=authority)["total"] == count
        assert get("figures/", year=2024, office=office)["total"] == count
        assert get("figures/", office=authority)["total"] == 0
        assert get("figures/", under=office, report_format="cn-2019")["total"] == len(
            world[2020].format.cells
        )
        response = client.get("/api/v1/figures/?year=2023&year=2024&row=granted&column=total")
        assert [one["year"] for one in response.json()["items"]] == [2023, 2024]
        assert get("figures/", table="proactive_disclosure", row="granted")["total"] == 0

    def test_csv_is_the_same_for_excel_and_programs(self, world, get, client):
        response = client.get("/api/v1/figures/?format=csv&year=2024&limit=150&row=granted")
        assert response.content.startswith(b"\xef\xbb\xbfreport,office,")
        lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        items = get("figures/", year=2024, row="granted", limit=150)["items"]
        assert [line["column_key"] for line in lines] == [one["column"] for one in items]
        assert [line["value"] for line in lines] == [str(one["number"]) for one in items]
        assert "'" + NOTE in [line["note"] for line in lines]
        further = client.get("/api/v1/figures/?format=csv&limit=5")
        assert further["Link"] == '<http://localhost/api/v1/figures/?format=csv&limit=5&offset=5>' \
            '; rel="next"'  # fmt: skip


class TestKeyFigures:
    def test_of_each_report(self, world, get):
        found = all_of(get, "key-figures/")
        for page in world.values():
            own = {one["figure"]: one["number"] for one in found if one["report"] == page.pk}
            assert own == {
                figure.key: number_to_json(figure.value(page.report.dataset.cells))
                for figure in page.format.key_figures
            }

    def test_one_over_the_years(self, world, get):
        items = get("key-figures/", figure="new_requests")["items"]
        assert {one["year"] for one in items} == {2020, 2023, 2024}


class TestReports:
    def test_one_names_its_files_and_what_they_are(self, world, get, client):
        page = world[2024]
        told = get(f"reports/{page.pk}/")
        assert [file["name"] for file in told["files"]] == sorted(page.published_files)
        for file in told["files"]:
            response = client.get(file["url"].removeprefix("http://localhost"))
            assert response["ETag"] == f'"{file["sha256"]}"'
            assert len(b"".join(response.streaming_content)) == file["size"]
        document = client.get(f"{page.url}report.json")
        assert told["document"] == json.loads(b"".join(document.streaming_content))

    def test_bulk_files_are_listed(self, world, get):
        found = get("bulk/")["items"]
        assert {one["year"] for one in found} == {2020, 2023, 2024}
        assert len(found) == 9
        assert [one["kind"] for one in get("bulk/", year=2024, kind="csv")["items"]] == ["csv"]


class TestPrivate:
    def test_what_is_not_public_is_nowhere(self, world, get, client):
        hidden = AgencyPage.objects.get(slug="hidden")
        secret = AnnualReportPage.objects.child_of(hidden).get()
        drafted = AnnualReportPage.objects.get(year=2022)
        for page in (secret, drafted):
            get(f"reports/{page.pk}/", status=404)
        get(f"offices/{hidden.pk}/", status=404)
        for path in ("offices/", "reports/", "figures/?limit=5000", "key-figures/", "bulk/"):
            answer = client.get(f"/api/v1/{path}").content.decode()
            assert "内部局" not in answer
            assert f'"report": {drafted.pk},' not in answer
        for name in ("office", "under"):
            told = get("reports/", status=400, **{name: hidden.pk})
            assert [one["parameter"] for one in told["errors"]] == [name]

    def test_what_becomes_private_is_gone_at_once(self, world, get):
        PageViewRestriction.objects.create(
            page=world[2024].agency.get_parent(), restriction_type="login"
        )
        for path in ("offices/", "reports/", "figures/", "key-figures/", "bulk/"):
            assert get(path)["total"] == 0


class TestProblems:
    def test_all_that_is_wrong_is_told_in_both_languages(self, world, get):
        told = get("figures/", status=400, yaer=1, year="２０２４", limit=0, table="x" * 300)
        assert [one["parameter"] for one in told["errors"]] == ["limit", "table", "yaer", "year"]
        assert told["errors"][2]["zh"] == "没有这个参数"
        assert told["errors"][3]["en"].startswith("should be a whole number")
        assert len(told["errors"][1]["zh"]) < 100

    @pytest.mark.parametrize(
        ("path", "query"),
        [
            ("reports/", "year=2024&limit=1&limit=2"),
            ("reports/", "year="),
            ("offices/", "credit_code=%00"),
            ("offices/", "collects_reports=1"),
            ("figures/", "format=xml"),
            ("figures/", "under=1&under=2"),
            ("reports/1/", "fields=*"),
            ("", "x=%ff"),
        ],
    )
    def test_nothing_wrong_is_ignored(self, world, client, path, query):
        response = client.get(f"/api/v1/{path}?{query}")
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_is_written(self, world, client, method):
        assert getattr(client, method)("/api/v1/reports/").status_code == 405


class TestWeb:
    def test_what_is_known_is_not_sent_again(self, world, client):
        for url in ("/api/v1/reports/", "/api/v1/figures/?format=csv", "/api/v1/openapi.json"):
            first = client.get(url)
            known = client.get(url, headers={"if-none-match": first["ETag"]})
            assert (known.status_code, known.content) == (304, b"")
            assert client.head(url).status_code == 200

    def test_it_changes_with_what_is_published(self, world, client):
        url = "/api/v1/figures/"
        known = client.get(url)["ETag"]
        page = world[2024]
        data = page.report.dataset.with_cells({NOTED: Cell(21)})
        page.fill(replace(page.report, dataset=data), year=2024)
        page.give_reason("更正")
        page.save_revision().publish()
        assert client.get(url, headers={"if-none-match": known}).status_code == 200

    @pytest.mark.parametrize(
        "url", ["/api/v1/", "/api/v2/pages/", "/shapotou/justice/2024/report.json",
                "/shapotou/data/2024.csv"]
    )  # fmt: skip
    def test_any_sites_script_may_read_it(self, world, client, url):
        origin = {"origin": "https://elsewhere.example"}
        for headers in (origin, {}):
            response = client.get(url, headers=headers)
            assert response.status_code == 200
            if headers:
                assert response["access-control-allow-origin"] == "*"
                assert "access-control-allow-credentials" not in response
        asked = {**origin, "access-control-request-method": "GET"}
        asked["access-control-request-headers"] = "if-none-match"
        assert client.options(url, headers=asked)["access-control-allow-origin"] == "*"

    @pytest.mark.parametrize("url", ["/", "/admin/login/", "/shapotou/", "/check/", "/admin/api/"])
    def test_but_nothing_else(self, world, client, url):
        response = client.get(url, headers={"origin": "https://elsewhere.example"})
        assert "access-control-allow-origin" not in response

    def test_a_report_asks_few_questions_of_the_database(
        self, world, client, django_assert_max_num_queries
    ):
        client.get("/api/v1/figures/")
        with django_assert_max_num_queries(9):
            client.get("/api/v1/figures/?limit=5000")
