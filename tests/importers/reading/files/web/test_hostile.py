"""Hostile and broken pages, as ``test_hostile`` does it with .xlsx."""

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.reading import read_file
from importers.reading.files.limits import Limits
from importers.reading.files.web.grid import Tables
from importers.reading.files.web.look import Styles
from importers.reading.files.web.markup import tree_of
from importers.reading.sheets import Workbook
from importers.reading.tables.extract import extract
from tests import samples

from ... import pages
from ..test_hostile import read_in_child

NAME = "suqian-2023"
TRUTH = samples.numbers(NAME)
TABLES = pages.tables_of(NAME)

HOSTILE = {
    "a million cells": ("<table>" + "<tr><td>1" * 400_000, "内容过多"),
    "deep": ("<div>" * 100_000, "嵌套过深"),
    "unclosed": ("<font color=red>甲" * 50_000, "嵌套过深"),
    "text": ("甲" * 1_600_000 + "x" * 200_000, ""),
    "many paragraphs": ("<p>一、甲" * 30_000, "段落过多"),
    "many tables": ("<table><tr><td>1<td>2</table>" * 301, "表格过多"),
    "spans": ("<table>" + "<tr><td rowspan=65534>1<td colspan=900>2" * 300, "合并的单元格过多"),
    "wide spans": ("<table><tr>" + "<td colspan=1000>1" * 3, "很远的位置"),
    "rows": ("<table>" + "<tr><td>1<td>2" * 6_000, "很远的位置（A5001）"),
    "attributes": ("<p " + "".join(f"a{i}=1 " for i in range(300_000)) + ">甲", ""),
    "giant attribute": ("<p title='" + "&" * 3_000_000 + "'>甲", ""),
    "giant comment": ("<!--" + "- " * 2_000_000, ""),
    "style sheet": ("<style>" + ".a{display:none}" * 200_000 + "</style>甲", ""),
    "classes": ("<style>.a{color:red}</style><p class='" + "a " * 2_000_000 + "'>甲", ""),
    "less than": ("<" * 2_000_000, ""),
    "sparse rows": ("<table><tr>" + "<td>1" * 256 + "<tr><td>1" * 4_900, ""),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_or_read_within_bounds(kind):
    body, reason = HOSTILE[kind]
    assert (reason or "没有找到") in read_in_child(pages.page(body))


HEAD = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="xyz"\n\n'
ARCHIVES = {
    "many parts": HEAD + b"--xyz\nContent-Type: text/html\n\n1\n" * 1_001,
    "many lines": HEAD + b"\n" * 1_000_000,
    "many boundaries": HEAD
    + b"".join(b'Content-Type: multipart/x; boundary="%d"\n\n--%d\n' % (i, i) for i in range(900)),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_that_holds_too_much(kind):
    assert "内容过多" in read_in_child(ARCHIVES[kind])


@pytest.mark.parametrize("make", [pages.in_layout, pages.word, pages.archive_of])
def test_of_a_page_cut_off_somewhere_no_number_is_wrong(make):
    data = make(NAME)
    for length in range(len(data) // 50, len(data), len(data) // 50):
        for report in read_file(data[:length], "x").reports:
            numbers = report.report.dataset.numbers()
            assert all(numbers[table] == TRUTH[table] for table in report.tables)


def test_a_number_that_the_file_ends_in():
    for length in range(1, 12):
        data = f"<html>{TABLES[2]}".encode()[:-length]
        assert not any(report.tables for report in read_file(data, "x").reports)


NAMES = (
    *("td", "th", "tr", "table", "tbody", "thead", "tfoot", "caption", "col", "colgroup", "p"),
    *("div", "b", "span", "font", "form", "br", "a", "li", "h2", "hr", "button", "select"),
    *("option", "input", "textarea", "title", "script", "style", "body", "html"),
)
# Not </tbody>: libxml2 passes over it where the file has no <tbody>, and browsers put one there.
TAGS = st.sampled_from(
    [f"<{name}>" for name in NAMES]
    + [f"</{name}>" for name in NAMES if name != "tbody"]
    + ["<td/>", "<!--", "-->", "7777"]
)
EDITS = st.tuples(st.sampled_from(["drop", "insert", "swap"]), st.floats(0, 1), TAGS)


def numbers_in(root):
    """Every table that is read from a tree of elements, and its numbers."""
    tables = Tables(root, Styles(root), Limits())
    for table in root.iter("table"):
        if table in tables:
            tables.read(table)
    extraction = extract(Workbook(tuple(tables.sheets)), pages.FORMAT, "x.html")
    return {
        key: extraction.cells[key].number if key in extraction.cells else None
        for name in extraction.clean
        for key in pages.FORMAT.tables[name].cells
    }


def as_browsers_do(html):
    """The tree that the algorithm of the HTML standard makes."""
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in root.iter():
        if not isinstance(element.tag, str):
            element.tag = "comment"
            element.text = None
    return root


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2), st.lists(EDITS, min_size=1, max_size=3))
def test_a_table_whose_tags_are_mixed_up_is_read_as_browsers_show_it_or_not_at_all(which, edits):
    parts = TABLES[which].replace("<", "\0<").replace(">", ">\0").split("\0")
    for deed, where, tag in edits:
        tags = [i for i, part in enumerate(parts) if part.startswith("<")]
        place = tags[int(where * (len(tags) - 1))]
        if deed == "drop":
            parts[place] = ""
        elif deed == "insert":
            parts.insert(place, tag)
        else:
            parts[place], parts[tags[0]] = parts[tags[0]], parts[place]
    html = f"<html><body>{''.join(parts)}</body></html>"
    shown = numbers_in(as_browsers_do(html))
    for key, number in numbers_in(tree_of([html], Limits())).items():
        true = TRUTH[key.table][key.row][key.column]
        assert number in (shown.get(key, true), 7777), (key, html)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=4)), max_size=40))
def test_soup_never_raises(pieces):
    read_file(f"<html>{''.join(pieces)}".encode("utf-8", "replace"), "x.html")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([b"<html>", b"<table>", HEAD, b"\xff\xfe<\0p\0>\0"])
)
def test_arbitrary_bytes_never_raise(data, start):
    read_file(start + data, "x.html")
