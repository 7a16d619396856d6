"""Many reports as one CSV in long form: a line a cell, with whose report of which year it is."""

import csv
from collections.abc import Iterable
from typing import TextIO

from report_blocks.rendering.neutral import neutral
from report_blocks.statutory import Report

from .table_csv import HEADER as CELL_HEADER
from .table_csv import lines_of

HEADER = ("credit_code", "agency", "year", "format", "table", *CELL_HEADER)


def write_facts(output: TextIO, reports: Iterable[tuple[str, Report]]) -> None:
    """Write the reports, each with its office's 统一社会信用代码 ("" if there is none).

    ``output`` should be UTF-8 with a byte-order mark, so that Excel and WPS read the Chinese.
    """
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(HEADER)
    for code, report in reports:
        whose = (neutral(code), neutral(report.agency or ""), report.year)
        for key in report.dataset.format.tables:
            data = report.dataset.table(key)
            for line in lines_of(data):
                writer.writerow((*whose, report.dataset.format_key, key, *line))
