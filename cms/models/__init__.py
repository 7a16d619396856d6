"""Pages and records: home → authority → agency → annual report."""

from .agency import AgencyPage
from .annual_report import AnnualReportPage
from .home import HomePage
from .import_run import ImportFile, ImportItem, ImportRun
from .published_file import PublishedFile

__all__ = [
    "AgencyPage",
    "AnnualReportPage",
    "HomePage",
    "ImportFile",
    "ImportItem",
    "ImportRun",
    "PublishedFile",
]
