"""``manage.py recheck_reports [--agency SLUG] [--year YEAR] [--json]``"""

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.rechecking import Rechecked, recheck
from report_blocks.statutory.rules import book, version

from ._document import agency_named


class Command(BaseCommand):
    help = "Hold all published reports against the rule book as it is now, and say what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", metavar="SLUG", help="this office and all below it")
        parser.add_argument("--year", type=int, help="reports of this year")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, **options: Any) -> None:
        agency = agency_named(options["agency"]) if options["agency"] else None
        done = list(recheck(agency, options["year"]))
        if options["json"]:
            self.stdout.write(json.dumps(_document(done), ensure_ascii=False, indent=2))
        else:
            self._tell(done)
        if any(one.has_new_errors for one in done):
            raise SystemExit(1)

    def _tell(self, done: list[Rechecked]) -> None:
        changed = [one for one in done if one.new or one.gone]
        for one in changed:
            self.stdout.write(self.style.MIGRATE_HEADING(one.checked.page.title))
            for sign, findings in (("+", one.new), ("-", one.gone)):
                for finding in findings:
                    text = f"{finding['severity']}] {finding['rule']} {finding['message']}"
                    self.stdout.write(f"  {sign} [{text}")
        self.stdout.write(
            f"规则库 {version()}：复查 {len(done)} 份已公开的报告，{len(changed)} 份有变化"
        )
        new = Counter(finding["rule"] for one in done for finding in one.new)
        for rule, number in sorted(new.items()):
            title = book()[rule].title.zh if rule in book() else ""
            self.stdout.write(f"  {rule} {title}：新增 {number} 处")


def _document(done: list[Rechecked]) -> dict[str, Any]:
    reports = [
        {
            "page": one.checked.page_id,
            "title": one.checked.page.title,
            "published_with": one.checked.rule_book,
            "new": one.new,
            "gone": one.gone,
        }
        for one in done
    ]
    return {"rule_book": version(), "reports": reports}
