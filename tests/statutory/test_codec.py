"""What people type is read exactly or kept as text with a complaint."""

import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.statutory import Cell, Column, Kind
from report_blocks.statutory.codec import doubt, from_json, read, show, to_json

COUNT = Column("n", ("数量",), "数量")
AMOUNT = Column("a", ("金额",), "金额", kind=Kind.AMOUNT, unit="万元")
CHANGE = Column("c", ("增减",), "增减", kind=Kind.CHANGE, unit="项")
OPEN = Column("o", ("金额",), "金额", kind=Kind.AMOUNT, unit="", open_units=("元", "万元"))


@pytest.mark.parametrize(
    ("raw", "number", "note"),
    [
        (0, 0, ""),
        (3.0, 3, ""),
        ("３", 3, ""),
        (" １，２３４ ", 1234, ""),
        ("1,234,567", 1234567, ""),
        ("35件", 35, ""),
        ("35 件", 35, ""),
        ("3个", 3, ""),
        ("1,234 条", 1234, ""),
        ("３份（其中1份为重复）", 3, "其中1份为重复"),
        ("22（其中修订16件）", 22, "其中修订16件"),
        ("22件(其中修订16件)", 22, "其中修订16件"),
        ("2（含（1）项）", 2, "含（1）项"),
        ("\u200b7\xa0", 7, ""),
        ("0.00", 0, ""),
        ("007", 7, ""),
        ("22⑴", 22, "1"),
        ("22（见注①）", 22, "见注①"),
        ("22﹙其中1件﹚", 22, "其中1件"),
    ],
)
def test_a_count_as_people_type_it(raw, number, note):
    reading = read(raw, COUNT)
    assert reading == (Cell(number, note=note), None)
    assert isinstance(reading.cell.number, int)


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "/", "—", "－", "-", "——", "无"])
def test_nothing_is_blank_and_blank_is_not_zero(raw):
    assert read(raw, COUNT).cell.is_blank
    assert read(raw, COUNT).cell != Cell(0)


