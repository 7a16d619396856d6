"""A table in plain text (.csv, .tsv) as a sheet.

Such a file says neither how it is encoded nor what parts its cells. Either is certain or the
file is refused: under a wrong comma every number of a row would stand one column further.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise

from ..sheets import Sheet, Workbook
from .limits import Limits, Refused, far_away, too_many_rows, too_much
from .texts import clean, decoded

NAME = "CSV"  # of the sheet
DELIMITERS = {",": "逗号", "\t": "制表符", ";": "分号"}

# Excel pads the rows of a text file to one length, sixteen rows at a time.
BLOCK = 16
_THOUSANDS, _HUNDREDS = re.compile(r"\s*[1-9]\d{0,2}"), re.compile(r"\d{3}\s*")

Rows = list[list[str]]


def open_delimited(data: bytes, limits: Limits) -> Workbook:
    """Read a .csv or .tsv; Refused with a sentence for people if it can't be."""
    text = decoded(data)
    if text is None or len(text) > limits.text_chars:
        raise too_much("文件内容过多", "The file holds too much")
    rows = _rows(text, limits)
    cells = {}
    for row, fields in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            if (cleaned := clean(field)) is None:
                continue
            if row > limits.last_row or column > limits.last_column:
                raise far_away((row, column))
            cells[row, column] = cleaned
    return Workbook((Sheet(NAME, cells),))


def _rows(text: str, limits: Limits) -> Rows:
    """The text parted by the one delimiter that it can be parted by."""
    candidates = dict(_parted(text, limits))
    even = {delimiter: rows for delimiter, rows in candidates.items() if _is_even(rows)}
    certain = candidates if len(candidates) == 1 else even
    if not candidates:
        raise Refused(
            "这是纯文本文件，其中没有用逗号、制表符或分号分隔的表格，或者引号不成对；"
            "请上传含有表格的文件，如 .xlsx 工作簿",
            "This is plain text without a table parted by commas, tabs or semicolons, or with a "
            "stray quotation mark; upload a file with tables, such as an .xlsx workbook",
        )
    if len(certain) != 1:
        names = "、".join(DELIMITERS[delimiter] for delimiter in candidates)
        raise Refused(
            f"文本文件中的列可能由{names}分隔，不能确定是哪一种，请另存为 .xlsx 后再上传",
            "It is not certain what parts the columns of this text file; save it as .xlsx",
        )
    [(delimiter, rows)] = certain.items()
    if delimiter == "," and delimiter not in even:
        _no_split_numbers(rows)
    return rows


def _parted(text: str, limits: Limits) -> Iterator[tuple[str, Rows]]:
    """Every way of parting it that finds more than one column and no stray quotation mark."""
    for delimiter in DELIMITERS:
        rows = []
        try:
            for fields in csv.reader(
                io.StringIO(text, newline=""), delimiter=delimiter, strict=True
            ):
                rows.append(fields)
                if len(rows) > limits.rows:
                    raise too_many_rows(limits.rows)
        except csv.Error:
            continue
        if any(len(fields) > 1 for fields in rows):
            yield delimiter, rows


def _is_even(rows: Rows) -> bool:
    """Whether the rows are of one length, in each block that was written at once."""
    blocks = (rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK))
    return all(len({len(fields) for fields in block if fields}) <= 1 for block in blocks)


def _no_split_numbers(rows: Rows) -> None:
    """Refuse 1,234 without quotation marks in a file whose rows differ in length."""
    for number, fields in enumerate(rows, start=1):
        for one, other in pairwise(fields):
            if _THOUSANDS.fullmatch(one) and _HUNDREDS.fullmatch(other):
                raise Refused(
                    f"第 {number} 行的“{one},{other}”可能是一个带千位分隔符的数，也可能是两个数，"
                    "而各行的列数又不相同，不能确定；请另存为 .xlsx 后再上传",
                    f"“{one},{other}” in row {number} may be one number or two, and the rows "
                    "differ in length; save the file as .xlsx",
                )
