"""Reading a workbook, guard, labels and all, against a bare reader's load of the same bytes.

What people wait for must be the file's own cost, not our care. The bare readers are what anybody
would take: openpyxl for .xlsx, odfpy for .ods, and xlrd for .xls. The last one is run in a process
of its own, as our reader does it: that start is most of the time, and the price of safety.
"""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import odf.opendocument
import odf.table
import odf.teletype
import openpyxl

from cms.demo.service import REPORTS
from importers.reading import FileReading, read_file
from tests.importers.reading.writers import as_ods, as_xls

from .measuring import Comparison, Result, compare

Load = Callable[[Path], bytes]
Bare = Callable[[bytes], int]

LIMIT = 1.5
RUNS = 20


def measure() -> Iterator[Result]:
    """The workbook of the demo with the worst ratio, in each kind of file."""
    every, printed = sorted(REPORTS.glob("*/*.xlsx")), sorted(REPORTS.glob("*/workbook.xlsx"))
    yield _worst("reading a workbook : openpyxl alone", every, Path.read_bytes, _bare)
    yield _worst("reading an .ods : odfpy alone", printed, _written(as_ods), _bare_ods)
    yield _worst("reading an .xls : xlrd in a process", printed, _written(as_xls), _bare_xls)


def _worst(name: str, paths: list[Path], load: Load, bare: Bare) -> Result:
    results = {path: _compared(path, load(path), bare) for path in paths}
    worst = max(results, key=lambda path: results[path].ratio)
    detail = f"{results[worst]}, {worst.relative_to(REPORTS)}, the worst of {len(results)}"
    return Result(name, results[worst].ratio, LIMIT, detail=detail)


def _compared(path: Path, data: bytes, bare: Bare) -> Comparison:
    _check(read_file(data, path.name), path.with_name("dataset.json"))
    return compare(partial(read_file, data, path.name), partial(bare, data), runs=RUNS)


def _written(write: Callable[[openpyxl.Workbook], bytes]) -> Load:
    """The workbook as a file of another kind."""
    return lambda path: write(openpyxl.load_workbook(path))


def _check(reading: FileReading, truth: Path) -> None:
    """Every number of the published report is read, or the time says nothing."""
    numbers = json.loads(truth.read_text(encoding="utf-8"), parse_float=Decimal)["tables"]
    [report] = reading.reports
    assert report.report.dataset.numbers() == numbers, truth


def _bare(data: bytes) -> int:
    """What anybody would write: load, and look at every value."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(
        value is not None
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    )


def _bare_ods(data: bytes) -> int:
    document = odf.opendocument.load(io.BytesIO(data))
    cells = document.spreadsheet.getElementsByType(odf.table.TableCell)
    return sum(bool(odf.teletype.extractText(cell)) for cell in cells)


XLRD = """
import sys, xlrd
book = xlrd.open_workbook(file_contents=sys.stdin.buffer.read())
print(sum(value != "" for s in book.sheets() for r in range(s.nrows) for value in s.row_values(r)))
"""


def _bare_xls(data: bytes) -> int:
    command = [sys.executable, "-I", "-c", XLRD]
    return int(subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout)
