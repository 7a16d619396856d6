"""E01: last year's sentences that stand there still, and what is told of other years rightly."""

import pytest

from report_blocks.statutory import Dataset, Report, get_format
from report_blocks.statutory.rules.stale import other_years

STALE = [
    "2023年，共受理政府信息公开申请0件。未发生行政复议、行政诉讼。",
    "2023年本机关未收到政府信息公开申请。",
    "截至2023年12月31日，我局共收到政府信息公开申请3件。",
    "2023年收到政府信息公开申请9件，同比增长80%。",
    "2023年收到政府信息公开申请9件，比2022年增加4件。",
    "2023年新收12件，上年结转2件，结转下年度1件，均为政府信息公开申请。",
    "2023年制定出台行政规范性文件3件。",
    "政务微博2023年发布信息2150条。",
    "2023年，未接到针对本部门有关政府信息公开的申请。",
    "2023年因政府信息公开问题被申请行政复议4件。",
    "办事处2023年政府信息公开工作总体情况：",
    "2022年，较好完成了公开任务。",
    # This year's other figures do not make it right.
    "2023年收到政府信息公开申请9件。2024年作出行政许可决定40件。",
]
RIGHT = [
    "2024年收到政府信息公开申请9件，2023年为5件。",
    "2023年收到政府信息公开申请5件。2024年收到政府信息公开申请9件。",
    "收到政府信息公开申请9件，2023年为5件。",
    "2023年收到政府信息公开申请5件，今年收到9件。",
    "2023年结转的2件政府信息公开申请均已办结。",
    "政府信息公开申请由2023年的9件减少到5件。",
    "回看2023年，收到政府信息公开申请5件。",
    "2023年作出的行政处罚决定22件已全部归档。",
    "针对2023年度考核指出的问题，完善了公开目录。",
    "2023年印发的《政务公开办法》继续施行。",
    "2023年建成的政务公开专区运行平稳。",
    "自2023年起，财政信息集中公开。",
    "深入落实2024年政务公开工作要点，比2023年更细。",
]


@pytest.mark.parametrize("text", STALE)
def test_last_years_sentence_is_found(text: str) -> None:
    assert _found(text), text


@pytest.mark.parametrize("text", RIGHT)
def test_another_year_told_rightly_is_left_alone(text: str) -> None:
    assert _found(text) == [], text


def test_both_years_are_named_in_the_finding() -> None:
    (finding,) = other_years(_report("2023年未收取信息处理费。"))
    assert (finding.rule, finding.found, finding.expected) == ("E01", 2023, 2024)
    assert finding.section == "overview"


def _found(text: str) -> list[str]:
    return [finding.rule for finding in other_years(_report(text))]


def _report(text: str) -> Report:
    dataset = Dataset(get_format("cn-2021").key, {})
    return Report(dataset, "安和市教育局", 2024, sections={"overview": text})
