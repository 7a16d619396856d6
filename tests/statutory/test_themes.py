"""C04: section one speaks of its five themes, each in a paragraph that is about it."""

import pytest

from report_blocks.statutory import get_format
from report_blocks.statutory.rules.themes import spoken_of

THEMES = get_format("cn-2021").sections[0].demands
PARAGRAPHS = {
    "主动公开": "全年通过门户网站、微信公众号发布政府信息1200条，其中政策解读12条。",
    "依申请公开": "收到政府信息公开申请35件，予以公开20件，均在期限内答复。",
    "政府信息管理": "严格执行信息发布审查和保密制度，清理规范性文件并动态调整目录。",
    "平台建设": "改版门户网站栏目，规范政务新媒体账号，在政务服务大厅设查阅点。",
    "监督保障": "把政府信息公开申请办理纳入年度考核，组织培训2次，未发生责任追究。",
}
OPENING = (
    "2024年，我局认真贯彻《条例》，在平台建设、监督保障和申请办理上持续用力，现将情况报告如下。"
)


def text(without="", headings=False, opening=""):
    numbered = (
        f"（{number}）{label}。{paragraph}" if headings else paragraph
        for number, (label, paragraph) in zip("一二三四五", PARAGRAPHS.items(), strict=True)
        if label != without
    )
    return "\n".join([*filter(None, [opening]), *numbered])


@pytest.mark.parametrize("opening", ["", OPENING])
@pytest.mark.parametrize("headings", [False, True])
def test_all_of_them(headings, opening):
    assert spoken_of(text(headings=headings, opening=opening), THEMES) == set(PARAGRAPHS)


@pytest.mark.parametrize("opening", ["", OPENING])
@pytest.mark.parametrize("headings", [False, True])
@pytest.mark.parametrize("label", PARAGRAPHS)
def test_one_is_missing_though_its_words_stand_elsewhere(label, headings, opening):
    found = spoken_of(text(without=label, headings=headings, opening=opening), THEMES)
    assert found == set(PARAGRAPHS) - {label}


def test_as_many_parts_as_themes_are_each_about_one():
    """搭好公开桥梁 would be 主动公开 once more."""
    named = text(headings=True).replace("（四）平台建设。", "（四）搭好公开桥梁。")
    assert spoken_of(named, THEMES) == set(PARAGRAPHS)
    fewer = [line for line in named.splitlines() if not line.startswith("（三）")]
    assert "政府信息管理" not in spoken_of("\n".join(fewer), THEMES)


def test_a_first_paragraph_that_counts_is_no_opening():
    counting = "围绕群众关切，全年主动公开政府信息642条，其中公告118条。"
    told = text().replace(PARAGRAPHS["主动公开"], counting)
    assert spoken_of(told, THEMES) == set(PARAGRAPHS)


def test_a_single_paragraph_is_read_by_sentences():
    assert spoken_of(text().replace("\n", ""), THEMES) == set(PARAGRAPHS)


def test_nothing_is_said_of_nothing():
    assert spoken_of("", THEMES) == set()
    assert spoken_of("本单位无相关情况。", THEMES) == set()
