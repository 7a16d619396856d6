"""A big .xlsx row by row: one pass of expat that looks it through and takes the values as well.

A library that loads the whole workbook takes five times as long, and memory for all of it. Only
the parts that are needed are ever opened. A formula without a stored result is a problem here, not
a sum: what it adds may stand in another row.
"""

import io
import zipfile

from report_blocks.statutory import Origin

from ..files.guard import UNZIPPING
from ..files.limits import Limits, Refused, damaged
from ..files.parts import Counts
from ..problems import FileReading, error
from .package import BOOK, sheets_in
from .sheet import META, read_sheets

# Room for 5,000 offices with 200 cells and all their prose; some ten seconds at the worst.
LIMITS = Limits(
    unpacked_bytes=192 * 1024 * 1024,
    xml_bytes=160 * 1024 * 1024,
    elements=4_000_000,
    text_chars=40_000_000,
    last_row=6_000,
    last_column=512,
)
LONGEST_BOOK = 256 * 1024  # bytes of the part that names the sheets
UNREADABLE = (*UNZIPPING, KeyError, IndexError, RuntimeError)


def is_stream(data: bytes) -> bool:
    """Whether it may be a wide workbook in .xlsx: it has a sheet with the name of our mark."""
    if not data.startswith(b"PK") or len(data) > LIMITS.wide_bytes:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(BOOK)
            return info.file_size < LONGEST_BOOK and f'"{META}"'.encode() in archive.read(info)
    except UNREADABLE:
        return False


def read_stream(data: bytes, file: str) -> FileReading:
    """The reports of a file that ``is_stream``. Never raises for a bad one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return read_sheets(sheets_in(archive, len(data), Counts(LIMITS)), file)
    except Refused as refusal:
        reason = refusal
    except UNREADABLE:
        reason = damaged()
    return FileReading(file, rest=(error(Origin(file), *reason.text),))
