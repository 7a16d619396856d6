"""A site with reports to compute with: 宿迁's of two years, one of 2020, and what is not public."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from wagtail.models import PageViewRestriction

from cms.api import schemas
from cms.filling.preview import started
from cms.models import AgencyPage, AnnualReportPage
from cms.publishing.bulk_files import refresh
from importers.reading import read_file
from report_blocks.statutory import Cell, CellKey
from tests import earlier

NOTED = CellKey("information_requests", "granted", "business")
NOTE = "=其中修订16件"


@pytest.fixture
def of_2020(agency):
    """A report in the format of 2019, with a decimal amount; not saved yet."""
    book = io.BytesIO()
    earlier.printed(earlier.dataset(), typed={earlier.AMOUNT: "25.1万元"}).save(book)
    [found] = read_file(book.getvalue(), "2020.xlsx").reports
    page = started(agency, 2020)
    page.fill(replace(earlier.report(), dataset=found.report.dataset), year=2020)
    return page


@pytest.fixture
def world(unprinted, site_tree, published, of_2020, draft):
    """Published: 2020, 2023 with a note, 2024. A draft of 2022, and a private office's report."""
    _home, authority, agency = site_tree
    published(year=2023)
    published(year=2024, cells={NOTED: Cell(21, note=NOTE)})
    draft(year=2022)
    agency.add_child(instance=of_2020)
    of_2020.save_revision().publish()
    hidden = authority.add_child(instance=AgencyPage(title="内部局", slug="hidden"))
    secret = AnnualReportPage(live=False)
    secret.start(hidden, 2024)
    secret.fill(AnnualReportPage.objects.get(year=2024).report, year=2024)
    hidden.add_child(instance=secret)
    secret.save_revision().publish()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    refresh(authority)
    return authority


@pytest.fixture
def get(client):
    """An answer as JSON; its status is as told."""

    def ask(path, status=200, **parameters):
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask


class Described:
    """The OpenAPI file, and whether a response is as it says."""

    def __init__(self) -> None:
        folder = Path(schemas.FOLDER)
        self.api = json.loads((folder / "openapi.json").read_text("utf-8"))
        report = json.loads((folder / "schemas" / "report.json").read_text("utf-8"))
        self.registry = Registry().with_resources(
            [
                ("http://api/openapi.json", DRAFT202012.create_resource(self.api)),
                ("http://api/schemas/report.json", DRAFT202012.create_resource(report)),
                (report["$id"], DRAFT202012.create_resource(report)),
            ]
        )

    def validator(self, reference: str) -> Draft202012Validator:
        return self.validator_of({"$ref": f"http://api/{reference}"})

    def validator_of(self, schema: dict) -> Draft202012Validator:
        checker = FormatChecker()
        return Draft202012Validator(schema, registry=self.registry, format_checker=checker)

    def check(self, path: str, response) -> None:
        """AssertionError, or jsonschema's own, if the file does not describe this response."""
        status, kind = str(response.status_code), response["Content-Type"].partition(";")[0]
        said = self.api["paths"][path]["get"]["responses"]
        assert status in said, (status, response.content.decode())
        place = f"/paths/{path.replace('~', '~0').replace('/', '~1')}/get/responses/{status}"
        if "$ref" in said[status]:
            place = said[status]["$ref"].removeprefix("#")
            said = self.api["components"]["responses"]
            status = place.rpartition("/")[2]
        assert kind in said[status]["content"], kind
        if kind != "text/csv":
            place = f"{place}/content/{kind.replace('/', '~1')}/schema"
            self.validator(f"openapi.json#{place}").validate(response.json())


@pytest.fixture(scope="session")
def described():
    return Described()
