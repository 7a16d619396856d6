"""What is to be written into a report, and what became of it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cms.models import AgencyPage, AnnualReportPage, gate
from cms.models.measure import BY_ITSELF
from report_blocks.statutory import Finding, Report


@dataclass(frozen=True)
class Original:
    """Where and when a report was published before."""

    on: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Filling:
    """What a report is to say; ``report.year`` is its year.

    Without ``page_id`` it is a new report of the office, else the report to change, and
    ``seen_revision_id`` is the revision that the person saw when saying so. ``file`` and
    ``cells`` are for the page's history, ``reason`` is why a published report is corrected.
    """

    agency: AgencyPage
    report: Report
    page_id: int | None
    seen_revision_id: int | None
    file: str = ""
    cells: int = 0
    original: Original | None = None
    reason: str = ""

    @property
    def year(self) -> int:
        if self.report.year is None:
            raise ValueError("a report without a year can't be written")
        return self.report.year

    def mark(self, page: AnnualReportPage) -> None:
        """Mark the page, which is filled already, as a correction, and as an archived original."""
        if self.reason and page.was_published:
            page.give_reason(self.reason)
        if self.original:
            page.archive(self.original.on, self.original.url, gate.findings(page, BY_ITSELF))

    @property
    def history(self) -> dict[str, Any]:
        """The data of the log entry ``cms.filled``."""
        return {"file": self.file, "cells": self.cells}


class Fate(StrEnum):
    """What became of a filling. Of OUTDATED and FAILED ones nothing is written."""

    WRITTEN = "written"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"  # a draft is written; it has errors
    OUTDATED = "outdated"  # the report was changed, begun or deleted since it was seen
    FAILED = "failed"


@dataclass(frozen=True)
class Written:
    """What became of one filling, and of its page.

    The former revisions are the newest and the live one that a changed report had before.
    ``findings`` are the errors for which it was not published, ``error`` is why it failed.
    """

    filling: Filling
    fate: Fate
    page_id: int | None = None
    revision_id: int | None = None
    former_revision_id: int | None = None
    former_live_revision_id: int | None = None
    findings: tuple[Finding, ...] = ()
    error: Exception | None = None

    @property
    def failure(self) -> str:
        return f"{type(self.error).__name__}: {self.error}" if self.error else ""
