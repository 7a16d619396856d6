"""C08: numbering and punctuation, and where in a paragraph they go wrong."""

import pytest

from report_blocks.statutory import Dataset, Report
from report_blocks.statutory.rules.writing import punctuation


@pytest.mark.parametrize(
    ("text", "named", "shown"),
    [
        (
            "公开信息35条，在“阳光安和微信公众号发布12条。",
            "双引号",
            "开信息35条，在“阳光安和微信公众号",
        ),
        ("修订《公开指南》、公开目录》各一次。", "书名号", "指南》、公开目录》各一次。"),
        ("收到申请（含上年结转2件。", "括号", "收到申请（含上年结转2件。"),
        ("按国办公开办函〔2021〕30号】编制。", "方括号", "2021〕30号】编制。"),
    ],
)
def test_a_mark_without_its_counterpart_is_shown_where_it_stands(text, named, shown):
    (finding,) = _found(text)
    assert finding.message == f"“一、总体情况”{named}不成对：“{shown}…”"


@pytest.mark.parametrize(
    "text",
    [
        "在“阳光安和”发布《公开指南（2024年版）》“一图读懂”12期。",
        "按〔2021〕30号文件【附件】编制（详见网站）。",
    ],
)
def test_marks_in_pairs_are_right(text):
    assert _found(text) == []


def test_half_width_marks_within_chinese_are_found():
    (finding,) = _found("收到申请3件,办结3件。")
    assert "使用了半角标点" in finding.message


def _found(text):
    report = Report(Dataset("cn-2021", {}), "安和市教育局", 2024, sections={"overview": text})
    return list(punctuation(report))
