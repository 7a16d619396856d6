"""Pages and records: home → authority → agency → annual report."""

from .agency import AgencyPage
from .annual_report import AnnualReportPage
from .explanation import Explanation
from .home import HomePage
from .import_run import ImportFile, ImportItem, ImportRun
from .post import Post
from .published_file import PublishedFile
from .record import RecordEntry, RecordHead
from .review import ReviewTask, ReviewTaskState
from .roles import Role

__all__ = [
    "AgencyPage",
    "AnnualReportPage",
    "Explanation",
    "HomePage",
    "ImportFile",
    "ImportItem",
    "ImportRun",
    "Post",
    "PublishedFile",
    "RecordEntry",
    "RecordHead",
    "ReviewTask",
    "ReviewTaskState",
    "Role",
]
