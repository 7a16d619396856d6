"""A format written here, whose tables share their labels, with all tables on one sheet."""

import pytest

from report_blocks.statutory import register, unregister

from ..forms import FIRST_NUMBER, Form, read

FORMAT = """
key = "equal-labels"
title = "试验报告"
document = "关于试验的通知"
citation = "试字〔2031〕1号"
issuer = "试验办公室"
first_year = 2031
sections = [{ table = "first" }, { table = "second" }]

[tables.first]
heading = "一、甲表"
[[tables.first.groups]]
rows = [{ key = "a", label = "甲" }, { key = "b", label = "乙" }, { key = "all", label = "总计" }]
columns = [{ key = "count", label = "数量" }, { key = "all", label = "总计" }]

[tables.second]
heading = "二、乙表"
[[tables.second.groups]]
rows = [{ key = "c", label = "丙" }, { key = "d", label = "丁" }, { key = "all", label = "总计" }]
columns = [{ key = "count", path = ["情况", "数量"] }, { key = "all", path = ["情况", "总计"] }]
"""


@pytest.fixture
def format_(tmp_path):
    path = tmp_path / "equal-labels.toml"
    path.write_text(FORMAT, encoding="utf-8")
    yield register(path)
    unregister("equal-labels")


@pytest.mark.parametrize("gap", [0, 1, 3])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("blank", [False, True])
def test_each_label_is_taken_in_its_own_table(format_, gap, turned, blank):
    form, row = Form(), 1
    tables = list(format_.tables.values())
    for table in reversed(tables) if turned else tables:
        row = form.add(table, row) + gap
    if blank:  # without numbers between them, only headings part the tables
        upper = {key for key, number in form.truth.items() if number < FIRST_NUMBER + 6}
        numbers = {form.truth.pop(key) for key in upper}
        form.cells = {place: v for place, v in form.cells.items() if v not in numbers}
    result = read(format_, form)
    assert [p.text.zh for p in result.problems] == []
    assert result.clean == {"first", "second"}
    assert {k: c.number for k, c in result.cells.items()} == form.truth
