"""A table of the grid as a file, and one read back for it; nothing is stored."""

import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import AnnualReportPage
from importers.reading import read_file
from report_blocks.statutory import Cell, CellKey
from tests import samples
from tests.importers.reading.books import saved

from .workbooks import filled

REFERENCE = "cn-2021/information_requests"
KEY = CellKey("information_requests", "granted", "business")
pytestmark = pytest.mark.django_db


def value(reference=REFERENCE, cells=None):
    data = samples.dataset("suqian-2024").table("information_requests")
    return json.dumps({**data.to_json(), "table": reference, **({"cells": cells} if cells else {})})


def read(client, content, name="表三.xlsx", **data):
    file = SimpleUploadedFile(name, content)
    return client.post(
        reverse("report_table_read"), {"value": value(), "file": file, **data}
    ).json()


def downloaded(client, **data):
    response = client.post(reverse("report_table_download"), {"value": value(), **data})
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_there_and_back(editor):
    content = downloaded(editor)
    [report] = read_file(content, "表三.xlsx").reports
    assert report.tables == {"information_requests"}
    cells = samples.dataset("suqian-2024").table("information_requests").cells
    assert report.report.dataset.cells == cells
    answer = read(editor, content)
    assert answer["cells"]["granted/business"] == str(cells[KEY].number)
    assert len(answer["cells"]) == 25 * 7
    assert not AnnualReportPage.objects.exists()


def test_what_is_on_the_screen_is_given_saved_or_not(editor):
    content = downloaded(editor, value=value(cells={"granted/business": "77（其中重复3件）"}))
    [report] = read_file(content, "表三.xlsx").reports
    assert report.report.dataset[KEY] == Cell(77, "其中重复3件")


def test_a_whole_workbook_has_the_table_as_well(editor):
    assert read(editor, filled())["cells"]["granted/business"] == "21"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"nonsense\x00", "不是能读取的文件"),
        (saved(openpyxl.Workbook()), "没有找到"),
        (filled()[:3000], "已损坏"),
    ],
)
def test_what_can_not_be_read_says_why(editor, content, reason):
    answer = read(editor, content)
    assert reason in answer["error"]
    assert "cells" not in answer


def test_a_file_with_another_table_only(editor):
    book = openpyxl.load_workbook(io.BytesIO(downloaded(editor)))
    assert (
        "没有这张表"
        in read(editor, saved(book), value=value("cn-2021/review_and_litigation"))["error"]
    )


@pytest.mark.parametrize("name", ["nobody"])
def test_only_for_those_who_have_logged_in(people, name):
    for address in ("report_table_download", "report_table_read"):
        assert people[name].post(reverse(address), {"value": value()}).status_code == 302


def test_what_is_no_table_is_refused(editor):
    address = reverse("report_table_download")
    assert editor.post(address, {"value": "{}"}).status_code == 400
    assert "error" in editor.post(reverse("report_table_read"), {"value": "{}"}).json()
