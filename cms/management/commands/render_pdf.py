"""``manage.py render_pdf ID...|--all``"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.models import AnnualReportPage
from cms.publishing.service import find_report, render_pdf
from report_blocks.rendering.pdf import PdfError

from ._document import misuse


class Command(BaseCommand):
    help = "Make the files of published reports anew (PDF, workbook, CSV, JSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reports", nargs="*", metavar="ID")
        parser.add_argument("--all", action="store_true")

    def handle(self, *, reports: list[str], **options: Any) -> None:
        if bool(reports) == options["all"]:
            raise misuse("give report ids, or --all")
        try:
            pages = (
                list(AnnualReportPage.objects.live())
                if options["all"]
                else [find_report(name) for name in reports]
            )
        except LookupError as error:
            raise misuse(error) from error
        if drafts := [str(page.pk) for page in pages if not page.live]:
            raise misuse(f"not published: {', '.join(drafts)}")
        failed = False
        for page, made in render_pdf(pages):
            if isinstance(made, PdfError):
                failed = True
                self.stderr.write(f"{page.pk}\t{made}")
                continue
            for file in made:
                if file.kind == "pdf":
                    self.stdout.write(f"{page.pk}\t{file.size}\t{file.file.name}")
        if failed:
            raise CommandError("some reports could not be printed", returncode=1)
