"""Big wide workbooks: read in one pass, by limits of their own, whatever the file declares."""

import io
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.reading import read_file
from importers.reading.files.limits import Limits
from importers.reading.wide import stream
from report_blocks.rendering.workbook.wide import write_wide
from report_blocks.statutory import Report
from report_blocks.statutory.codec import read
from tests import samples

from .sheets import FORMAT, MAIN, Book, edited, errors, reports

REPORTS = [report for _code, report in reports()]
GOOD = write_wide(FORMAT, reports())
CELL = '<c r="D3">'


def refused(data):
    reading = read_file(data, "x.xlsx")
    assert reading.reports == ()
    [text] = errors(reading)
    return text


def values(reading):
    return [one.report for one in reading.reports]


def main_part():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return archive.read(MAIN).decode()


def test_more_offices_than_any_other_file_may_hold():
    offices = [(f"{i:018}", Report(REPORTS[0].dataset, f"{i}局", 2024)) for i in range(700)]
    reading = read_file(write_wide(FORMAT, offices), "x.xlsx")
    assert values(reading) == [report for _code, report in offices]
    assert 700 * 2 * len(FORMAT.cells) > Limits().elements


def test_it_is_known_by_the_name_of_its_hidden_sheet():
    assert stream.is_stream(GOOD)
    assert not stream.is_stream(samples.workbook("suqian-2024"))
    assert not stream.is_stream(samples.filled())
    assert not stream.is_stream(b"PK\x03\x04" + GOOD[4:50])


def test_names_of_elements_may_have_a_prefix():
    whole = content = main_part()
    for name in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        content = content.replace(f"<{name}>", f"<x:{name}>").replace(f"<{name} ", f"<x:{name} ")
        content = content.replace(f"</{name}>", f"</x:{name}>")
    content = content.replace('xmlns="', 'xmlns:x="', 1)
    assert values(read_file(edited((whole, content)), "x.xlsx")) == REPORTS


def test_cells_and_rows_without_addresses_count_on():
    """As in the row of keys, which has a cell in every column."""
    whole = main_part()
    plain = re.sub(r'(<(?:c|row)) r="[A-Z]*2"', r"\1", whole)
    assert plain != whole
    assert values(read_file(edited((whole, plain)), "x.xlsx")) == REPORTS


class TestFormulas:
    VALUE = '<c r="D3"><v>2</v></c>'

    def one(self, cell):
        first, _second = read_file(edited((self.VALUE, cell)), "x.xlsx").reports
        return first

    def test_a_stored_result_is_taken(self):
        first = self.one('<c r="D3"><f>1+1</f><v>2</v></c>')
        assert (first.report, first.problems) == (REPORTS[0], ())

    @pytest.mark.parametrize(
        "cell",
        [
            '<c r="D3"><f>SUM(D4:D5)</f></c>',
            '<c r="D3"><f>SUM(D4:D5)</f><v></v></c>',
            '<c r="D3"><f t="shared" si="0"/></c>',
            '<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            '<c r="D3" t="b"><v>1</v></c>',
            '<c r="D3" t="str"><f>A1</f><v>约2</v></c>',
        ],
    )
    def test_what_is_no_number_is_a_problem(self, cell):
        first = self.one(cell)
        [problem] = first.problems
        assert problem.origin.address == "D3"
        assert "proactive_disclosure" not in first.tables

    def test_an_empty_text_as_result_is_blank(self):
        first = self.one('<c r="D3" t="str"><f>IF(1,"")</f><v></v></c>')
        assert first.problems == ()
        assert len(first.report.dataset.cells) == len(REPORTS[0].dataset.cells) - 1

    def test_an_array_formula_without_results_looks_blank_elsewhere(self):
        array = '<c r="D3"><f t="array" ref="D3:F3">A1:C1</f></c>'
        assert "D3 的数组公式" in refused(edited((self.VALUE, array)))


class TestDamage:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ('<row r="4"', '<row r="3"'),
            (CELL, '<c r="D9">'),
            (CELL, '<c r="D">'),
            (f"{CELL}<v>2", f"{CELL}<v>1_0"),
            (f"{CELL}<v>2", f"{CELL}<v>two"),
            (CELL, '<c r="D3" t="s">'),
            ("</sheetData>", ""),
            ("<sheetData>", "<sheetData></c>"),
        ],
    )
    def test_what_makes_no_sense(self, before, after):
        assert "损坏" in refused(edited((before, after)))

    @pytest.mark.parametrize(
        ("after", "text"),
        [
            ('<row r="9000"><c r="D9000"><v>1</v></c></row></sheetData>', "很远的位置（D9000）"),
            ('<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>', "很远的位置（XFD9）"),
            ("<row/>" * 20_000 + "</sheetData>", "20000 行"),
            ('</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "合并"),
            (f'</sheetData><x y="{"0" * 400_000}"/>', "展开后过大"),
        ],
    )
    def test_what_is_too_much(self, after, text):
        assert text in refused(edited(("</sheetData>", after)))

    def test_deep_nesting(self):
        deep = "</sheetData>" + "<x>" * 50_000 + "</x>" * 50_000
        assert "过多" in refused(edited(("</sheetData>", deep)))

    def test_more_elements_than_five_thousand_offices_need(self, monkeypatch):
        monkeypatch.setattr(stream, "LIMITS", Limits(elements=1000))
        assert "过多" in refused(GOOD)

    def test_more_text_than_they_need(self, monkeypatch):
        monkeypatch.setattr(stream, "LIMITS", Limits(text_chars=1000))
        assert "展开后过大" in refused(GOOD)

    def test_more_bytes_than_they_need(self, monkeypatch):
        monkeypatch.setattr(stream, "LIMITS", Limits(xml_bytes=10_000))
        assert "展开后过大" in refused(GOOD)

    def test_a_doctype(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
        assert "DTD" in refused(edited(("<worksheet", bomb)))

    @pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/styles.xml", MAIN])
    def test_a_missing_part(self, part):
        output = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(output, "w") as new:
            for name in old.namelist():
                if name != part:
                    new.writestr(name, old.read(name))
        assert "损坏" in refused(output.getvalue())

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
    def test_a_flipped_byte_is_noticed_or_harmless(self, place, change):
        data = bytearray(GOOD)
        data[place] ^= change
        reading = read_file(bytes(data), "x.xlsx")
        assert not reading.reports or values(reading) == REPORTS

    @pytest.mark.parametrize("length", [0, 1, 100, len(GOOD) // 2, len(GOOD) - 1])
    def test_a_truncated_file(self, length):
        assert refused(GOOD[:length])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(list(FORMAT.cells)),
    st.integers(-10, 2**53) | st.text("0123456789.,-约（件)无", min_size=1, max_size=5),
)
def test_a_changed_cell_is_read_as_it_is_or_refused(key, typed):
    """Whatever is typed in one cell, no other number changes, and no wrong one comes of it."""
    book = Book()
    book.at(3, str(key)).value = typed
    [first, second] = book.read().reports
    assert (second.report, second.problems) == (REPORTS[1], ())
    cell, complaint = read(typed, FORMAT.cells[key])
    assert (key.table in first.tables) is (complaint is None)
    assert first.report.dataset == REPORTS[0].dataset.with_cells({key: cell})
