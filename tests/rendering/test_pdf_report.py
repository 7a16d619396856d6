"""A real report as an official document: what a reader, a printer and a screen reader get.

``data/report.html`` is what the site's templates make of the demo's report of 沙坡头区司法局, 2022.
"""

import io
import re
from html import unescape
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from report_blocks.rendering.pdf import render_pdf

HTML = (Path(__file__).parent / "data" / "report.html").read_text(encoding="utf-8")
TITLE = "中卫市沙坡头区司法局2022年政府信息公开工作年度报告"
SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
LEFT, RIGHT, BOTTOM, TOP = 79.4, 595.3 - 73.7, 99.2, 841.9 - 104.8  # points: 28, 26, 35, 37 mm
HEADER = 841.9 - 82.2  # its line is 29 mm below the page's upper edge


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(HTML)


@pytest.fixture(scope="module")
def pages(pdf):
    return [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture(scope="module")
def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def lines(page) -> list[str]:
    return [line for line in re.split(r"[\r\n]+", page.get_text_range()) if line.strip()]


def body(page) -> list[str]:
    """The lines without the running header and the page number."""
    return [
        line
        for line in lines(page)
        if line.strip() != TITLE and not re.fullmatch(r"— \d+ —", line.strip())
    ]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def texts(tag: str) -> list[str]:
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", HTML, re.DOTALL)
    return [squeezed(unescape(re.sub(r"<[^>]+>", "", text))) for text in found]


def test_every_heading_label_and_paragraph_is_printed(pages, reader):
    printed = squeezed("".join("\n".join(body(page)) for page in pages))
    prose = texts("h1") + texts("h2") + texts("h3") + texts("p")
    assert len(prose) > 20
    assert not [text for text in prose if text not in printed]
    positions = [printed.index(section) for section in SECTIONS]
    assert positions == sorted(positions)
    # Cells in the order they were drawn in; by place, neighbours' lines would mix.
    drawn = squeezed("".join(page.extract_text() for page in reader.pages))
    labels = set(texts("th")) | set(texts("td"))
    assert {"（三）不予公开", "结果维持", "第二十条第（一）项"} <= labels
    assert not [label for label in labels if label not in drawn]


def test_pages_are_full_and_few(pages):
    assert len(pages) == 9
    # Each page but the last is used: what is blank at its foot is less than half of it.
    for number, page in enumerate(pages[:-1], 1):
        lowest = min(
            box[1]
            for i in range(page.count_chars())
            if (box := page.get_charbox(i))[1] > BOTTOM and box[2] > box[0]
        )
        assert lowest < (TOP + BOTTOM) / 2, number


def test_each_page_has_its_number(pages):
    for number, page in enumerate(pages, 1):
        assert sum(squeezed(line) == f"—{number}—" for line in lines(page)) == 1


def test_table_three_is_on_one_page(pages):
    [page] = [page for page in pages if "一、本年新收政府信息公开申请数量" in page.get_text_range()]
    assert SECTIONS[2] in page.get_text_range()
    assert "四、结转下年度继续办理" in page.get_text_range()


def test_no_box_and_nothing_outside_the_type_area(pages):
    for page in pages:
        assert not set("■□\ufffd\ufffe\uffff\x00") & set(page.get_text_range())
        for i in range(page.count_chars()):
            left, bottom, right, top = page.get_charbox(i)
            if right - left < 0.1:
                continue  # a space
            assert LEFT - 1 <= left <= right <= RIGHT + 1.5
            assert top <= TOP + 1 or HEADER < bottom < top < HEADER + 15
            assert bottom >= BOTTOM - 1 or 40 < bottom < 90  # the page number's place


def test_no_heading_ends_a_page(pages):
    for page in pages:
        assert body(page)[-1].strip() not in SECTIONS


def test_all_fonts_are_embedded_subsets(reader):
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    names = " ".join(fonts)
    assert all(part in names for part in ("NotoSerifSC-Regular", "NotoSerifSC-Bold"))
    assert all(part in names for part in ("NotoSansSC-Regular", "LXGWWenKai-Regular"))
    for name, font in fonts.items():
        assert re.match(r"/[A-Z]{6}\+", name)
        assert "/FontFile2" in font["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_metadata_and_language(reader):
    assert reader.metadata.title == TITLE
    assert reader.metadata.author == "中卫市沙坡头区司法局"
    assert reader.metadata.subject == "政府信息公开工作年度报告"
    assert "年度报告" in reader.metadata["/Keywords"]
    assert reader.metadata.creator == "disclosure-report"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_bookmarks_are_nested_like_the_headings(reader):
    title, below = reader.outline
    assert title.title == TITLE
    sections = [entry.title for entry in below if not isinstance(entry, list)]
    assert sections == SECTIONS
    [subheadings] = [entry for entry in below if isinstance(entry, list)]
    assert [squeezed(entry.title) for entry in subheadings] == texts("h3")
    pages = [reader.get_destination_page_number(e) for e in below if not isinstance(e, list)]
    assert pages == sorted(pages)


def test_it_is_small_and_the_same_every_time(pdf):
    assert len(pdf) <= 500_000
    assert render_pdf(HTML) == pdf


def test_nothing_is_left_of_the_first_rendering_in_the_second(pdf):
    other = '<html lang="zh-CN"><head><title>乙</title></head><body><h1>乙</h1></body></html>'
    render_pdf(other)
    assert render_pdf(HTML) == pdf
