"""What the rules say of the tables' own arithmetic, the prose and last year left aside."""

from report_blocks.statutory import Finding, Report
from report_blocks.statutory import check as check_all

OF_TABLES = {"A01", "A02", "A03", "A04", "A05", "A07", "A92", "C00", "C01", "X00", "X01", "X02"}


def check(report: Report) -> list[Finding]:
    return [finding for finding in check_all(report) if finding.rule in OF_TABLES]
