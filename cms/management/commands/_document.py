"""What ``read_report`` and ``check_report`` share: arguments, output, exit code.

Exit codes of all our commands: 0 fine, 1 findings or problems of severity error, 2 misuse.
"""

import json
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.models import AgencyPage
from importers.service import Document, has_errors


def misuse(message: object) -> CommandError:
    return CommandError(str(message), returncode=2)


def agency_named(slug: str) -> AgencyPage:
    """The one agency of this slug, else misuse."""
    found = list(AgencyPage.objects.filter(slug=slug)[:2])
    if len(found) != 1:
        raise misuse(f"no agency, or more than one, has the slug {slug!r}")
    return found[0]


class DocumentCommand(BaseCommand):
    """Prints the document of a service function, for people or as JSON."""

    requires_system_checks: list[str] = []
    make: ClassVar[Callable[..., Document]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *, files: list[str], **options: Any) -> None:
        try:
            document = type(self).make(files)
        except OSError as error:
            raise misuse(error) from error
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            for file in document["files"]:
                self._tell(file)
        if has_errors(document):
            raise SystemExit(1)

    def _tell(self, file: Document) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(file["file"]))
        for report in file["reports"]:
            cells = [
                number
                for rows in report["tables"].values()
                for columns in rows.values()
                for number in columns.values()
            ]
            filled = sum(number is not None for number in cells)
            name = report["agency"] or "（未写明行政机关）"
            year = report["year"] or "（未写明年度）"
            self.stdout.write(
                f"  {name} {year}：{report['format']}，{len(report['tables'])} 张表，"
                f"{len(cells)} 个单元格，其中 {filled} 个有数"
            )
            for finding in report.get("findings", ()):
                self._line(finding["severity"], finding["rule"], finding["message"])
        for problem in file["problems"]:
            self._line(problem["severity"], problem["where"], problem["message"])

    def _line(self, severity: str, place: str, message: str) -> None:
        style = {"error": self.style.ERROR, "warning": self.style.WARNING}.get(severity, str)
        self.stdout.write("  " + style(f"[{severity}] {place} {message}"))
