"""Of several registered formats, the one whose labels fit."""

import pytest

from importers.reading.sheets import Sheet, Workbook
from importers.reading.tables.fitting import best_format
from report_blocks.statutory import get_format, register, unregister
from report_blocks.statutory.registry import SHIPPED

from ..forms import Form


@pytest.fixture
def older(tmp_path):
    """A format of earlier years with the same labels but one."""

    def make(old, new):
        text = (SHIPPED / "cn-2021.toml").read_text(encoding="utf-8")
        text = text.replace('key = "cn-2021"', 'key = "older"').replace(old, new)
        text = text.replace("first_year = 2021", "first_year = 2008\nlast_year = 2020")
        path = tmp_path / "older.toml"
        path.write_text(text, encoding="utf-8")
        return register(path)

    yield make
    unregister("older")


def fitting(format_, others, year=None):
    form, row = Form(), 1
    for table in format_.tables.values():
        row = form.add(table, row) + 1
    return best_format(others, Workbook((form.sheet(),)), year)


def test_one_label_decides(older):
    old, new = older("8.属于行政查询事项", "8.属于旧的查询事项"), get_format("cn-2021")
    assert fitting(old, (new, old)) is old
    assert fitting(new, (new, old)) is new


def test_the_year_decides_between_equals_and_then_the_newest(older):
    old, new = older("", ""), get_format("cn-2021")
    assert fitting(new, (old, new), 2015) is old
    assert fitting(new, (new, old), 2024) is new
    assert fitting(new, (old, new)) is new


def test_nothing_fits():
    formats = [get_format("cn-2021")]
    assert best_format(formats, Workbook((Sheet("表", {(1, 1): "总计"}),)), 2024) is None
    assert best_format([], Workbook(()), None) is None
