"""Plain prose and rich text say the same, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_blocks.rendering.preamble import standard_preamble
from report_blocks.rendering.prose import to_html, to_text
from report_blocks.statutory import get_format

words = st.text("甲乙丙，。（一）1.<>&\"'“”abc 12*", min_size=1, max_size=30).map(
    lambda text: text.replace("**", "*").strip(" *")
)
plain = words.filter(bool)
bold = plain.map("**{}**".format)
# Bold and plain take turns: two bold runs side by side are one.
lines = st.lists(st.tuples(plain, bold).map("".join), min_size=1, max_size=3).map("".join)
texts = st.lists(st.one_of(plain, bold, lines), max_size=5).map("\n".join)


@given(texts)
def test_prose_comes_back_as_it_was(text):
    assert to_text(to_html(text)) == text


names = st.sampled_from(["p", "h3", "b", "br/", "li", "script", "a", "embed/"])
tags = st.builds("<{}{}>".format, st.sampled_from(["", "/"]), names)
pieces = tags | st.sampled_from(["甲", " ", "乙 丙", "*", "&lt;", "\n"])


@given(st.lists(pieces, max_size=25).map("".join))
def test_what_was_read_once_stays_the_same(html):
    """However broken the HTML, its text goes through rich text and back without change."""
    text = to_text(html)
    assert to_text(to_html(text)) == text
    assert "<script" not in text


def test_bold_run_ins_and_headings():
    text = "（一）主动公开\n一是**加强队伍管理。**及时调整。"
    assert to_html(text) == "<h3>（一）主动公开</h3><p>一是<b>加强队伍管理。</b>及时调整。</p>"
    assert to_text(to_html(text)) == text


def test_a_line_that_ends_a_sentence_is_no_heading():
    assert to_html("（一）主动公开情况。我局公开35条。").startswith("<p>")


def test_what_wagtail_stores_is_read():
    html = '<p data-block-key="a1">甲<b>乙</b><br/>丙</p><ol><li>丁 <a href="/x">戊</a></li></ol>'
    assert to_text(html) == "甲**乙**\n丙\n丁 戊"


def test_scripts_never_become_text_or_tags():
    assert to_text("<script>alert(1)</script><p>甲</p>") == "甲"
    assert "<script" not in to_html("<script>alert(1)</script>")


def test_the_preamble_names_law_format_and_period():
    text = standard_preamble(get_format("cn-2021"), "沙坡头区司法局", 2022)
    assert "《中华人民共和国政府信息公开条例》" in text
    assert "（国办公开办函〔2021〕30号）" in text
    assert "2022年1月1日至12月31日" in text
    assert "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》" in text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲<b>乙<br/>丙</b>丁</p>", "甲**乙**\n**丙**丁"),
        ("<p>甲<b></b>乙<b> </b>丙</p>", "甲乙 丙"),
        ("<p><b><strong>甲</strong></b></p>", "**甲**"),
        ("<p><b>甲</b><b>乙</b></p>", "**甲乙**"),
        ("<p>甲 <b>乙 </b>丙</p>", "甲 **乙** 丙"),
        ("<h3><b>（一）甲</b></h3><p>乙</p>", "（一）甲\n乙"),
        ("<p>甲<b>乙</p><p>丙</p>", "甲**乙**\n丙"),
        ("<p>1 &lt; 2 &amp; 3&nbsp;</p>", "1 < 2 & 3"),
        ("", ""),
    ],
)
def test_bold_ends_with_its_line_and_never_leaves_asterisks(html, text):
    assert to_text(html) == text
