"""What a screen reader is told: headings, paragraphs and tables in their order, and no ornament."""

import io
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ContentStream

from report_blocks.rendering.pdf import render_pdf

HTML = (Path(__file__).parent / "data" / "report.html").read_text(encoding="utf-8")
PAGE = '<html lang="zh-CN"><head><title>题</title></head><body><h1>题</h1>{}</body></html>'


class Structure:
    """The elements of a PDF, each with the text of its own marks, and what is unmarked."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
        self.marked: dict[tuple[int, int], str] = {}
        self.unmarked = self.artifacts = 0
        for page in self.reader.pages:
            self._read(page)
        self.root = self.reader.root_object["/StructTreeRoot"]["/K"].get_object()
        self.elements = list(self._walk(self.root))

    def _read(self, page) -> None:
        """Count what is shown, by the mark that it stands in; nothing is marked twice."""
        number, marks, open_ = page.indirect_reference.idnum, {}, []
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator in {b"BDC", b"BMC"}:
                assert not open_
                mark = operands[1].get("/MCID") if len(operands) > 1 else None
                open_.append(mark)
                if mark is not None:
                    assert mark not in marks
                    marks[mark] = 0
            elif operator == b"EMC":
                open_.pop()
            elif operator in {b"Tj", b"TJ", b"S", b"f", b"B", b"Do"}:
                if not open_:
                    self.unmarked += 1
                elif open_[0] is None:
                    self.artifacts += 1
                else:
                    marks[open_[0]] += 1
        assert not open_
        assert sorted(marks) == list(range(len(marks)))
        self.marked.update({(number, mark): shown for mark, shown in marks.items()})

    def _walk(self, element):
        yield element
        for kid in self.kids(element):
            if not isinstance(kid, int) and kid.get("/Type") != "/MCR":
                assert kid["/P"].get_object() == element
                yield from self._walk(kid)

    @staticmethod
    def kids(element):
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        return [kid.get_object() for kid in kids]

    def tags(self) -> Counter:
        return Counter(element["/S"][1:] for element in self.elements)


@pytest.fixture(scope="module")
def structure() -> Structure:
    return Structure(render_pdf(HTML))


def count(tag: str) -> int:
    return len(re.findall(rf"<{tag}\b", HTML))


def test_it_has_the_elements_of_the_page(structure):
    tags = structure.tags()
    assert tags["Document"] == 1
    for tag, element in {"h1": "H1", "h2": "H2", "h3": "H3", "p": "P"}.items():
        assert tags[element] == count(tag), tag
    for tag, element in {"table": "Table", "tr": "TR", "th": "TH", "td": "TD"}.items():
        assert tags[element] == count(tag), tag


def test_all_that_is_drawn_is_in_an_element_or_an_artifact(structure):
    assert structure.unmarked == 0
    assert structure.artifacts > 100  # lines of tables, headers, page numbers


def test_every_mark_belongs_to_the_element_that_says_so(structure):
    told = set()
    for element in structure.elements:
        for kid in structure.kids(element):
            if isinstance(kid, int):
                told.add((element.raw_get("/Pg").idnum, kid))
            elif kid.get("/Type") == "/MCR":
                told.add((kid.raw_get("/Pg").idnum, kid["/MCID"]))
    assert told == set(structure.marked)
    nums = structure.reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for page in structure.reader.pages:
        assert page["/Tabs"] == "/S"
        parents = nums[nums.index(page["/StructParents"]) + 1]
        marks = [
            mark for number, mark in structure.marked if number == page.indirect_reference.idnum
        ]
        assert len(parents) == len(marks)


def test_headers_say_what_they_are_headers_of_and_spans_are_kept(structure):
    attributes = [e["/A"] for e in structure.elements if e["/S"] == "/TH" and "/A" in e]
    scopes = Counter(a["/Scope"] for a in attributes if "/Scope" in a)
    assert scopes["/Column"] == len(re.findall(r'scope="col', HTML))
    assert scopes["/Row"] == len(re.findall(r'scope="row', HTML))
    spans = Counter(
        a["/ColSpan"] for e in structure.elements if (a := e.get("/A")) and "/ColSpan" in a
    )
    assert spans == Counter(int(n) for n in re.findall(r'colspan="(\d+)"', HTML))


def test_a_table_over_pages_is_one_and_its_repeated_header_is_no_content():
    rows = "".join(f'<tr><th scope="row">行{i}</th><td>{i}</td></tr>' for i in range(60))
    head = '<thead><tr><th scope="col">名</th><th scope="col">数</th></tr></thead>'
    structure = Structure(render_pdf(PAGE.format(f"<table>{head}<tbody>{rows}</tbody></table>")))
    tags = structure.tags()
    assert len(structure.reader.pages) > 1
    assert (tags["Table"], tags["TR"], tags["TD"]) == (1, 61, 60)
    assert structure.unmarked == 0


def test_a_paragraph_over_pages_is_one():
    structure = Structure(render_pdf(PAGE.format(f"<p>{'公开透明，' * 500}</p>")))
    assert len(structure.reader.pages) > 2
    assert structure.tags()["P"] == 1


def test_contents_and_drawings_have_tags_of_their_own():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'.format(
        '<title>新收申请 &amp; 办理</title><rect width="9" height="9"/>'
    )
    sections = "".join(f"<h2>第{i}节</h2><p>{'公开透明，' * 200}</p>" for i in range(12))
    structure = Structure(render_pdf(PAGE.format(f"{sections}<p>{svg}</p>")))
    tags = structure.tags()
    assert (tags["TOC"], tags["TOCI"], tags["Figure"]) == (1, 12, 1)
    [figure] = [e for e in structure.elements if e["/S"] == "/Figure"]
    assert figure["/Alt"] == unescape("新收申请 &amp; 办理")
    assert structure.unmarked == 0


def test_nothing_is_claimed_that_no_validator_has_confirmed():
    pdf = render_pdf(HTML)
    assert b"pdfaid" not in pdf
    assert b"pdfuaid" not in pdf
    assert "/Metadata" not in pypdf.PdfReader(io.BytesIO(pdf)).root_object
