"""E02: what reads as last year's report did is told, paragraph by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.statutory import Severity, get_format
from report_blocks.statutory.rules.likeness import MOST, unchanged_prose

FORMAT = get_format("cn-2021")
LONG = "我局严格落实信息发布审查制度，管好政务公开主阵地。"
OTHER = "全年共收到政府信息公开申请若干件，均依法按时办结。"
NEW = "今年新建了智能问答平台，方便群众查询各类政府信息。"


def findings(now, before, section="overview"):
    return list(unchanged_prose(FORMAT, {section: now}, {"overview": before}, 2024))


def test_the_same_paragraph_is_told_with_its_beginning():
    [found] = findings(LONG, LONG)
    assert (found.rule, found.severity, found.section) == ("E02", Severity.WARNING, "overview")
    assert found.message == (
        f"“一、总体情况”一节有与上年报告相同的一段，请核对后修改或说明：“{LONG[:20]}…”"
    )
    assert found.found == LONG


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (f"2024年，{LONG}", f"2023年，{LONG}"),
        (f"2023年，{LONG}", f"2023年，{LONG}"),  # not even the year was changed
        (f"一是**加强管理。**{LONG}", f"一是加强管理。{LONG}"),
        (LONG.replace("，", "，\u3000"), LONG),
        (f"公开\uff12\uff13条，{LONG}", f"公开23条，{LONG}"),
    ],
)
def test_years_bold_blanks_and_width_make_no_difference(now, before):
    assert len(findings(now, before)) == 1


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (NEW, LONG),
        ("", LONG),
        (LONG, ""),
        ("无。", "无。"),
        ("全年没有收费。", "全年没有收费。"),
        ("（一）政府信息公开平台建设和监督保障情况", "（一）政府信息公开平台建设和监督保障情况"),
        ("我局全年共公开各类信息714条。", "我局全年共公开各类信息713条。"),
    ],
)
def test_what_is_new_short_or_a_heading_is_not_told(now, before):
    assert findings(now, before) == []


def test_of_a_paragraph_that_was_changed_the_other_sentences_are_told_together():
    found = findings(f"{LONG}{OTHER}{NEW}{LONG}", f"{LONG}{OTHER}")
    assert [one.found for one in found] == [LONG + OTHER, LONG]
    assert "一处文字" in found[0].message


def test_a_paragraph_that_moved_to_another_section_is_told_there():
    [found] = findings(LONG, LONG, section="other_matters")
    assert found.section == "other_matters"


def test_a_section_has_so_many_findings_and_no_more():
    lines = [f"第{number}项工作已经全面完成，各项要求得到落实。" for number in range(MOST + 5)]
    found = findings("\n".join(lines), "\n".join(lines))
    assert len(found) == MOST + 1
    assert "等 5 处" in found[-1].message
    assert len(findings("\n".join(lines[:MOST]), "\n".join(lines))) == MOST


def test_a_sentence_that_stands_twice_is_told_once():
    assert len(findings(f"{LONG}\n{LONG}", LONG)) == 1


def test_numbers_of_persons_are_not_repeated():
    number = "640502197903070121"
    text = f"身份证{next(identities(number[:17]))}，请与我局联系核对有关情况。"
    [found] = findings(text, text)
    assert number[:14] not in found.message + str(found.found)


def identities(body):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(body, weights, strict=True))
    yield body + "10X98765432"[total % 11]


@given(st.text("2023年一《》。；，\n*甲乙", max_size=80))
def test_a_text_is_like_itself_and_nothing_crashes(text):
    assert findings(text, "") == []
    lines = [line for line in text.replace("**", "").splitlines() if len(line.strip()) > 20]
    if lines and "。" in lines[0]:
        assert findings(lines[0], lines[0])
