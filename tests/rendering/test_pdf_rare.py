"""No character is ever a box: of 通用规范汉字表 and what GB 18030 has beyond it."""

import io
import shutil
import subprocess

import pypdf
import pytest
from reportlab.pdfbase import pdfmetrics

from report_blocks.rendering.fonts import FOLDER, has_rare, listed, missing_characters
from report_blocks.rendering.pdf import PdfError, render_pdf

PAGE = '<html lang="zh-CN"><head><title>甲</title></head><body>{}</body></html>'
LEVELS = (FOLDER / "tghz.txt").read_text(encoding="utf-8").splitlines()[1:]
RARE = "龑㛂亁乾㐀䶵龥㔾镕"  # 龑 is in names, and in no level of the table


STYLES = {
    "song": "<p>{}</p>",
    "song-bold": "<p><b>{}</b></p>",
    "hei": '<p style="font-family: hei">{}</p>',
    "kai": '<p style="font-family: kai">{}</p>',
}


@pytest.mark.parametrize("font", STYLES)
def test_each_of_the_8105_characters_is_drawn_and_read_back(font):
    pdf = render_pdf(PAGE.format("".join(map(STYLES[font].format, LEVELS))))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    printed = {c for page in reader.pages for c in page.extract_text()}
    assert not set("".join(LEVELS)) - printed
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    assert all(glyphs[ord(c)] > 0 for level in LEVELS for c in level)  # glyph 0 is the box


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")
def test_pdftotext_reads_all_of_them_too(tmp_path):
    pdf = render_pdf(PAGE.format("".join(map("<p>{}</p>".format, LEVELS))))
    (tmp_path / "a.pdf").write_bytes(pdf)
    command = ["pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert not set("".join(LEVELS)) - set(text)


@pytest.mark.parametrize("tag", ["p", "h1", "h2", "h3", "td", "li", "b", "pre"])
def test_what_only_the_font_of_rare_characters_has_is_printed_in_any_place(tag):
    opening, closing = {
        "td": ("<table><tr><td>", "</td></tr></table>"),
        "li": ("<ul><li>", "</li></ul>"),
        "b": ("<p><b>", "</b></p>"),
    }.get(tag, (f"<{tag}>", f"</{tag}>"))
    pdf = render_pdf(PAGE.format(f"{opening}张{RARE}，12件{closing}"))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert f"张{RARE}，12件" in "".join(text.split())


def test_it_is_printed_in_title_and_header_too():
    html = PAGE.format("<h1>张龑</h1>" + "<p>公开。</p>" * 30).replace("甲", "张龑之报告")
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(html))).pages
    assert "张龑之报告" in pages[1].extract_text()


def test_a_document_without_rare_characters_is_as_if_there_were_no_such_font():
    plain = render_pdf(PAGE.format("<p>公开</p>"))
    render_pdf(PAGE.format("<p>龑</p>"))
    assert render_pdf(PAGE.format("<p>公开</p>")) == plain


def test_what_the_two_lists_hold_is_apart():
    assert not listed("coverage.txt") & listed("rare.txt")
    assert has_rare("张龑")
    assert not has_rare("".join(LEVELS))


def test_all_of_gbk_and_extension_a_can_be_printed_as_far_as_fonts_are_free():
    gbk = "".join(map(chr, range(0x4E00, 0x9FA6)))
    assert missing_characters(gbk) == []
    extension_a = "".join(map(chr, range(0x3400, 0x4DB6)))
    assert len(missing_characters(extension_a)) < 10


def test_what_no_font_has_is_named():
    with pytest.raises(PdfError, match=r"𪚥.*U\+2A6A5"):
        render_pdf(PAGE.format("<p>张𪚥</p>"))
