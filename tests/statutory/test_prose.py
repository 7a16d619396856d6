"""Family D: what the prose says of the tables' quantities, and what it only seems to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.statutory import Cell, CellKey, Context, Dataset, Report, check
from report_blocks.statutory.rules.prose.reader import read
from report_blocks.statutory.rules.prose.reading import chinese_number
from tests import samples

T3, T4, T2 = "information_requests", "review_and_litigation", "proactive_disclosure"
NUMBERS = {
    (T3, "new_requests"): 34,
    (T3, "carried_in"): 2,
    (T3, "granted"): 9,
    (T3, "refused_state_secret"): 1,
    (T3, "refused_internal_affairs"): 1,
    (T3, "unavailable_not_held"): 10,
    (T3, "other_remaining"): 14,
    (T3, "outcomes_total"): 35,
    (T3, "carried_out"): 1,
    (T4, "reconsideration"): 5,
    (T4, "litigation_direct"): 2,
    (T4, "litigation_after_reconsideration"): 1,
}
CELLS = {CellKey(t, row, "total"): Cell(n) for (t, row), n in NUMBERS.items()} | {
    CellKey(T3, "new_requests", "natural_person"): Cell(30),
    CellKey(T3, "new_requests", "business"): Cell(3),
    CellKey(T3, "new_requests", "legal_service_org"): Cell(1),
    CellKey(T4, "reconsideration", "upheld"): Cell(4),
    CellKey(T4, "reconsideration", "pending"): Cell(1),
    CellKey(T2, "normative_documents", "issued"): Cell(16),
    CellKey(T2, "normative_documents", "in_force"): Cell(420),
    CellKey(T2, "licensing", "decisions"): Cell(1234),
    CellKey(T2, "penalties", "decisions"): Cell(56),
    CellKey(T2, "fees", "amount"): Cell(samples.Decimal("59237.2449")),
}
BEFORE = {CellKey(T3, "new_requests", "total"): Cell(40)}


def report(text, agency="某市某局"):
    return Report(Dataset("cn-2021", CELLS), agency, 2024, sections={"overview": text})


def told(text, agency="某市某局"):
    """The rules of family D that find something."""
    before = Report(Dataset("cn-2021", BEFORE), agency, 2023)
    found = check(report(text, agency), Context(before=before))
    return {finding.rule for finding in found if finding.rule[0] in "DX"}


RIGHT = [
    "2024年，我局共收到政府信息公开申请34件，其中自然人30件、商业企业3件、法律服务机构1件。",
    "全年共收到３４件政府信息公开申请，上年结转2件，办结35件，结转下年度继续办理1件。",
    "共受理政府信息公开申请36件，其中新收34件，上年度结转2件。",
    "收到政府信息公开申请三十四件，予以公开9件，不予公开2件，无法提供10件，其他处理14件。",
    "新收政府信息公开申请34件，比上年减少6件，下降15%。",
    "办结政府信息公开申请35件，其中予以公开9件，占25.7%。",
    "因政府信息公开被申请行政复议5件，其中维持4件，尚未审结1件；被提起行政诉讼3件。",
    "制发行政规范性文件16件，现行有效行政规范性文件420件。",
    "作出行政许可决定1234件、行政处罚决定56件。",
    "共作出1234件行政许可决定、56件行政处罚决定。",
    "行政许可、行政处罚分别为1234件、56件。",
    "收取行政事业性收费59237.24万元。",
    "政府信息公开申请不予公开2件，其中属于国家秘密1件、属于三类内部事务信息1件。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_tables_say_passes_and_is_understood(text):
    assert told(text) == set()
    assert read(report(text)).mentions


@pytest.mark.parametrize("text", RIGHT)
def test_each_number_that_is_understood_is_watched(text):
    """One more than the table has is told, wherever the number was found."""
    for mention in read(report(text)).mentions:
        number = mention.number
        unit = mention.paragraph.text[number.end - len(number.unit) : number.end]
        wrong = f"{mention.paragraph.text[: number.start]}9876{unit}"
        wrong += mention.paragraph.text[number.end :]
        assert told(wrong) & {"D01", "D06"}, wrong


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("全年收到政府信息公开申请35件。", "D01"),
        ("全年收到政府信息公开申请34件，其中自然人31件。", "D06"),
        ("制发行政规范性文件17件。", "D01"),
        ("作出行政许可决定1235件。", "D01"),
        ("因政府信息公开被申请行政复议6件。", "D01"),
        ("全年未收到政府信息公开申请。", "D02"),
        ("没有发生因政府信息公开引发的行政复议、行政诉讼案件。", "D02"),
        ("收到政府信息公开申请34件，均已按期办结。", "D07"),
        ("办结政府信息公开申请35件，其中予以公开9件，占35.7%。", "D03"),
        ("新收政府信息公开申请34件，比上年减少6件，下降18%。", "D03"),
        ("公开信息93条，其中文件35条、动态34条、其他25条。", "D03"),
        ("收到政府信息公开申请34件，网上提交30件、邮寄提交16件。", "D03"),
        ("在“某某发布”微信公众号公开信息180条。\n“某某发布”微信公众号推送信息108条。", "D04"),
    ],
)
def test_what_they_don_t_is_told(text, rule):
    assert rule in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "审结行政复议案件2件，公示行政复议决定2件。",
        "备案行政复议案件7件，审查规范性文件17件，备案规范性文件12件。",
        "2023年收到政府信息公开申请40件。",
        "公开行政许可、行政处罚信息123条。",
        "全市共收到政府信息公开申请500件。",
        "修订规章制度3件，办理行政处罚信用修复57件。",
        "收到人大代表建议5件、政协提案3件，均已按期办结。",
        "政府信息公开申请中延期答复的3件。",
        "全年收到政府信息公开申请近40件。",
        "减免行政事业性收费12万元。",
        "印发非规范性文件51件，公开答复全文29件。",
        "2023年收取信息处理费400元，行政许可事项25项。",
        "法治沙坡头微信公众号有粉丝1275人，阅读量1257次。",
        "涉及政府信息公开的行政复议未被复议机关纠错。",
    ],
)
def test_what_speaks_of_something_else_is_not(text):
    assert told(text) == set()


def test_a_government_speaks_of_its_area_as_its_own():
    text = "全市共收到政府信息公开申请35件。"
    assert told(text) == set()
    assert told(text, agency="某市人民政府") == {"D01"}


def test_the_sentence_quotes_the_prose_and_names_the_cell():
    [found] = [f for f in check(report("全年收到政府信息公开申请35件。")) if f.rule == "D01"]
    assert found.message == "“一、总体情况”“全年收到政府信息公开申请35件”，表中新收 · 总计为 34"
    assert (found.section, found.expected, found.found) == ("overview", 34, 35)
    assert found.cells == (CellKey(T3, "new_requests", "total"),)


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十", 10), ("三十四", 34), ("一百零五", 105), ("两千", 2000), ("三三", None)],
)
def test_numbers_in_chinese(text, number):
    assert chinese_number(text) == number


def test_the_real_report_tells_the_year_that_was_left_in_it():
    from importers.reading import read_file

    real = read_file(samples.filled(), "filled.xlsx").reports[0].report
    assert [f.rule for f in check(real) if f.rule[0] in "DE"] == ["E01"]


ODDS = [
    "收到",
    "申请",
    "政府信息公开",
    "34件",
    "其中",
    "占25%",
    "、",
    "，",
    "。",
    "分别为",
    "未",
    "行政复议",
]


@given(st.lists(st.sampled_from(ODDS), max_size=30))
def test_nothing_crashes(words):
    assert "X00" not in told("".join(words))
