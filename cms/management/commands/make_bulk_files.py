"""``manage.py make_bulk_files [--agency SLUG] [--year Y]``"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.models import AgencyPage
from cms.publishing.bulk_files import refresh

from ._document import agency_named


class Command(BaseCommand):
    help = "Make the bulk files of all authorities, or of one, as far as they are not up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", metavar="SLUG", help="the authority")
        parser.add_argument("--year", type=int)

    def handle(self, *, agency: str | None, year: int | None, **options: Any) -> None:
        agencies = [agency_named(agency)] if agency else AgencyPage.objects.order_by("path")
        for authority in agencies:
            for file in refresh(authority, None if year is None else [year]):
                self.stdout.write(f"{file.agency.slug}\t{file.name}\t{file.reports}\t{file.size}")
