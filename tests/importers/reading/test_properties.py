"""Numbers of persons in what a document says of itself: the file is refused, by its last digits."""

import io

import openpyxl
import pytest

from importers.reading import read_file
from report_blocks.statutory import Severity
from tests import samples

NUMBER = "11010519491231002X"


def workbook(**properties):
    book = openpyxl.load_workbook(io.BytesIO(samples.workbook("suqian-2024")))
    for name, value in properties.items():
        setattr(book.properties, name, value)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("name", ["creator", "title", "keywords", "description"])
def test_a_number_refuses_the_file_and_is_not_repeated(name):
    [report] = read_file(workbook(**{name: f"王某 {NUMBER}"}), "表.xlsx").reports
    [problem] = [one for one in report.problems if one.severity is Severity.ERROR]
    assert "文件属性" in problem.text.zh
    assert "002X" in problem.text.zh
    assert NUMBER not in problem.text.zh + problem.text.en


def test_ordinary_properties_are_nobody_s_business():
    [report] = read_file(workbook(creator="王编辑", title="2024年报告"), "表.xlsx").reports
    assert [one for one in report.problems if one.severity is Severity.ERROR] == []
