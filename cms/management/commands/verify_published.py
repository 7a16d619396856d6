"""``manage.py verify_published [--since DAY] [--agency SLUG]``"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.models import AnnualReportPage, BulkFile
from cms.publishing.verifying import Untrue, verify_bulk, verify_report

from ._document import agency_named


class Command(BaseCommand):
    help = (
        "Compare page, PDF, workbook, CSV and JSON of every published report, and the bulk files, "
        "with its figures. Prints the first difference of each; 1 if there is one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", metavar="SLUG", help="of this office and all below it")
        parser.add_argument(
            "--since",
            metavar="YYYY-MM-DD",
            type=datetime.date.fromisoformat,
            help="published on this day or later",
        )

    def handle(self, *, agency: str | None, since: datetime.date | None, **options: Any) -> None:
        pages = AnnualReportPage.objects.live().public().order_by("path")
        files = BulkFile.objects.select_related("agency")
        if agency:
            office = agency_named(agency)
            pages = pages.descendant_of(office)
            files = files.filter(agency__path__startswith=office.path)
        if since:
            day = timezone.make_aware(datetime.datetime.combine(since, datetime.time()))
            pages = pages.filter(last_published_at__gte=day)
            files = files.filter(made_at__gte=day)
        verified = [self._told(found) for found in _verified(pages, files)]
        self.stdout.write(f"核对 {len(verified)} 项，不一致 {sum(verified)} 项")
        if any(verified):
            raise SystemExit(1)

    def _told(self, untrue: Untrue | None) -> bool:
        """Whether there is a difference; it is printed at once."""
        if untrue is None:
            return False
        place, expected, found = untrue.difference
        line = f"{untrue.url}\t{untrue.file}\t{place}\t应为“{expected}”，实为“{found}”"
        self.stdout.write(self.style.ERROR(line))
        return True


def _verified(pages: Any, files: Any) -> Iterator[Untrue | None]:
    for page in pages.select_related("checked").iterator(chunk_size=100):
        yield verify_report(page)
    for file in files:
        yield verify_bulk(file)
