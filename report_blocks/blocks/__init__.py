"""StreamField blocks for statutory reports; see ``body`` for what a report may hold."""

from .body import ReportBodyBlock
from .narrative import NarrativeBlock
from .table import StatutoryTableBlock

__all__ = ["NarrativeBlock", "ReportBodyBlock", "StatutoryTableBlock"]
