"""``manage.py export_reports --agency SLUG --year Y --to KIND -o FILE [--drafts]``"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.sets import SetKind, export_set

from ._document import agency_named, misuse


class Command(BaseCommand):
    help = "The reports of an office and all below it as one file: table, data, workbooks, PDFs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", metavar="SLUG", required=True)
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--to", choices=[kind.value for kind in SetKind], required=True)
        parser.add_argument("--drafts", action="store_true", help="as their newest drafts are")
        parser.add_argument("-o", "--output", metavar="FILE", required=True)

    def handle(
        self, *, agency: str, year: int, to: str, drafts: bool, output: str, **options: Any
    ) -> None:
        office = agency_named(agency)
        try:
            with Path(output).open("wb") as file:
                export_set(office, year, SetKind(to), file, drafts=drafts)
        except (OSError, LookupError) as error:
            raise misuse(error) from error
        self.stdout.write(output)
