"""``manage.py rules [--json | --markdown]``"""

import json
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from report_blocks.statutory.rules import Rule, book, version
from report_blocks.statutory.rules.listing import as_dict, markdown


class Command(BaseCommand):
    help = "Print the rule book: what is checked, how, how grave it is, and where it comes from."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--json", action="store_true", help="one JSON document on stdout")
        kind.add_argument("--markdown", action="store_true", help="the tables of docs/rules.md")

    def handle(self, **options: Any) -> None:
        if options["json"]:
            document = {"version": version(), "rules": [as_dict(rule) for rule in book().values()]}
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        elif options["markdown"]:
            self.stdout.write(markdown())
        else:
            self._tell()

    def _tell(self) -> None:
        self.stdout.write(f"规则库 {version()}")
        for family, rules in groupby(book().values(), lambda rule: rule.family):
            self.stdout.write(self.style.MIGRATE_HEADING(f"\n{family.zh}"))
            for rule in rules:
                self._rule(rule)

    def _rule(self, rule: Rule) -> None:
        fixed = "，不可调整" if rule.is_fixed else ""
        self.stdout.write(f"{rule.id} [{rule.severity.value}{fixed}] {rule.title.zh}")
        self.stdout.write(f"    方法：{rule.method.zh}")
        self.stdout.write(f"    来源：{rule.source.zh.replace('（{citation}）', '')}")
