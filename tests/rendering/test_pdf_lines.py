"""Where lines end: the rules of punctuation, whole words, both margins."""

import ctypes
import io
import re
from itertools import pairwise

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import raw

from report_blocks.rendering.pdf import render_pdf
from report_blocks.rendering.pdf.linebreaking import HAIR, line_end, may_break

PAGE = '<html lang="zh-CN"><head><title>甲</title></head><body>{}</body></html>'
HEADER = 841.9 - 82.2  # 29 mm below the page's upper edge: the running header is above it
RIGHT = 595.3 - 73.7  # points: the right margin is 26 mm

FORBIDDEN_AT_START = "，。、；：？！》”’）】」』〉％℃"
FORBIDDEN_AT_END = "《“‘（【「『〈"


class Unit(str):
    """A character as wide as in a font: Latin half of Chinese."""

    __slots__ = ("frag",)

    def __new__(cls, text: str) -> "Unit":
        unit = super().__new__(cls, text)
        unit.frag = object()
        return unit

    @property
    def width(self) -> float:
        return 8.0 if self.isascii() else 16.0


def broken(text: str, width: float) -> list[str]:
    units = [Unit(c) for c in text]
    lines, start = [], 0
    while start < len(units):
        end, _forced = line_end(units, start, width)
        assert end > start
        lines.append("".join(units[start:end]))
        start = end
    return lines


pieces = st.sampled_from(
    ["公开", "政务", "信息", "工作", "条例", *"，。；：？！、《》“”（）【】", "12", "2024", "98.5%",
     "a@b.example.org", "——", "……", "30℃", "5％"]
)  # fmt: skip


@given(st.lists(pieces, min_size=1, max_size=80), st.integers(10, 30))
def test_every_character_is_kept_and_every_line_fits(parts, characters):
    text, width = "".join(parts), characters * 16.0
    lines = broken(text, width)
    assert "".join(lines) == text
    for line in lines:
        assert sum(Unit(c).width for c in line) <= width + HAIR


@given(st.lists(pieces, min_size=1, max_size=80), st.integers(10, 30))
def test_no_line_starts_or_ends_with_the_wrong_mark(parts, characters):
    # Two Chinese characters between any two pieces: a line of nothing but marks has no good end.
    lines = broken("公务" + "公务".join(parts), characters * 16.0)
    for before, line in pairwise(lines):
        assert line[0] not in FORBIDDEN_AT_START
        assert before[-1] not in FORBIDDEN_AT_END
        assert may_break(before[-1], line[0])
        assert (before[-1], line[0]) not in {("—", "—"), ("…", "…")}


@pytest.mark.parametrize(
    "word", ["2024", "1,275.50", "98.5%", "sptqsfj@163.com", "0955-7630167", "GB/T", "30℃", "5％"]
)
def test_words_and_numbers_are_never_cut(word):
    for before in range(30):
        lines = broken("公" * before + word + "公" * 10, 160.0)
        assert sum(word in line for line in lines) == 1, lines


def test_an_address_longer_than_a_line_is_cut_but_not_before_its_comma():
    address = "https://example.org/" + "a" * 100
    lines = broken(f"见{address}，公开", 160.0)
    assert "".join(lines) == f"见{address}，公开"
    assert all(not line.startswith("，") for line in lines)


def test_one_character_too_many_by_a_hair_has_no_line_of_its_own():
    assert broken("自然人", 47.5) == ["自然人"]
    assert broken("自然人", 46.5) == ["自然", "人"]
    assert broken("自然人等", 47.5) == ["自然", "人等"]


def lines_of(content: str) -> list[tuple[str, float, float]]:
    """Text, left and right edge of each line but the page number's, in points."""
    found = []
    for page in pypdfium2.PdfDocument(render_pdf(PAGE.format(content))):
        text = page.get_textpage()
        rows: dict[int, list[int]] = {}
        x, y = ctypes.c_double(), ctypes.c_double()
        for i in range(text.count_chars()):
            if text.get_text_range(i, 1).strip():
                raw.FPDFText_GetCharOrigin(text, i, x, y)
                rows.setdefault(round(y.value), []).append(i)
        for row in rows.values():
            line = "".join(text.get_text_range(i, 1) for i in row)
            boxes = [text.get_charbox(i, loose=True) for i in row]
            if not re.fullmatch(r"—\d+—", line) and max(b[3] for b in boxes) < HEADER:
                found.append((line, min(b[0] for b in boxes), max(b[2] for b in boxes)))
    return found


def test_lines_are_stretched_to_the_right_margin_except_the_last():
    *lines, last = lines_of("<p>" + "推进公开，" * 20 + "联系12345，" * 12 + "</p>")
    assert len(lines) > 5
    for text, _left, right in lines:
        assert abs(right - RIGHT) < 2, text
    assert last[2] < RIGHT - 16


def test_the_first_line_is_indented_by_two_characters_and_no_other():
    first, second, *_rest = lines_of("<p>" + "公开" * 60 + "</p>")
    assert first[1] - second[1] == pytest.approx(32, abs=1)
    assert len(second[0]) - len(first[0]) == 2


def test_bold_run_ins_over_a_page_break_lose_and_double_nothing():
    text = "".join(f"<strong>第{i}项。</strong>扎实推进公开；" for i in range(150))
    printed = "".join(line for line, _left, _right in lines_of(f"<p>{text}</p>"))
    assert printed == re.sub("<[^>]+>", "", text)


def test_list_markers_are_printed_in_an_embedded_font():
    content = "<ul><li>甲</li></ul><ol><li>乙</li></ol>"
    assert [line for line, *_ in lines_of(content)] == ["•甲", "1.乙"]
    [page] = pypdf.PdfReader(io.BytesIO(render_pdf(PAGE.format(content)))).pages
    fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    assert fonts == ["/AAAAAA+NotoSerifSC-Regular"]


def test_characters_beyond_the_basic_plane_can_be_copied():
    """Level three of 通用规范汉字表 has 196 of them; names of people and places use them."""
    rare = "𠙶𡎚𬇙𨙸"
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(PAGE.format(f"<p>{rare}</p>"))))
    assert rare in reader.pages[0].extract_text()
    [page] = pypdfium2.PdfDocument(render_pdf(PAGE.format(f"<p>{rare}</p>")))
    assert rare in page.get_textpage().get_text_bounded()
