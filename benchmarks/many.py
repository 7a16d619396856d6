"""A thousand workbooks of one report each: on all cores, against one after the other."""

import os
from collections.abc import Iterator

from cms.demo.service import REPORTS
from importers.reading import Member, read_many, read_member

from .measuring import Result, compare

FILES = 1_000
RUNS = 3
LIMIT = 0.7  # of two cores, which may be the threads of one


def measure() -> Iterator[Result]:
    data = (REPORTS / "suqian-2024" / "workbook.xlsx").read_bytes()
    files = [Member(f"{number}.xlsx", data) for number in range(FILES)]

    def together() -> None:
        assert sum(len(reading.reports) for _i, reading in read_many(enumerate(files))) == FILES

    def one_by_one() -> None:
        assert sum(len(read_member(file).reports) for file in files) == FILES

    compared = compare(together, one_by_one, runs=RUNS)
    detail = f"{compared}, {os.cpu_count()} cores"
    yield Result(f"{FILES} workbooks on all cores : on one", compared.ratio, LIMIT, detail=detail)
