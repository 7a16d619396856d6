"""The faces of a report read back and compared with its dataset, cell by cell.

Each function gives the first ``Difference``, or None if there is none. They read with other code
than what wrote: HTML by its header cells, PDF by its text, workbooks by the importers.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from lxml import html
from pypdf import PdfReader

from importers.reading import read_file
from report_blocks.rendering.data import json_bytes, table_csv
from report_blocks.rendering.layout import build_grid
from report_blocks.statutory import Dataset, Report, TableData
from report_blocks.statutory.codec import show

OF_THAT_DAY = {"$schema", "url", "agency"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Difference(NamedTuple):
    """A cell (table/row/column) or another place, what should stand there and what does."""

    place: str
    expected: str
    found: str


def of_dataset(found: Dataset, truth: Dataset) -> Difference | None:
    if found.format_key != truth.format_key:
        return Difference("format", truth.format_key, found.format_key)
    for key, expected, actual in truth.changes_to(found):
        return Difference(str(key), show(expected), show(actual))
    return None


def of_page(page: str, truth: Dataset) -> Difference | None:
    """By the header cells that a screen reader would say for each value."""
    values: dict[str, list[str]] = {}
    tree = html.fromstring(page)
    for cell in tree.iter("td"):
        if headers := cell.get("headers"):
            values.setdefault(headers, []).append(cell.text_content().strip())
    text = _squeezed(tree.text_content())
    for table in truth.format.tables.values():
        grid = build_grid(table, truth.table(table.key))
        for value in grid.values:
            found = values.get(" ".join(value.headers), [])
            if set(found) != {value.printed}:
                return Difference(str(value.key), value.printed, " | ".join(found) or "—")
        for note in grid.notes:
            if _squeezed(f"{note.label}：{note.text}") not in text:
                return Difference(str(note.key), note.text, "—")
    return None


def of_pdf(content: bytes, truth: Dataset) -> Difference | None:
    """By the lines of its text that are numbers, table by table, in the order of the form."""
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    except Exception as error:  # noqa: BLE001  # whatever it stumbles over, it is no PDF of ours
        return Difference("", "PDF", str(error))
    lines = [line.strip() for page in pages for line in page.splitlines()]
    headings = [section.heading for section in truth.format.sections]
    for number, section in enumerate(truth.format.sections):
        if section.table is None:
            continue
        end = headings[number + 1] if number + 1 < len(headings) else None
        found = [line for line in _between(lines, section.heading, end) if NUMBER.fullmatch(line)]
        grid = build_grid(section.table, truth.table(section.key))
        expected = [(cell.key, cell.printed) for cell in grid.values]
        expected = [(key, text) for key, text in expected if NUMBER.fullmatch(text)]
        if difference := _first(expected, found, section.key):
            return difference
    return None


def _between(lines: list[str], heading: str, end: str | None) -> Iterator[str]:
    """The lines below a heading, where it stands last: before, it stands in the contents."""
    text = [_squeezed(line) for line in lines]
    begin = _last(text, _squeezed(heading))
    if begin is None:
        return
    until = _last(text, _squeezed(end)) if end else None
    yield from lines[begin + 1 : until if until and until > begin else None]


def _last(lines: list[str], heading: str) -> int | None:
    """A heading may take two lines."""
    found = None
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line and heading.startswith(line) and heading in (line, line + following):
            found = number
    return found


def _first(expected: list[Any], found: list[str], table: str) -> Difference | None:
    for number, (key, text) in enumerate(expected):
        actual = found[number] if number < len(found) else "—"
        if actual != text:
            return Difference(str(key), text, actual)
    if len(found) > len(expected):
        return Difference(table, _some(len(expected)), _some(len(found)))
    return None


def _some(number: int) -> str:
    return f"{number} numbers"


def of_workbook(content: bytes, report: Report) -> Difference | None:
    """As anybody would import it."""
    found = read_file(content, "report.xlsx")
    if len(found.reports) != 1:
        return Difference("", "1 report", f"{len(found.reports)} reports")
    return of_dataset(found.reports[0].report.dataset, report.dataset)


def of_csv(content: bytes, truth: TableData) -> Difference | None:
    """Line by line, labels and units included."""
    try:
        found, expected = _lines(content), _lines(table_csv(truth))
    except UnicodeDecodeError as error:
        return Difference("", "UTF-8", str(error))
    for line in range(max(len(found), len(expected))):
        right = expected[line] if line < len(expected) else []
        actual = found[line] if line < len(found) else []
        if right != actual:
            place = "/".join((truth.key, *(right or actual)[:2]))
            return Difference(place, _joined(right, actual), _joined(actual, right))
    return None


def _lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _joined(line: list[str], other: list[str]) -> str:
    """Of two lines of equal length only what differs."""
    if len(line) != len(other):
        return ",".join(line) or "—"
    return ",".join(one for one, two in zip(line, other, strict=True) if one != two)


def of_json(content: bytes, truth: dict[str, Any]) -> Difference | None:
    """All that it says, a cell's number exactly; but for addresses and the office's name.

    These stay as they were on the day of publication when an office is moved or renamed.
    """
    try:
        found = json.loads(content, parse_float=Decimal)
    except ValueError as error:
        return Difference("", "JSON", str(error))
    if not isinstance(found, dict):
        return Difference("", "{…}", _shown(found))
    right = json.loads(json_bytes(truth), parse_float=Decimal)
    for name in OF_THAT_DAY & found.keys():
        del right[name], found[name]
    return _differs("", right, found)


def _differs(place: str, right: Any, found: Any) -> Difference | None:
    if isinstance(right, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*right, *found]):
            there = f"{place}/{key}" if place else key
            if difference := _differs(there, right.get(key), found.get(key)):
                return difference
        if right.keys() == found.keys():
            return None
    if isinstance(right, list) and isinstance(found, list) and len(right) == len(found):
        for number, (one, two) in enumerate(zip(right, found, strict=True)):
            if difference := _differs(f"{place}/{number}", one, two):
                return difference
        return None
    if type(right) is type(found) and right == found:
        return None
    return Difference(place.removeprefix("tables/"), _shown(right), _shown(found))


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
