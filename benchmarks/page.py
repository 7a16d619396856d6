"""A published report with no cache in front, against a plain Wagtail page of the same HTML.

The plain page stands beside the report in the tree, has the site's base template and
middleware, and prints the report's rendered HTML from one rich text.
"""

import re
from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .measuring import Result, compare
from .plain.models import PlainPage
from .site import publish_beside, real_report, visitor

LIMIT = 1.5
LIMIT_QUERIES = 10
RUNS = 200


def measure() -> Iterator[Result]:
    report, client = real_report(), visitor()
    content = _content(client, report.url)
    plain = PlainPage(title=report.title, slug="plain", body=content)
    publish_beside(report, plain)
    assert _content(client, plain.url) == content
    ours, reference = (partial(client.get, page.url) for page in (report, plain))
    compared = compare(ours, reference, runs=RUNS)
    yield Result("public page : plain page", compared.ratio, LIMIT, detail=str(compared))
    queries, theirs = _queries(ours), _queries(reference)
    detail = f"plain page {theirs}"
    yield Result("public page, SQL queries", queries, LIMIT_QUERIES, "queries", detail)


def _content(client: Client, url: str) -> str:
    """What stands between the header and the footer."""
    response = client.get(url)
    assert response.status_code == 200, url
    found = re.search(r"<main[^>]*>(.*)</main>", response.content.decode(), re.DOTALL)
    assert found
    return found[1].strip()


def _queries(visit: partial) -> int:
    with CaptureQueriesContext(connection) as queries:
        visit()
    return len(queries)
