"""``manage.py export_report ID-or-URL --to pdf|xlsx|csv|json [-o FILE]``"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.publishing.service import export_report, find_report
from report_blocks.rendering.pdf import PdfError

from ._document import misuse


class Command(BaseCommand):
    help = "Write a report as a file: its newest draft, published or not. csv is a zip of tables."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", metavar="ID-or-URL")
        parser.add_argument("--to", required=True, choices=["pdf", "xlsx", "csv", "json"])
        parser.add_argument("-o", "--output", metavar="FILE", help="else standard output")

    def handle(self, *, report: str, to: str, output: str | None, **options: Any) -> None:
        try:
            content = export_report(find_report(report), to)
            if output:
                Path(output).write_bytes(content)
            else:
                sys.stdout.buffer.write(content)
        except (LookupError, OSError) as error:
            raise misuse(error) from error
        except PdfError as error:
            raise CommandError(f"the report can't be printed: {error}", returncode=1) from error
