"""Chips become numbers: in HTML and in the plain notation, with what to say if there is none."""

from decimal import Decimal

import pytest

from report_blocks.rendering.chips import figures_in, has_chips, text_with_figures, with_figures
from report_blocks.statutory import Cell, CellKey, TableData

TOTAL = "information_requests/new_requests/total"
T2 = "proactive_disclosure"


def chip(cell: str) -> str:
    return f'<embed embedtype="figure" cell="{cell}"/>'


def test_a_chip_is_its_number():
    html = f"<p>新收申请 {chip(TOTAL)} 件</p>"
    assert with_figures(html, {TOTAL: "713"}) == "<p>新收申请 713 件</p>"
    assert text_with_figures(html, {TOTAL: "713"}) == "新收申请 713 件"


@pytest.mark.parametrize(
    "html",
    [
        f'<embed cell="{TOTAL}" embedtype="figure">',
        f'<embed cell="{TOTAL}" embedtype="figure"></embed>',
        f'<embed data-x="1" cell="{TOTAL}" embedtype="figure" />',
    ],
)
def test_other_spellings_of_the_same_element(html):
    assert has_chips(html)
    assert with_figures(f"甲{html}乙", {TOTAL: "713"}) == "甲713乙"


def test_other_embeds_and_texts_about_chips_are_left_alone():
    html = '<embed embedtype="media" url="https://x"/>&lt;embed embedtype="figure"&gt;'
    assert not has_chips(html)
    assert with_figures(html, {}) == html


def test_bold_numbers_stay_bold():
    assert text_with_figures(f"<p><b>共{chip(TOTAL)}件</b>。</p>", {TOTAL: "7"}) == "**共7件**。"


@pytest.mark.parametrize(
    ("figures", "reason"), [({TOTAL: ""}, "引用的数据为空"), ({}, "引用的数据不存在")]
)
def test_without_a_number_it_is_said_in_its_place(figures, reason):
    html = with_figures(f"<p>{chip(TOTAL)}</p>", figures)
    assert reason in html
    assert "一、本年新收政府信息公开申请数量 · 总计" in html
    assert text_with_figures(f"<p>共{chip(TOTAL)}件</p>", figures) == f"共{{{{{TOTAL}}}}}件"


def test_nothing_that_is_stored_or_typed_becomes_html():
    evil = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    assert "<script" not in with_figures(chip(evil), {})
    assert "<script" not in text_with_figures(chip(evil), {})
    assert with_figures(chip("a"), {"a": "<script>"}) == "&lt;script&gt;"


def test_figures_are_what_the_form_shows_without_notes():
    data = TableData(
        f"cn-2021/{T2}",
        {
            CellKey(T2, "regulations", "issued"): Cell(0),
            CellKey(T2, "normative_documents", "issued"): Cell(22, note="其中修订16件"),
            CellKey(T2, "fees", "amount"): Cell(Decimal("59237.2440")),
            CellKey(T2, "regulations", "in_force"): Cell(text="约30"),
            CellKey(T2, "regulations", "gone"): Cell(7),
        },
    )
    figures = figures_in(data)
    assert figures[f"{T2}/regulations/issued"] == "0"
    assert figures[f"{T2}/normative_documents/issued"] == "22"
    assert figures[f"{T2}/fees/amount"] == "59237.2440"
    assert figures[f"{T2}/regulations/in_force"] == "约30"
    assert figures[f"{T2}/regulations/repealed"] == ""
    assert f"{T2}/regulations/gone" not in figures


def test_a_table_whose_format_is_not_installed_has_no_figures():
    assert figures_in(TableData("gone/x", {CellKey("x", "a", "b"): Cell(1)})) == {}
