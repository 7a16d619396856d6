"""CSV and JSON: exact numbers, blanks as blanks, no formulas."""

import csv
import datetime
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.rendering.data import json_bytes, report_json, table_csv
from report_blocks.rendering.neutral import FORMULA_STARTS, neutral, original
from report_blocks.statutory import Cell, CellKey, Dataset, Report
from tests import samples


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", samples.NAMES)
def test_csv_holds_every_cell(name):
    data = samples.dataset(name)
    for key, table in samples.numbers(name).items():
        found = {
            (r["row_key"], r["column_key"]): r["value"] for r in rows(table_csv(data.table(key)))
        }
        assert found == {
            (row, column): "" if number is None else str(number)
            for row, columns in table.items()
            for column, number in columns.items()
        }


@pytest.mark.parametrize("name", samples.NAMES)
def test_json_holds_every_cell(name):
    document = report_json(samples.report(name, agency="甲局", year=2024), title="甲")
    there = json.loads(json_bytes(document), parse_float=Decimal)
    assert there["tables"] == samples.numbers(name)
    assert there["citation"] == "国办公开办函〔2021〕30号"


def test_notes_and_labels_stand_beside_the_numbers():
    key = CellKey("information_requests", "refused_state_secret", "business")
    data = samples.dataset("suqian-2024").with_cells({key: Cell(2, note="=1+1")})
    [row] = [
        r
        for r in rows(table_csv(data.table(key.table)))
        if (r["row_key"], r["column_key"]) == (key.row, key.column)
    ]
    assert row["row"] == "三、本年度办理结果 > （三）不予公开 > 1.属于国家秘密"
    assert row["column"] == "申请人情况 > 法人或其他组织 > 商业企业"
    assert (row["value"], row["unit"], row["note"]) == ("2", "件", "'=1+1")
    notes = report_json(Report(data))["notes"]
    assert notes == {key.table: {key.row: {key.column: "=1+1"}}}


@pytest.mark.parametrize("text", ["=1", "==1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＠x"])
def test_texts_are_neutralised(text):
    assert neutral(text) == f"'{text}"


@given(st.text("'=+-@\t\r\n\0＝甲1", max_size=6))
def test_every_text_can_be_told_from_its_neutral_form(text):
    written = neutral(text)
    assert not written.startswith(FORMULA_STARTS)
    assert original(written) == text


def test_other_texts_are_left_alone():
    assert neutral("其中修订16件") == "其中修订16件"
    assert neutral("'引'") == "'引'"


def test_negative_numbers_stay_numbers(made_up):
    key = CellKey("stock", "paper", "change")
    cells = {key: Cell(-5), CellKey("stock", "ink", "value"): Cell(Decimal("12.50"))}
    data = Dataset("made-up", cells)
    found = {
        (r["row_key"], r["column_key"]): (r["value"], r["unit"])
        for r in rows(table_csv(data.table("stock")))
    }
    assert found["paper", "change"] == ("-5", "箱")
    assert found["ink", "value"] == ("12.50", "元")
    assert found["paper", "count"] == ("", "箱")
    assert len(found) == len(made_up.tables["stock"].cells)
    document = json.loads(json_bytes(report_json(Report(data))))
    assert document["tables"]["stock"]["paper"] == {"count": None, "change": -5, "value": None}
    assert document["tables"]["stock"]["ink"]["value"] == "12.50"


def test_the_document_says_whose_report_it_is_and_holds_its_words():
    report = samples.report(
        "suqian-2024", agency="甲局", year=2024, preamble="引言。", contact="邮编：755000",
        sections={"overview": "一是**好。**"},
    )  # fmt: skip
    published = datetime.datetime(2025, 1, 20, 9, tzinfo=datetime.UTC)
    document = report_json(
        report, title="甲局报告", url="https://a.example/", published_at=published
    )
    assert (document["agency"], document["year"], document["format"]) == ("甲局", 2024, "cn-2021")
    assert (document["title"], document["url"]) == ("甲局报告", "https://a.example/")
    assert document["published_at"] == "2025-01-20T09:00:00+00:00"
    assert (document["preamble"], document["contact"]) == ("引言。", "邮编：755000")
    assert document["sections"][0] == {
        "key": "overview", "heading": "一、总体情况", "text": "一是**好。**",
    }  # fmt: skip
    assert [s["text"] for s in document["sections"][1:]] == ["", ""]
    assert json_bytes(document) == json_bytes(document)
