"""The OpenAPI file is valid and complete, and true of the running site whatever it is asked."""

import json
import re

import pytest
from django.urls import get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from cms.api import urls
from cms.models import AgencyPage, AnnualReportPage
from report_blocks.rendering.data import report_json
from report_blocks.statutory import Dataset, Report, formats, get_format
from tests import samples

pytestmark = pytest.mark.django_db

WORDS = {
    "report_format": list(formats()),
    "table": sorted({key.table for key in get_format("cn-2021").cells}),
    "row": sorted({key.row for key in get_format("cn-2021").cells}),
    "column": sorted({key.column for key in get_format("cn-2021").cells}),
    "figure": [figure.key for figure in get_format("cn-2021").key_figures],
}
HOSTILE = st.one_of(
    st.text(max_size=20),
    st.integers().map(str),
    st.sampled_from(["", "\0", "-1", "０", "1e3", "null", "' OR 1=1 --", "9" * 40, "2024 "]),
)
PATHS = {
    "/": "",
    "/openapi.json": "openapi.json",
    "/schemas/{name}.json": None,
    "/formats/": "formats/",
    "/formats/{key}/": None,
    "/offices/": "offices/",
    "/offices/{id}/": None,
    "/reports/": "reports/",
    "/reports/{id}/": None,
    "/figures/": "figures/",
    "/key-figures/": "key-figures/",
    "/bulk/": "bulk/",
}


def resolved(described, parameter):
    return described.api["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]


def valid_values(name, schema):
    """Values that the parameter's schema allows; of ids and words such as there are."""
    if name in WORDS:
        return st.sampled_from(WORDS[name])
    if name in ("office", "under"):
        return st.sampled_from(sorted(AgencyPage.objects.public().values_list("pk", flat=True)))
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    most = min(schema["maximum"], schema["minimum"] + 3000)
    return st.integers(schema["minimum"], most)


def queries(described, path, valid):
    """Strategies of whole queries: only right values, or anything among them."""
    parts = {}
    for parameter in described.api["paths"][path]["get"].get("parameters", []):
        one = resolved(described, parameter)
        if one["in"] != "query":
            continue
        schema = one["schema"]
        values = valid_values(one["name"], schema.get("items", schema))
        if not valid:
            values = values | HOSTILE
        parts[one["name"]] = st.lists(values, min_size=1, max_size=3 if "items" in schema else 1)
    some = st.fixed_dictionaries({}, optional=parts)
    if valid:
        return some
    return st.builds(lambda a, b: a | b, some, st.dictionaries(HOSTILE, HOSTILE, max_size=1))


def test_it_is_valid(described):
    OpenAPIV31SpecValidator(
        {**described.api}, base_uri=f"file://{_folder()}/openapi.json"
    ).validate()


def _folder():
    from cms.api import schemas

    return schemas.FOLDER


def test_it_has_every_address_and_no_other(described):
    known = {
        "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(one.pattern)).replace("{pk}", "{id}")
        for one in urls.urlpatterns
    }
    assert set(described.api["paths"]) == known == set(PATHS)
    assert get_resolver().resolve(reverse("data")).func.view_class.__name__ == "RootView"


def test_it_has_every_parameter_and_no_other(described):
    """With the defaults and limits that the views have."""
    for pattern in urls.urlpatterns:
        path = "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern)).replace("{pk}", "{id}")
        told = [
            resolved(described, one)
            for one in described.api["paths"][path]["get"].get("parameters", [])
        ]
        told = {
            one["name"]: (one["schema"].get("default"), "items" in one["schema"])
            for one in told
            if one["in"] == "query"
        }
        view = pattern.callback.view_class
        assert told == {one.name: (one.default, one.many) for one in view.parameters}, path


def test_it_is_served(client, described):
    assert client.get("/api/v1/openapi.json").json() == described.api


@pytest.mark.parametrize("valid", [True, False], ids=["right", "anything"])
def test_every_answer_is_as_described(valid, world, client, described):
    lists = sorted(path for path, address in PATHS.items() if address is not None)

    @settings(max_examples=200, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data):
        path = data.draw(st.sampled_from(lists))
        query = data.draw(queries(described, path, valid=valid))
        response = client.get(f"/api/v1/{PATHS[path]}", query)
        described.check(path, response)
        assert response.status_code in ((200,) if valid else (200, 400))

    ask()


class TestOneThing:
    def test_each_there_is(self, world, client, described):
        for path, ids in {
            "offices": AgencyPage.objects.live().public(),
            "reports": AnnualReportPage.objects.live().public(),
        }.items():
            for pk in ids.values_list("pk", flat=True):
                response = client.get(f"/api/v1/{path}/{pk}/")
                assert response.status_code == 200
                described.check(f"/{path}/{{id}}/", response)
        for key in formats():
            described.check("/formats/{key}/", client.get(f"/api/v1/formats/{key}/"))

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(
        st.integers(min_value=0, max_value=10**30), st.dictionaries(HOSTILE, HOSTILE, max_size=1)
    )
    def test_any_other(self, client, described, number, query):
        for path in ("offices", "reports"):
            response = client.get(f"/api/v1/{path}/{number}/", query)
            described.check(f"/{path}/{{id}}/", response)

    @given(st.from_regex("[A-Za-z0-9_-]{1,20}", fullmatch=True))
    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    def test_any_other_name(self, client, described, name):
        described.check("/formats/{key}/", client.get(f"/api/v1/formats/{name}/"))
        assert client.get(f"/api/v1/schemas/{name}.json").status_code in (200, 404)


class TestSchemas:
    @pytest.mark.parametrize("name", samples.NAMES)
    def test_every_real_report_is_valid(self, described, name):
        document = report_json(samples.report(name, agency="甲局", year=2024))
        self.valid(described, document)

    def test_those_of_the_site_are(self, world, described, client):
        for page in AnnualReportPage.objects.live():
            document = client.get(f"{page.url}report.json") if page.files.exists() else None
            if document is not None and document.status_code == 200:
                self.valid(described, json.loads(b"".join(document.streaming_content)))

    @pytest.mark.parametrize(
        "change",
        [
            {"more": 1},
            {"schema": 2},
            {"tables": {"a": {"b": {"c": "x"}}}},
            {"tables": {"a": {"b": {"c": True}}}},
            {"tables": {"a b": {}}},
            {"notes": {"a": {"b": {"c": 1}}}},
            {"sections": [{"key": "a", "heading": "b", "text": "c", "more": 1}]},
            {"year": "2024"},
        ],
    )
    def test_what_is_none(self, described, change):
        document = report_json(Report(Dataset("cn-2021"))) | change
        assert not described.validator("schemas/report.json").is_valid(document)
        del document["contact"]
        assert not described.validator("schemas/report.json").is_valid(document)

    @pytest.mark.parametrize("key", sorted(formats()))
    def test_each_formats_own_names_its_cells(self, described, client, key):
        schema = client.get(f"/api/v1/schemas/{key}.json").json()
        place = f"http://api/schemas/{schema['$id']}"
        validator = described.validator_of(schema | {"$id": place})
        document = report_json(Report(Dataset(key)))
        validator.validate(document)
        table = next(iter(document["tables"].values()))
        next(iter(table.values())).popitem()
        assert not validator.is_valid(document)

    def valid(self, described, document):
        described.validator("schemas/report.json").validate(document)
