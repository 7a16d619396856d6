"""Agency and year come from a title, however it is written, and from nothing else."""

import pytest

from importers.reading.sheets import Sheet, Workbook
from importers.reading.words.identity import Identity, identity_in


def identity(*titles):
    cells = {(row, 1): title for row, title in enumerate(titles, start=1)}
    return identity_in(Workbook((Sheet("表", cells),)), "2019年报告.xlsx")


@pytest.mark.parametrize(
    "title",
    [
        "宿迁市人民政府2024年政府信息公开工作年度报告",
        "宿迁市人民政府 2024 年度\n政府信息公开工作年度报告",
        "宿迁市人民政府２０２４年政府信息公开年度报告",
        "\u3000宿迁市人民政府2024年信息公开工作年度报告 ",
    ],
)
def test_a_title(title):
    assert identity("附件1", title) == (Identity("宿迁市人民政府", 2024), [])


def test_a_title_without_agency():
    assert identity("2024年政府信息公开工作年度报告") == (Identity(None, 2024), [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "政府信息公开工作年度报告",
        "根据《甲局2023年政府信息公开工作年度报告》，本年各项数据如下。",
        "甲局2024年工作报告",
    ],
)
def test_what_is_no_title(text):
    assert identity(text) == (Identity(), [])


def test_titles_may_say_the_same_and_more():
    one, other = "2024年政府信息公开工作年度报告", "甲局2024年政府信息公开工作年度报告"
    assert identity(one, other, other) == (Identity("甲局", 2024), [])


def test_only_what_is_contradicted_is_left_open():
    one, other = "甲局2024年政府信息公开工作年度报告", "甲局2023年政府信息公开工作年度报告"
    known, [problem] = identity(one, other)
    assert known == Identity("甲局", None)
    assert "2024、2023" in problem.text.zh
    assert problem.origin.address == "A2"
