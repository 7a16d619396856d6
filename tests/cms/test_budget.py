"""What a citizen's telephone has to fetch to read a report."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db
BUDGET = 60_000  # bytes, compressed; without fonts and images
FETCHED = re.compile(r'<(?:link rel="stylesheet" href|script[^>]* src)="/static/([^"]+)"')


@pytest.mark.parametrize(("name", "year"), [("shapotou-justice-2022", 2022), ("suqian-2024", 2024)])
def test_a_real_report_with_its_styles_and_scripts(published, name, year):
    page = published(name, year)
    response = Client().get(page.url, headers={"accept-encoding": "gzip"})
    html = gzip.decompress(response.content).decode()
    files = FETCHED.findall(html)
    assert "cms/site.css" in files
    sizes = {"": len(response.content)}
    for file in files:
        with open(finders.find(file), "rb") as content:
            sizes[file] = len(gzip.compress(content.read()))
    assert sum(sizes.values()) <= BUDGET, sizes
    elsewhere = re.findall(r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*="https?://', html)
    assert elsewhere == []
