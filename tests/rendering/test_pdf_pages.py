"""What stands on pages beside the text: header, numbers, cover, list of contents."""

import io
import re
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from report_blocks.rendering.pdf import render_pdf

HTML = (Path(__file__).parent / "data" / "report.html").read_text(encoding="utf-8")
BODY = re.search(r"<section.*</section>", HTML, re.DOTALL).group()
LONG = HTML.replace("</body>", f"{BODY}</body>")
TITLE = "中卫市沙坡头区司法局2022年政府信息公开工作年度报告"
COVER = "<p class='cover-title'>封面之题</p><p class='cover-agency'>某局</p>"
MIDDLE = 595.3 / 2


def texts(pdf: bytes) -> list[str]:
    """Each page's text without white space."""
    document = pypdfium2.PdfDocument(pdf)
    return [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]


def place_of_number(page) -> float:
    """Where the page's number begins, in points from the left."""
    text = page.get_textpage()
    [found] = re.finditer(r"— \d+ —", text.get_text_range())
    return text.get_charbox(found.start())[0]


@pytest.fixture(scope="module")
def long() -> bytes:
    return render_pdf(LONG, cover=COVER)


def test_the_title_runs_on_from_the_second_page():
    first, *rest = texts(render_pdf(HTML))
    assert first.count(TITLE) == 1  # itself
    assert all(page.count(TITLE) == 1 for page in rest)


def test_a_title_too_long_for_its_line_is_set_smaller():
    html = HTML.replace(f"<title>{TITLE}</title>", f"<title>{TITLE * 4}</title>")
    document = pypdfium2.PdfDocument(render_pdf(html))
    text = document[1].get_textpage()
    boxes = [text.get_charbox(i) for i in range(text.count_chars())]
    assert all(79 <= box[0] <= box[2] <= 523 for box in boxes if box[2] - box[0] > 0.1)


def test_numbers_are_at_the_right_of_odd_pages_and_the_left_of_even_ones():
    pages = list(pypdfium2.PdfDocument(render_pdf(HTML)))
    assert all(place_of_number(page) > MIDDLE for page in pages[::2])
    assert all(place_of_number(page) < MIDDLE for page in pages[1::2])


def test_a_report_of_nine_pages_has_no_list_of_contents():
    assert not any(page.startswith("目录") for page in texts(render_pdf(HTML)))


def test_a_long_one_lists_its_headings_with_the_numbers_of_their_pages(long):
    cover, contents, *pages = texts(long)
    assert "封面之题" in cover
    assert contents.startswith("目录")
    found = re.findall(r"([一二三四五六]、[^…]+)…+(\d+)", contents)
    assert len(found) >= 12
    for heading, number in found:
        assert re.sub(r"（一）.*", "", heading) in pages[int(number) - 1]


def test_neither_cover_nor_contents_have_a_header_or_a_number(long):
    cover, contents, first, *_rest = texts(long)
    assert not re.search(r"—\d+—", cover + contents)
    assert "—1—" in first
    assert TITLE not in cover + contents


def test_viewers_count_as_the_pages_do(long):
    assert pypdf.PdfReader(io.BytesIO(long)).page_labels[:4] == ["i", "ii", "1", "2"]


def test_the_list_links_to_the_headings_and_bookmarks_do(long):
    reader = pypdf.PdfReader(io.BytesIO(long))
    links = [a.get_object() for a in reader.pages[1]["/Annots"]]
    entries = [e for e in reader.outline[1] if not isinstance(e, list)]
    targets = {reader.get_destination_page_number(entry) for entry in entries}
    assert len(links) >= 12
    assert {link["/Subtype"] for link in links} == {"/Link"}
    assert min(targets) >= 2


def test_it_is_the_same_every_time(long):
    assert render_pdf(LONG, cover=COVER) == long


def test_a_cover_alone_shifts_no_number():
    covered, plain = texts(render_pdf(HTML, cover=COVER)), texts(render_pdf(HTML))
    assert covered[1:] == plain


def test_numbers_too_wide_for_their_cells_are_whole():
    html = re.sub(r'(<td headers="information_requests[^>]*>)0</td>', r"\g<1>12345678</td>", HTML)
    document = pypdfium2.PdfDocument(render_pdf(html))
    [page] = [p for p in texts(render_pdf(html)) if "申请人情况" in p]
    assert page.count("12345678") >= 150
    lines = "\n".join(p.get_textpage().get_text_range() for p in document)
    assert not re.search(r"^12345$|^678$", lines, re.MULTILINE)
