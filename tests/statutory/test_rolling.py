"""Years of last year's prose move on by one where they are the report's own, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.rendering.rolling import rolled_html
from report_blocks.statutory.rolling import rolled

MOVED = {
    "2023年，我局": "2024年，我局",
    "较2022年增长": "较2023年增长",
    "2024年，我局将加强": "2025年，我局将加强",
    "1.2023 年度工作": "1.2024 年度工作",
    "二〇二三年": "二〇二四年",
    "二○二三年": "二○二四年",
    "二零二二年度": "二零二三年度",
    "二0二三年": "二0二四年",
    "\uff12\uff10\uff12\uff13年": "\uff12\uff10\uff12\uff14年",
    "2022年至2023年": "2023年至2024年",
    "从2023年1月1日至12月31日": "从2024年1月1日至12月31日",
    "截至2023年12月31日": "截至2024年12月31日",
    "2023年1-12月": "2024年1-12月",
    "线上2023年“开放日”": "线上2024年“开放日”",
    "《2023年工作要点》印发，2023年": "《2023年工作要点》印发，2024年",
    "2022年，制定计划，落实《条例》": "2023年，制定计划，落实《条例》",
}
LASTING = [
    "今年、上年、去年、本年度",
    "国办公开办函〔2023〕30号",
    "2023年第5号令",
    "2023年第十二号公告",
    "《2023年工作要点》",
    "《关于〈2023年要点〉的通知》",
    "《没有写完的2023年要点",
    "荣获“2023年度先进单位”",
    "2023年5月1日",
    "2023 年 12 月",
    "2023年12月31日召开",
    "2022年印发的《办法》",
    "2022年6月印发了《办法》",
    "2023年我局制定并公布了《清单》",
    "《条例》（2023年修订）",
    "自2023年起",
    "自2023年1月1日起施行",
    "2023年以来",
    "2021年至2025年",
    "2022年—2026年",
    "2022-2023年",
    "2022、2023年",
    "2019年",
    "12023年",
    "受理2023件、2022人次",
    "电话0955-2023",
    "2023年级",
]


@pytest.mark.parametrize("text", MOVED)
def test_the_years_of_the_report_move(text):
    assert rolled(text, 2023) == MOVED[text]


@pytest.mark.parametrize("text", LASTING)
def test_what_lasts_stays(text):
    assert rolled(text, 2023) == text


def test_tens_and_centuries_carry():
    assert rolled("二〇二九年、2029年", 2029) == "二〇三〇年、2030年"
    assert rolled("一九九九年", 1999) == "二〇〇〇年"


def test_a_name_ends_with_its_line():
    assert rolled("《没有写完\n2023年", 2023) == "《没有写完\n2024年"


ANYTHING = st.lists(
    st.sampled_from(
        [
            *MOVED,
            *LASTING,
            "2022年",
            "2023年",
            "713件",
            "《",
            "》",
            "“",
            "”",
            "\n",
            "，",
            "。",
            "至",
        ]
    )
    | st.text(max_size=8),
    max_size=12,
).map("".join)


@given(ANYTHING)
def test_nothing_but_the_digits_of_years_changes(text):
    found = rolled(text, 2023)
    assert len(found) == len(text)
    changed = [i for i, (a, b) in enumerate(zip(text, found, strict=True)) if a != b]
    years = [m.span(1) for m in re.finditer(r"([\d〇○零一二三四五六七八九]{4})\s*年", text)]
    assert all(any(start <= i < stop for start, stop in years) for i in changed)


@given(st.text(st.characters(exclude_characters="年"), max_size=60))
def test_text_without_years_stays(text):
    assert rolled(text, 2023) == text


@given(st.lists(st.sampled_from(["2022年，", "2023年度", "较2024年", "二〇二三年", "件", "。"])))
def test_twice_is_two_years(parts):
    text = "；".join(parts)
    later = text.replace("2024年", "2026年").replace("2023年", "2025年")
    later = later.replace("2022年", "2024年").replace("二〇二三年", "二〇二五年")
    assert rolled(rolled(text, 2023), 2024) == later


def test_rich_text_is_read_across_its_tags():
    chip = '<embed embedtype="figure" cell="a/2023年/c"/>'
    html = (
        f'<h3 data-block-key="2023年">（一）2023年</h3><p><b>2022年</b>印发的《办法》，'
        f'<a href="/2023年/">2023年</a>新收{chip}件，20<b>23</b>年&amp;</p><p>《<br/>2023年</p>'
    )
    assert rolled_html(html, 2023) == (
        f'<h3 data-block-key="2023年">（一）2024年</h3><p><b>2022年</b>印发的《办法》，'
        f'<a href="/2023年/">2024年</a>新收{chip}件，20<b>24</b>年&amp;</p><p>《<br/>2024年</p>'
    )


@given(ANYTHING)
def test_rich_text_without_tags_is_text(text):
    plain = text.replace("<", "")
    assert rolled_html(plain, 2023) == rolled(plain, 2023)
    assert rolled_html(f"<p>{plain}</p>", 2023) == f"<p>{rolled(plain, 2023)}</p>"
