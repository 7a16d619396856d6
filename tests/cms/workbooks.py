"""Workbooks that offices hand in."""

from functools import cache

from report_blocks.rendering.preamble import standard_preamble
from report_blocks.rendering.workbook import write_template
from report_blocks.statutory import Dataset, Report, get_format
from tests import samples

OFFICE = "中卫市沙坡头区司法局"
TEXTS = (("overview", "全年情况。"), ("other_matters", "无。"))


@cache
def filled(
    dataset: Dataset | None = None,
    agency: str = OFFICE,
    year: int | None = 2024,
    sections: tuple[tuple[str, str], ...] = TEXTS,
    contact: str = "联系电话：0955-1",
) -> bytes:
    """Our fill-in workbook, filled in; 宿迁市's figures of 2024 unless others are given."""
    dataset = samples.dataset("suqian-2024") if dataset is None else dataset
    format_ = get_format(dataset.format_key)
    preamble = standard_preamble(format_, "沙坡头区司法局", year) if year else ""
    report = Report(dataset, preamble=preamble, sections=dict(sections), contact=contact)
    return write_template(format_, report=report, agency=agency, year=year)
