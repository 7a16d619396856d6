"""``manage.py read_report FILE... [--json]``"""

from importers.service import read_report

from ._document import DocumentCommand


class Command(DocumentCommand):
    help = "Read reports from files and show what they hold; no database is touched."
    make = staticmethod(read_report)
