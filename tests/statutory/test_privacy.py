"""F01 to F03: numbers of persons are found in every disguise, and nothing else is taken for one."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from report_blocks.statutory import Cell, CellKey, Dataset, Report, check
from tests import samples

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NOTED = CellKey("information_requests", "granted", "natural_person")


def identity(region="640502", born="19790307", serial="012"):
    body = f"{region}{born}{serial}"
    total = sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def bank_card(body="622848000000000001"):
    doubled = [int(d) * 2 for d in body[::-2]]
    total = sum(d - 9 if d > 9 else d for d in doubled) + sum(int(d) for d in body[-2::-2])
    return body + str(-total % 10)


def findings(text="", *, contact="", note="", preamble=""):
    cells = {NOTED: Cell(21, note=note)} if note else {}
    report = Report(
        Dataset("cn-2021", cells),
        preamble=preamble,
        sections={"overview": text},
        contact=contact,
    )
    return [one for one in check(report) if one.rule.startswith("F")]


def spaced(number):
    return f"{number[:6]} {number[6:10]} {number[10:14]} {number[14:]}"


def full_width(number):
    return "".join(chr(ord(c) + 0xFEE0) for c in number)


DISGUISES = {
    "plain": str,
    "lower": str.lower,
    "full width": full_width,
    "spaced": spaced,
    "dashes": lambda number: f"{number[:6]}-{number[6:14]}-{number[14:]}",
    "zero width": "\u200b".join,
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("number", [identity(), identity(serial="013"), bank_card()])
def test_a_number_of_a_person(disguise, number):
    [found] = findings(f"申请人王某（身份证{DISGUISES[disguise](number)}）提出申请。")
    assert (found.rule, found.severity, found.section) == ("F01", "error", "overview")


def test_it_is_never_said_in_clear():
    number = identity()
    [found] = findings(f"身份证号码{number}。")
    assert number[-4:] in found.message
    assert number[:14] not in str(found)


@pytest.mark.parametrize("place", ["contact", "note", "preamble"])
def test_wherever_it_stands(place):
    assert [one.rule for one in findings(**{place: f"联系人{identity()}"})] == ["F01"]


def test_a_note_is_named_by_its_cell():
    [found] = findings(note=identity())
    assert (found.table, found.row, found.column) == (NOTED.table, NOTED.row, NOTED.column)


@pytest.mark.parametrize("number", ["13912345678", "139 1234 5678", "+86 139-1234-5678"])
def test_a_mobile_number_is_a_warning(number):
    assert [(o.rule, o.severity) for o in findings(f"请拨打{number}。")] == [("F02", "warning")]


def test_it_is_what_an_office_may_be_reached_by():
    assert findings(contact="联系电话：13912345678") == []


@pytest.mark.parametrize(
    "mark", ["秘密★", "机密 ★1年", "绝密★", "内部资料，注意保存", "内部文件 不得外传"]
)
def test_a_mark_of_secrecy(mark):
    assert [(o.rule, o.severity) for o in findings(f"{mark}一、总体情况")] == [("F03", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "不涉及国家秘密、商业秘密和个人隐私，严格保密审查。",
        "联系电话：0955-7067777，邮编755000，统一社会信用代码11640502MB1234567X。",
        "收取信息处理费1573179元，行政处罚2676474件，较2023年增长12.5%。",
        "文号国办公开办函〔2021〕30号，网址https://www.gov.cn/20240115/12345678901234567890.html",
        "编号640502197913070128、640502197903070123",
    ],
)
def test_what_is_none(text):
    assert findings(text) == []


@pytest.mark.parametrize("name", samples.NAMES)
def test_nothing_in_a_real_report(name):
    assert [o for o in check(Report(samples.dataset(name))) if o.rule.startswith("F")] == []


@example(376)  # of Gansu, and by its sum a bank card as well
@given(st.integers(0, 10**9))
def test_every_identity_card_is_found(seed):
    chance = random.Random(seed)
    born = f"{chance.randint(1900, 2025)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    number = identity(f"{chance.randint(11, 82)}{chance.randint(0, 9999):04}", born,
                      f"{chance.randint(0, 999):03}")  # fmt: skip
    disguise = chance.choice(list(DISGUISES.values()))
    assert [one.rule for one in findings(f"号码：{disguise(number)}，")] == ["F01"]
