"""The table of a comparison as CSV: its rows, columns and words, and nothing else."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from report_blocks.rendering.neutral import neutral

from .sheet import Row, Sheet


def sheet_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel and WPS read the Chinese.

    Figures of reports with known errors are named in the last column, not marked beside the
    number, which would be none any more.
    """
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    has_remarks = any(entry.is_doubtful for row in sheet.rows for entry in row.entries)
    names = [column.name for column in sheet.columns]
    remarks = [_("With known errors")] if has_remarks else []
    writer.writerow(map(neutral, [sheet.corner, *names, *remarks]))
    for row in (*sheet.rows, *([sheet.total] if sheet.total else [])):
        doubtful = "；".join(_doubtful(row, sheet)) if has_remarks else ""
        texts = [entry.text for entry in row.entries]
        # Numbers stay numbers, the negative ones too.
        writer.writerow([neutral(row.label), *texts, *([neutral(doubtful)] if has_remarks else [])])
    return output.getvalue().encode("utf-8-sig")


def _doubtful(row: Row, sheet: Sheet) -> Iterator[str]:
    for column, entry in zip(sheet.columns, row.entries, strict=True):
        if entry.is_doubtful:
            yield column.name
