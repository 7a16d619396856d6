"""The PDF engine: Chinese line breaking, whole documents, nothing from outside."""

import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_blocks.rendering.pdf import PdfError, render_pdf
from report_blocks.rendering.pdf.linebreaking import NO_END, NO_START, may_break

PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><title>标题</title></head>'
    "<body><h1>标题</h1>{}</body></html>"
)


def lines(pdf: bytes) -> list[str]:
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return [line for line in re.split(r"[\r\n]+", text) if line.strip()]


words = st.sampled_from(
    ["政务公开", "，", "。", "《条例》", "“公开为常态”", "（含2件）", "2024年", "1275条", "、",
     "；", "a@b.example.org", "——", "……", "信息"]
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(words, min_size=60, max_size=120))
def test_no_line_begins_or_ends_with_the_wrong_mark(parts):
    # A run of nothing but marks can't be broken well by anybody.
    text = "正文" + "信息".join(parts)
    for line in lines(render_pdf(PAGE.format(f"<p>{text}</p>")))[1:]:
        if line.startswith("— "):
            continue  # the page number
        assert line[0] not in NO_START, line
        assert line[-1] not in NO_END, line


def test_numbers_and_addresses_stay_whole():
    assert not may_break("1", "2")
    assert not may_break("m", "@")
    assert may_break("公", "2")
    text = "信息" * 12 + "zhengwugongkai@example.gov.cn" + "信息" * 5
    assert any(
        "zhengwugongkai@example.gov.cn" in line
        for line in lines(render_pdf(PAGE.format(f"<p>{text}</p>")))
    )


def test_a_long_paragraph_with_bold_run_ins_goes_over_pages():
    text = "一是<b>加强管理。</b>" + "政务公开工作扎实推进，" * 300
    document = pypdfium2.PdfDocument(render_pdf(PAGE.format(f"<p>{text}</p>")))
    assert len(document) > 3


def test_a_heading_is_never_the_last_line_of_a_page():
    for filler in range(14, 22):
        body = "<p>甲</p>" * filler + "<h2>一、总体情况</h2>" + "<p>正文</p>" * 8
        for page in pypdfium2.PdfDocument(render_pdf(PAGE.format(body))):
            content = [x for x in re.split(r"[\r\n]+", page.get_textpage().get_text_range()) if x]
            assert "一、总体情况" not in content[-2], filler


def test_it_is_the_same_every_time():
    assert render_pdf(PAGE.format("<p>甲</p>")) == render_pdf(PAGE.format("<p>甲</p>"))


def test_data_images_are_drawn():
    dot = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
        "rkJggg=="
    )
    plain = len(render_pdf(PAGE.format("<p>甲</p>")))
    assert len(render_pdf(PAGE.format(f'<p>甲<img src="data:image/png;base64,{dot}"></p>'))) > plain


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="/etc/hostname">',
        '<img src="../secret.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<style>@import url("file:///etc/passwd");</style>',
        "<div>" * 1500 + "</div>" * 1500,
    ],
)
def test_what_would_be_missing_or_comes_from_outside_fails_loudly(hostile):
    with pytest.raises(PdfError):
        render_pdf(PAGE.format(f"<p>甲</p>{hostile}"))
