"""Charts: whatever the numbers and the words, a drawing that is whole and within its frame."""

import itertools
import re
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from report_blocks.rendering.charts import (
    MOST_SERIES,
    Figure,
    bar_chart,
    column_chart,
    data_uri,
    grouped_bar_chart,
    line_chart,
)
from report_blocks.rendering.charts.numbers import nice_axis, short
from report_blocks.rendering.charts.texts import width_of
from report_blocks.rendering.pdf import render_pdf

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.one_of(
    st.none(),
    st.just(0),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**11), 10**11, places=4, allow_nan=False),
    st.sampled_from([Decimal("NaN"), Decimal("Infinity"), 10**400, Decimal("1E-30")]),
)
WORDS = st.text(max_size=40)
POINTS = st.lists(st.tuples(WORDS, NUMBERS), max_size=60)
YEARS = ["2020", "2021", "2022", "2023", "2024"]


@st.composite
def tables(draw):
    labels = draw(st.lists(WORDS, max_size=8))
    row = st.lists(NUMBERS, min_size=len(labels), max_size=len(labels))
    return labels, draw(st.lists(st.tuples(WORDS, row), max_size=12))


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314, our own


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in read(svg).iter(f"{SVG}text")]


def edges_of_text(element: ElementTree.Element) -> tuple[float, float, float, float]:
    size, x, y = (float(element.get(name)) for name in ("font-size", "x", "y"))
    width = width_of(element.text or "", size, bold="font-weight" in element.attrib)
    left = x - {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor")] * width
    return left, y - size * 0.8, left + width, y


def edges_of_path(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Of the points that lines go through; of arcs their ends."""
    xs, ys, x, y = [], [], 0.0, 0.0
    for letter, rest in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", element.get("d")):
        found = [float(part) for part in rest.split()]
        match letter:
            case "M" | "L":
                x, y = found
            case "m" | "l":
                x, y = x + found[0], y + found[1]
            case "h":
                x += found[0]
            case "v":
                y += found[0]
            case "a":
                x, y = x + found[5], y + found[6]
        xs.append(x)
        ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def sound(svg: str) -> None:
    root = read(svg)
    width, height = (float(root.get(name)) for name in ("width", "height"))
    assert root.get("viewBox").split() == ["0", "0", root.get("width"), root.get("height")]
    assert root.get("role") == "img"
    ids = [element.get("id") for element in root if element.get("id")]
    assert root.get("aria-labelledby").split() == ids
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert name in {"svg", "title", "desc", "line", "path", "text"}
        assert not {"style", "onload", "href"} & set(element.attrib)
        if name == "text":
            box = edges_of_text(element)
        elif name == "path":
            box = edges_of_path(element)
        elif name == "line":
            box = tuple(float(element.get(key)) for key in ("x1", "y1", "x2", "y2"))
        else:
            continue
        assert box[0] >= -0.6, (name, element.attrib, element.text)
        assert box[1] >= -0.6, (name, element.attrib, element.text)
        assert box[2] <= width + 0.6, (name, element.attrib, element.text)
        assert box[3] <= height + 0.6, (name, element.attrib, element.text)


@given(WORDS, POINTS, WORDS, WORDS)
@settings(max_examples=150)
def test_columns_are_whole_and_within_the_frame(title, points, unit, note):
    sound(
        column_chart(title, points, unit=unit, note=note, highlight=points[0][0] if points else "")
    )


@given(WORDS, POINTS, WORDS, WORDS)
@example("", [("", 10_000_000_000_000), ("0" * 21, -1)], "", "")
@settings(max_examples=150)
def test_bars_are_whole_and_within_the_frame(title, points, unit, note):
    sound(bar_chart(title, points, unit=unit, note=note))


@given(WORDS, tables(), WORDS, WORDS)
@settings(max_examples=100)
def test_several_series_are_whole_and_within_the_frame(title, table, unit, note):
    sound(grouped_bar_chart(title, *table, unit=unit, note=note))
    sound(line_chart(title, *table, unit=unit, note=note))


@given(
    st.lists(
        st.one_of(st.none(), st.integers(-99_999, 999_999_999_999_999)), min_size=1, max_size=8
    )
)
def test_no_two_value_labels_overlap(values):
    points = [(str(2017 + number), value) for number, value in enumerate(values)]
    for svg in (column_chart("甲", points), bar_chart("甲", points)):
        boxes = [edges_of_text(element) for element in read(svg).iter(f"{SVG}text")]
        for one, other in itertools.combinations(boxes, 2):
            beside = one[2] <= other[0] + 0.2 or other[2] <= one[0] + 0.2
            assert beside or one[3] <= other[1] + 0.2 or other[3] <= one[1] + 0.2


@given(st.lists(NUMBERS, max_size=20))
def test_an_axis_holds_zero_and_every_number(values):
    axis = nice_axis(values)
    finite = [Decimal(v) for v in values if v is not None and Decimal(v).is_finite()]
    assert axis.low <= 0 < axis.high or axis.low < 0 <= axis.high
    assert all(axis.low <= value <= axis.high for value in finite)
    assert len(axis.ticks) <= 8


def test_missing_is_a_gap_and_zero_is_a_column():
    svg = column_chart("新收申请", [("2022", 3), ("2023", None), ("2024", 0)], unit="件")
    assert texts(svg).count("—") == 1
    assert len(list(read(svg).iter(f"{SVG}path"))) == 2
    assert "2022：3件；2023：—；2024：0件" in svg


def test_all_missing_or_nothing_at_all_is_still_a_chart():
    sound(column_chart("甲", [(year, None) for year in YEARS]))
    for empty in (column_chart("甲", []), bar_chart("甲", []), line_chart("甲", [], [])):
        sound(empty)


def test_a_line_is_broken_where_a_year_is_missing():
    svg = line_chart("甲", YEARS, [("某局", [1, 2, None, 4, 5])])
    lines = [p for p in read(svg).iter(f"{SVG}path") if "L" in p.get("d")]
    assert len(lines) == 3  # the legend's, and two pieces


def test_offices_that_can_not_be_told_apart_are_left_out_and_counted():
    series = [(f"{number}局", [number] * 5) for number in range(50)]
    for svg in (line_chart("甲", YEARS, series), grouped_bar_chart("甲", YEARS, series)):
        assert texts(svg)[-1] == f"… +{50 - MOST_SERIES}"


def test_fifty_offices_stand_below_each_other():
    svg = bar_chart("甲", [(f"第{n}局", n * 1000) for n in range(50)])
    assert float(read(svg).get("height")) > 1000
    assert len(list(read(svg).iter(f"{SVG}path"))) == 50


EVIL = "</title></svg><script>alert(1)</script>\"'&\x00\ud800\u202e"


@pytest.mark.parametrize(
    "svg",
    [
        column_chart(EVIL, [(EVIL, 1)], unit=EVIL, note=EVIL, highlight=EVIL),
        bar_chart(EVIL, [(EVIL, 1)], unit=EVIL, note=EVIL),
        line_chart(EVIL, [EVIL], [(EVIL, [1])], unit=EVIL, note=EVIL),
        grouped_bar_chart(EVIL, [EVIL], [(EVIL, [1])], unit=EVIL, note=EVIL),
    ],
)
def test_hostile_words_stay_words(svg):
    sound(svg)
    assert "<script" not in svg
    svg.encode()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (9999, "9999"),
        (-3525, "-3525"),
        (Decimal("59237.2449"), "5.92万"),
        (Decimal("3.25"), "3.25"),
        (Decimal("0.00123"), "0.00123"),
        (99_999_999, "1亿"),
        (999_999_999_999_999, "1000万亿"),
        (10**20, "1.00E+20"),
    ],
)
def test_short_numbers(number, text):
    assert short(number) == text


def test_the_pdf_has_the_drawing_in_vectors_and_our_font():
    svg = column_chart("新收申请", [("2023", 713), ("2024", None)], unit="件", highlight="2024")
    body = f'<p>图</p><p><img src="{data_uri(svg)}"/></p>'
    html = f"<html><head><title>图</title></head><body>{body}</body></html>"
    page = PdfReader(BytesIO(render_pdf(html))).pages[0]
    text = page.extract_text()
    assert "713" in text
    assert "（件）" in text
    assert "2023：713件" not in text
    assert not page.images
    fonts = page["/Resources"]["/Font"].values()
    assert all(font["/BaseFont"].startswith("/AAAAAA+Noto") for font in fonts)


def test_the_chart_comes_with_its_table():
    points = [("2023", 713), ("2024", None)]
    figure = Figure.of(
        column_chart("新收申请", points),
        "新收申请",
        points,
        labels="年度",
        values="数量",
        unit="件",
    )
    html = render_to_string("report_blocks/chart.html", {"figure": figure})
    assert "<svg" in html
    assert '<th scope="row">2024</th><td>—</td>' in html
    many = Figure.of_series("", "甲", YEARS, [("<b>局", [1, None, 3, 4, 5])], names="机关")
    html = render_to_string("report_blocks/chart.html", {"figure": many})
    assert '<th scope="row">&lt;b&gt;局</th><td>1</td><td>—</td>' in html


def test_no_line_goes_through_values_that_are_written():
    few = column_chart("新收", [("2023", 3511), ("2024", 3525)], width=220, height=110)
    assert texts(few) == ["2024", "2023", "3511", "3525"]
    assert len(list(read(few).iter(f"{SVG}line"))) == 1
    many = [(str(year), 123_456_789) for year in range(2000, 2025)]
    assert "1亿" in texts(column_chart("新收", many, width=220, height=110))
