"""What was found, in the visitor's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from importers.reading import Problem
from report_blocks.statutory import Finding, Format, Severity, get_format
from report_blocks.statutory.rules.book import book, source_of

from .checked import Checked, CheckedDraft


@dataclass(frozen=True)
class Line:
    """What a rule has found, with its source, or a problem of reading with its place."""

    severity: Severity
    label: str
    messages: list[str]
    place: str = ""
    rule: str = ""
    title: str = ""
    source: str = ""


@dataclass(frozen=True)
class Shown:
    """A report on the page: what it is, what could not be read, and what does not hold."""

    id: str
    name: str
    facts: list[tuple[str, str]]
    problems: list[Line]
    findings: dict[str, list[Line]]  # by the name of their severity
    left_out: int = 0

    @property
    def errors(self) -> int:
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self._count(Severity.WARNING)

    def _count(self, severity: Severity) -> int:
        lines = [*self.problems, *(line for group in self.findings.values() for line in group)]
        return sum(len(line.messages) for line in lines if line.severity is severity)


def shown(checked: Checked) -> tuple[list[Shown], list[Line]]:
    """The reports, the newest first, and the problems that belong to none."""
    reports = sorted(checked.reports, key=lambda report: -(report.year or 0))
    return [_shown(one, number) for number, one in enumerate(reports, 1)], _problems(checked.rest)


def _shown(checked: CheckedDraft, number: int) -> Shown:
    format_ = get_format(checked.format_key)
    return Shown(
        id=f"report-{number}",
        name=_name(checked),
        facts=list(_facts(checked, format_)),
        problems=_problems(checked.problems),
        findings=_findings(checked.findings, format_),
        left_out=checked.left_out,
    )


def _name(checked: CheckedDraft) -> str:
    if not checked.year:
        return checked.agency or checked.file
    agency = checked.agency or checked.file
    return _("%(agency)s, report of %(year)s") % {"agency": agency, "year": checked.year}


def _facts(checked: CheckedDraft, format_: Format) -> Iterable[tuple[str, str]]:
    not_said = _("not said in the file")
    yield _("File"), checked.file
    yield _("Agency"), checked.agency or not_said
    yield _("Year"), str(checked.year or not_said)
    yield _("Format"), format_.citation
    yield (
        _("Cells filled in"),
        _("%(filled)s of %(cells)s") % {"filled": checked.filled, "cells": len(format_.cells)},
    )
    if checked.unread:
        names = "、".join(format_.tables[key].heading for key in checked.unread)
        yield _("Not read"), names
    yield _("Last year"), _last_year(checked)


def _last_year(checked: CheckedDraft) -> str:
    if checked.before:
        return _("compared with the report of %(year)s") % {"year": checked.before}
    if checked.year:
        return _("not compared: none of the files holds this office's report of %(year)s") % {
            "year": checked.year - 1
        }
    return _("not compared: the file does not say of which year it is")


def _findings(findings: Iterable[Finding], format_: Format) -> dict[str, list[Line]]:
    """What the same rule has found is one line."""
    language, lines = get_language() or "", dict[tuple[Severity, str], Line]()
    for finding in findings:
        line = lines.setdefault((finding.severity, finding.rule), _line(finding, format_, language))
        line.messages.append(finding.text.within(language))
    groups: dict[str, list[Line]] = {}
    for line in lines.values():
        groups.setdefault(line.label, []).append(line)
    return groups


def _line(finding: Finding, format_: Format, language: str) -> Line:
    rule = book().get(finding.rule)
    return Line(
        severity=finding.severity,
        label=_label(finding.severity),
        messages=[],
        rule=finding.rule,
        title=rule.title.within(language) if rule else "",
        source=source_of(finding.rule, format_).within(language),
    )


def _problems(problems: Iterable[Problem]) -> list[Line]:
    language = get_language() or ""
    return [
        Line(
            severity=problem.severity,
            label=_label(problem.severity),
            messages=[problem.text.within(language)],
            place=str(problem.origin),
        )
        for problem in problems
    ]


def _label(severity: Severity) -> str:
    return {
        Severity.ERROR: pgettext("finding", "Error"),
        Severity.WARNING: pgettext("finding", "Warning"),
        Severity.NOTICE: pgettext("finding", "Notice"),
    }[severity]
