"""The rule book: ``check(report, context)`` runs every rule and returns what does not hold.

Pure functions of values. What the rules are is told by the catalogue (``book``); a check that
crashes is an error finding itself, so nothing passes by accident.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from ..findings import Finding
from ..report import Report
from ..text import Text
from . import (
    arithmetic,
    authority,
    completeness,
    form,
    last_year,
    likeness,
    privacy,
    stale,
    values,
    writing,
)
from .book import Policy, Rule, book, found, version
from .context import NOTHING, Context
from .prose import told_in_prose

Check = Callable[[Report], Iterator[Finding]]
CheckInContext = Callable[[Report, Context], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    values.proper_numbers,
    values.known_units,
    arithmetic.relations,
    form.known_cells,
    form.bound_figures,
    form.format_of_its_year,
    last_year.in_force_at_least,
    completeness.blank_cells,
    completeness.sections_with_text,
    completeness.demands,
    completeness.preamble_and_contact,
    writing.headings_and_points,
    writing.punctuation,
    writing.foreign_headings,
    stale.other_years,
    stale.repealed_documents,
    privacy.identity_cards,
    privacy.mobile_numbers,
    privacy.secrecy_markings,
)
CHECKS_IN_CONTEXT: tuple[CheckInContext, ...] = (
    told_in_prose,
    last_year.against_last_year,
    last_year.jumps,
    likeness.text_of_last_year,
    authority.sums_of_offices,
)


def check(
    report: Report, context: Context = NOTHING, policy: Policy | None = None
) -> list[Finding]:
    """All findings, errors first, otherwise in reading order. UnknownFormat if none fits.

    ``context`` holds what the report is compared to, ``policy`` the severities that an office or
    its authority has set otherwise.
    """
    findings: list[Finding] = []
    checks: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
        *((_name(one), partial(one, report)) for one in CHECKS),
        *((_name(one), partial(one, report, context)) for one in CHECKS_IN_CONTEXT),
    ]
    for name, run in checks:
        try:
            findings.extend(run())
        except Exception as error:  # noqa: BLE001, a crash must become a finding
            findings.append(_crashed(name, error))
    return ordered(under(policy or {}, findings))


def under(policy: Policy, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings as grave as the policy has them; what is switched off is left out."""
    for finding in findings:
        rule = book().get(finding.rule)
        severity = rule.severity_under(policy) if rule else finding.severity
        if severity is finding.severity:
            yield finding
        elif severity is not None:
            yield replace(finding, severity=severity)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, otherwise as they come."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _name(check: Callable[..., object]) -> str:
    return f"{check.__module__.rpartition('.')[2]}.{check.__name__}"


def _crashed(name: str, error: Exception) -> Finding:
    return found(
        "X00",
        Text(
            f"检查“{name}”未能完成（{type(error).__name__}: {error}），请联系技术支持",
            f"The check “{name}” could not be completed ({type(error).__name__}: {error})",
        ),
    )


__all__ = ["Context", "Policy", "Rule", "book", "check", "found", "ordered", "under", "version"]