@pytest.mark.parametrize(
    "raw",
    [
        "约30", "12,34", "1e3", "1-2", "#N/A", "三", "12万元", "（其中1件）", "1 2", "٣٤x",
        "3人", "3项", "3万", "3万个",
        "3①", "3²", "3₁", "①", "⑩", "⒈5", "0,123", "0,5", "9" * 5000, "9" * 5000 + ".0",
        True, datetime.date(2024, 1, 2), float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_kept_and_complained_of(raw):
    reading = read(raw, COUNT)
    assert reading.cell.number is None
    assert reading.cell.text
    assert reading.complaint


@pytest.mark.parametrize(
    ("raw", "column", "said"),
    [
        (-1, COUNT, "是负数"),
        ("−1", COUNT, "是负数"),
        (-0.5, AMOUNT, "是负数"),
        (2.5, COUNT, "不是整数"),
        ("2.5", CHANGE, "不是整数"),
        (1234567890123456, COUNT, "超过 15 位"),
    ],
)
def test_numbers_of_the_wrong_kind_are_kept_with_a_complaint(raw, column, said):
    reading = read(raw, column)
    assert reading.cell.number is not None
    assert said in reading.complaint.zh


def test_a_change_may_be_negative_and_an_amount_has_decimals():
    assert read("-3", CHANGE) == (Cell(-3), None)
    assert read(59237.2449, AMOUNT) == (Cell(Decimal("59237.2449")), None)
    assert read("12.50万元", AMOUNT).cell.number.as_tuple() == Decimal("12.50").as_tuple()


@pytest.mark.parametrize(
    ("raw", "number", "note"),
    [
        ("+3", 3, ""),
        ("-3", -3, ""),
        ("－３", -3, ""),
        ("−3项", -3, ""),
        ("增3", 3, ""),
        ("增加 3 项", 3, ""),
        ("减2", -2, ""),
        ("减少2", -2, ""),
        ("减0", 0, ""),
        ("-2（取消3项，新增1项）", -2, "取消3项，新增1项"),
    ],
)
def test_a_change_as_people_type_it(raw, number, note):
    assert read(raw, CHANGE) == (Cell(number, note=note), None)


@pytest.mark.parametrize(
    "raw",
    [
        "–3", "—3", "(3)", "（3）", "- 3", "3-", "3减", "增", "减", "增减3", "增5减3", "+5/-3",
        "净增3", "减-3", "增+3", "减约3", "3（减）", "3（减少）", "3（较上年增）", "3（负）",
        "持平",
    ],
)  # fmt: skip
def test_a_change_of_uncertain_sign_is_complained_of(raw):
    reading = read(raw, CHANGE)
    assert reading.cell == Cell(text=raw)
    assert "不是数字" in reading.complaint.zh


@pytest.mark.parametrize("raw", ["增3", "减2"])
def test_words_for_signs_are_for_changes_only(raw):
    assert read(raw, COUNT).complaint
    assert read(raw, AMOUNT).complaint


@pytest.mark.parametrize(
    ("raw", "number", "note"),
    [
        ("251000元", 251000, "单位：元"),
        ("25.10 万元", Decimal("25.10"), "单位：万元"),
        ("251,000元（含服务类）", 251000, "单位：元；含服务类"),
        ("25.1（万元）", Decimal("25.1"), "万元"),
        ("0元", 0, "单位：元"),
    ],
)
def test_an_amount_keeps_the_unit_that_it_was_written_with(raw, number, note):
    cell, complaint = read(raw, OPEN)
    assert (cell, complaint) == (Cell(number, note=note), None)
    assert doubt(cell, OPEN) is None
    assert read(show(cell), OPEN) == (cell, None)


@pytest.mark.parametrize("raw", [6944.93, "6944.93", 251000, "251000（含服务类）"])
def test_an_amount_without_its_unit_is_kept_but_doubtful(raw):
    cell, complaint = read(raw, OPEN)
    assert complaint is None
    assert str(cell.number) in doubt(cell, OPEN).zh
    assert "没有写明单位" in doubt(cell, OPEN).zh


@pytest.mark.parametrize("raw", [None, 0, "0", "0.00", "/", "约30", "25美元", "25亿元"])
def test_no_unit_is_asked_for_where_there_is_no_amount(raw):
    assert doubt(read(raw, OPEN).cell, OPEN) is None
    assert doubt(Cell(5), AMOUNT) is None


def test_a_computed_number_has_the_digits_that_a_spreadsheet_shows():
    assert read(0.1 + 0.2, AMOUNT) == (Cell(Decimal("0.3")), None)
    assert read(59237.2449 * 3 / 3, AMOUNT) == (Cell(Decimal("59237.2449")), None)


@pytest.mark.parametrize("number", ["1E-7", "1E+16", "12.50", "0.0", "5", "123456789.123456789"])
def test_a_decimal_comes_back_from_json_in_plain_digits(number):
    back = from_json(json.loads(json.dumps(to_json(Cell(Decimal(number))))))
    assert back == Cell(Decimal(number))
    assert not back.text


numbers = st.one_of(
    st.integers(-(10**15), 10**15),
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**9),
)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
cells = st.one_of(
    st.builds(Cell, numbers, note=texts),
    st.builds(Cell, st.none(), note=texts, text=texts),
)


@given(cells)
def test_json_in_and_out_loses_nothing(cell):
    there = json.loads(json.dumps(to_json(cell), ensure_ascii=False))
    back = from_json(there)
    assert back == cell
    if isinstance(cell.number, Decimal):
        assert str(back.number) == str(cell.number)


@given(st.integers(0, 10**15 - 1), st.text("甲乙丙其中修订0123件", min_size=1, max_size=8))
def test_what_is_shown_reads_back(number, note):
    cell = Cell(number, note=note)
    assert read(show(cell), COUNT) == (cell, None)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.sampled_from(["+", "增", "增加", ""]))
def test_a_change_keeps_its_sign_however_it_is_written(number, plus):
    minus = {"+": "-", "增": "减", "增加": "减少", "": "−"}[plus]
    typed = f"{plus if number >= 0 else minus}{abs(number)}"
    assert read(typed, CHANGE) == (Cell(number), None)
    assert read(show(Cell(number)), CHANGE) == (Cell(number), None)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.binary()))
def test_reading_never_raises_and_never_guesses(raw):
    reading = read(raw, COUNT)
    proper = reading.cell.number is not None and reading.complaint is None
    assert proper or reading.complaint or reading.cell.is_blank
    if proper:
        assert isinstance(reading.cell.number, int)
        assert reading.cell.number >= 0


@pytest.mark.parametrize("value", [[], [1], {"value": []}, {"value": 1, "note": 3}, True])
def test_json_of_another_shape_is_refused(value):
    with pytest.raises(ValueError, match="not a cell"):
        from_json(value)
