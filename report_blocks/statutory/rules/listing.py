"""The rule book as a document: JSON for programs, tables for docs/rules.md."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from . import check
from .book import Rule, book
from .examples import Example


def as_dict(rule: Rule) -> dict[str, Any]:
    """id, family, severity, fixed, title, method and source in zh and en, and the examples."""
    return {
        "id": rule.id,
        "family": rule.family._asdict(),
        "severity": rule.severity.value,
        "fixed": rule.is_fixed,
        "title": rule.title._asdict(),
        "method": rule.method._asdict(),
        "source": rule.source._asdict(),
        "passes": _example(rule.passes),
        "fails": _example(rule.fails),
        "message": said_of_its_example(rule),
    }


def said_of_its_example(rule: Rule) -> dict[str, str] | None:
    """What the rule says of the example that fails."""
    if rule.fails is None:
        return None
    found = check(rule.fails.report, rule.fails.context)
    return next((one.text._asdict() for one in found if one.rule == rule.id), None)


def _example(example: Example | None) -> dict[str, Any] | None:
    if example is None:
        return None
    before, offices = example.context.before, example.context.offices
    return {
        "report": example.report.to_json(),
        "before": before.to_json() if before else None,
        "offices": offices and {n: one.to_json() for n, one in offices.items() if one},
    }


def markdown() -> str:
    """A table for each family: rule, severity, what must hold, how it is found, its source."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    for number, (family, rules) in enumerate(groupby(book().values(), lambda rule: rule.family)):
        yield from ([""] if number else [])
        yield f"### {family.en}"
        yield ""
        yield "| rule | severity | what must hold | method | source | says, for example |"
        yield "|---|---|---|---|---|---|"
        for rule in rules:
            source = rule.source.en.replace(" ({citation})", "").replace("{citation}", "its notice")
            fixed = ", fixed" if rule.is_fixed else ""
            said = said_of_its_example(rule)
            cells = (
                rule.id,
                f"{rule.severity.value}{fixed}",
                rule.title.en,
                rule.method.en,
                source,
                said["zh"] if said else "",
            )
            yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
