"""``manage.py check_report FILE... [--json]``"""

from importers.service import check_report

from ._document import DocumentCommand


class Command(DocumentCommand):
    help = "Read reports from files and check them; no database is touched."
    make = staticmethod(check_report)
