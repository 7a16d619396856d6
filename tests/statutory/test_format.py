"""The shipped formats are what the notices prescribe, and mistakes in a file are named."""

import json
from pathlib import Path

import pytest

from report_blocks.statutory import CellKey, FormatError, UnknownFormat, format_for, get_format
from report_blocks.statutory.registry import load, register
from tests.conftest import MADE_UP

YEARS = (2019, 2021)


@pytest.fixture
def cn_2021():
    return get_format("cn-2021")


@pytest.mark.parametrize("year", YEARS)
def test_it_has_six_sections_in_the_statutory_order(year):
    assert [section.heading for section in get_format(f"cn-{year}").sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


@pytest.mark.parametrize(
    ("year", "two", "three", "all_"), [(2019, 22, 23 * 7, 198), (2021, 10, 25 * 7, 200)]
)
def test_it_has_so_many_cells_in_three_tables(year, two, three, all_):
    format_ = get_format(f"cn-{year}")
    sizes = {key: len(table.cells) for key, table in format_.tables.items()}
    assert sizes == {
        "proactive_disclosure": two,
        "information_requests": three,
        "review_and_litigation": 15,
    }
    assert len(format_.cells) == all_


@pytest.mark.parametrize("year", YEARS)
def test_its_labels_are_those_of_the_official_form(year):
    """The JSON was not copied from the format file: in 2021 from the form in Word, in 2019 from
    a report as published."""
    path = Path(__file__).with_name(f"official_form_{year}.json")
    form = json.loads(path.read_text(encoding="utf-8"))
    assert {
        key: {
            "heading": table.heading,
            "groups": [
                {
                    "label": group.label,
                    "rows": {row.key: list(row.path) for row in group.rows},
                    "columns": {column.key: list(column.path) for column in group.columns},
                }
                for group in table.groups
            ],
        }
        for key, table in get_format(f"cn-{year}").tables.items()
    } == form


def test_only_the_fees_are_an_amount(cn_2021):
    amounts = {str(key): c.unit for key, c in cn_2021.cells.items() if not c.kind.is_whole}
    assert amounts == {"proactive_disclosure/fees/amount": "万元"}


def test_of_the_2019_format_only_changes_may_be_negative_and_one_amount_has_its_own_unit():
    cells = get_format("cn-2019").cells.items()
    assert {key.row for key, column in cells if column.kind.may_be_negative} == {
        "licensing", "other_services", "penalties", "coercion", "fees",
    }  # fmt: skip
    assert {key.column for key, column in cells if column.kind.may_be_negative} == {"change"}
    [(key, column)] = [(key, column) for key, column in cells if not column.kind.is_whole]
    assert str(key) == "proactive_disclosure/central_procurement/amount"
    assert (column.unit, column.units) == ("", ("元", "万元", "亿元"))


@pytest.mark.parametrize(("year", "rows", "outcomes"), [(2019, 23, 19), (2021, 25, 21)])
def test_every_row_and_every_column_of_table_three_has_its_equations(year, rows, outcomes):
    instances = get_format(f"cn-{year}").tables["information_requests"].instances
    counted = {
        rule: sum(i.relation.rule == rule for i in instances) for rule in ("A01", "A02", "A03")
    }
    assert counted == {"A01": rows, "A02": 7, "A03": 7}
    assert all(len(i.right) == outcomes for i in instances if i.relation.rule == "A02")


@pytest.mark.parametrize("year", YEARS)
def test_totals_come_after_their_parts(year):
    seen: set[CellKey] = set()
    computed = get_format(f"cn-{year}").tables["information_requests"].computed
    for cell, parts in computed.items():
        assert all(part in seen for part in parts if part in computed)
        seen.add(cell)


def test_a_report_gets_the_format_of_its_year():
    assert [format_for(year).key for year in (2019, 2020)] == ["cn-2019"] * 2
    assert [format_for(year).key for year in (2021, 2025)] == ["cn-2021"] * 2
    with pytest.raises(UnknownFormat):
        format_for(2018)


def test_another_format_is_one_more_file(made_up):
    assert format_for(2031) is made_up
    assert format_for(2029).key == "cn-2021"
    assert len(made_up.cells) == 3 * 3 + 2 * 2 + 2 * 3


@pytest.mark.parametrize(
    ("find", "replace", "said"),
    [
        ('key = "made-up"', "", "broken.toml: key is missing"),
        ('key = "made-up"', 'key = "made/up"', "“made/up” can't be a key"),
        ('layout = "line"', 'layout = "circle"', "circle"),
        ('kind = "change"', 'kind = "colour"', "stock: group 1: column 2: 'colour'"),
        ('kind = "change"', 'knid = "change"', "stock: group 1: column 2: knid is not known"),
        ('key = "ink", label = "墨水"', 'key = "ink"', "stock: group 1: row 2: label is missing"),
        ('path = ["家具", "椅子"]', 'path = "椅子"', "stock: group 2: row 1: path is not"),
        ('kind = "change", unit = "箱"', 'units = "箱"', "column 2: units is not a list of texts"),
        ('kind = "change", unit = "箱"', "units = []", "column 2: units is not a list of texts"),
        (
            'kind = "change", unit = "箱"',
            'unit = "箱", units = ["只"]',
            "stock: group 1: column 2: unit and units exclude each other",
        ),
        ('key = "old"', 'key = "o/ld"', "cases: group 1: row 1: “o/ld” can't be a key"),
        ('key = "summary"', 'key = "Sum mary"', "section 1: “Sum mary” can't be a key"),
        ('table = "stock"', 'table = "stocks"', "section 2: stocks is missing"),
        ('key = "lost"', 'key = "won"', "cases: group 1: a column key stands twice"),
        ('each = "row"', 'each = "cell"', "cases: relation 1: 'cell'"),
        ('parts = ["paper", "ink"]', 'parts = ["paper", "both"]', "is part of its own total"),
        ('rows = [\n  { key = "old"', 'rows = []\nrest = [\n  { key = "old"', "rest is not known"),
        ("first_year = 2030", 'first_year = "2030"', "“2030” is no year"),
        ('parts = ["won", "lost"]', 'parts = ["won", "drawn"]', "cases: A92"),
        (
            '{ key = "ink", label',
            '{ key = "paper", label',
            "stock: group 1: a row key stands twice",
        ),
        ('[[sections]]\ntable = "cases"', "", "no section holds the table cases"),
        ("first_year = 2030", "first_year = = 2030", "line 7"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path, find, replace, said):
    text = MADE_UP.read_text(encoding="utf-8")
    assert find in text
    path = tmp_path / "broken.toml"
    path.write_text(text.replace(find, replace), encoding="utf-8")
    with pytest.raises(FormatError, match="broken.toml") as caught:
        load(path)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FormatError, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml")


def test_an_unfinished_group_is_refused(tmp_path):
    text = MADE_UP.read_text(encoding="utf-8")
    start, end = text.index('rows = [\n  { key = "chairs"'), text.index("[[tables.stock.relations")
    path = tmp_path / "broken.toml"
    path.write_text(f"{text[:start]}rows = []\ncolumns = []\n\n{text[end:]}", encoding="utf-8")
    with pytest.raises(FormatError, match="stock: group 2: there is no row"):
        load(path)


def test_a_key_can_be_taken_only_once(made_up):
    with pytest.raises(FormatError, match="registered already"):
        register(MADE_UP)
