"""Pages and records: home → authority → agency → annual report."""

from .agency import AgencyPage
from .annual_report import AnnualReportPage
from .bulk_file import BulkFile
from .checked_report import CheckedReport
from .correction import Correction
from .explanation import Explanation
from .home import HomePage
from .import_run import ImportFile, ImportItem, ImportRun
from .post import Post
from .public_change import PublicChange
from .published_file import PublishedFile
from .record import RecordEntry, RecordHead
from .review import ReviewTask, ReviewTaskState
from .roles import Role
from .rule_setting import RuleSetting
from .search_entry import SearchEntry, SearchFigure
from .site_identity import SiteIdentity

__all__ = [
    "AgencyPage",
    "AnnualReportPage",
    "BulkFile",
    "CheckedReport",
    "Correction",
    "Explanation",
    "HomePage",
    "ImportFile",
    "ImportItem",
    "ImportRun",
    "Post",
    "PublicChange",
    "PublishedFile",
    "RecordEntry",
    "RecordHead",
    "ReviewTask",
    "ReviewTaskState",
    "Role",
    "RuleSetting",
    "SearchEntry",
    "SearchFigure",
    "SiteIdentity",
]
