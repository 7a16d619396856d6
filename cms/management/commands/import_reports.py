"""``manage.py import_reports FILE... [--agency SLUG] [--year Y] [--dry-run] [--publish]``

``--reason TEXT`` says why reports that were published before are corrected.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.filling.service import import_reports
from cms.models import ImportItem
from report_blocks.statutory import Severity

from ._document import agency_named, misuse


class Command(BaseCommand):
    help = "Fill reports from files, all or nothing per report; as drafts unless --publish."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--agency", metavar="SLUG", help="else the file's name for it")
        parser.add_argument("--year", type=int, help="else the file's")
        parser.add_argument("--dry-run", action="store_true", help="show, change nothing")
        parser.add_argument("--publish", action="store_true", help="publish what has no errors")
        parser.add_argument("--reason", default="", help="why published reports are corrected")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *, files: list[str], **options: Any) -> None:
        agency = agency_named(options["agency"]) if options["agency"] else None
        try:
            items = import_reports(
                files,
                agency=agency,
                year=options["year"],
                dry_run=options["dry_run"],
                publish=options["publish"],
                reason=options["reason"],
            )
        except OSError as error:
            raise misuse(error) from error
        document = {"files": [as_dict(item) for item in items]}
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            for file in document["files"]:
                self._tell(file)
        if any(has_error(file) for file in document["files"]):
            raise SystemExit(1)

    def _tell(self, file: dict[str, Any]) -> None:
        published = "，已发布" if file["published"] else ""
        self.stdout.write(
            f"{file['file']}：{file['outcome']}，{len(file['changes'])} 个单元格变化{published}"
        )
        for item in (*file["problems"], *file["findings"]):
            self.stdout.write(f"  [{item['severity']}] {item['message']}")


def as_dict(item: ImportItem) -> dict[str, Any]:
    """JSON: file, outcome, agency, year, page, published, changes, problems, findings."""
    published = item.fate == ImportItem.Fate.PUBLISHED
    return {
        "file": item.source,
        "outcome": item.outcome,
        "agency": item.agency.title if item.agency else None,
        "year": item.year,
        "page": item.page_id,
        "fate": item.fate or None,
        "published": published,
        "changes": [
            {"cell": cell, "before": before, "after": after}
            for cell, before, after, _place in item.changes
        ],
        "problems": [
            {key: problem[key] for key in ("severity", "where", "message")}
            for problem in (*item.problems, *item.doubts)
        ],
        "findings": [
            {key: value for key, value in finding.items() if key != "english"}
            for finding in item.findings
        ],
    }


def has_error(file: dict[str, Any]) -> bool:
    return any(
        item["severity"] == Severity.ERROR for item in (*file["problems"], *file["findings"])
    )
