"""The rule book: ``check(report)`` runs every rule and returns what does not hold.

Pure functions of the report's values. A rule is a function ``Report -> Iterator[Finding]``
listed here; a rule that crashes is an error finding itself, so a check never fails open.
"""

from collections.abc import Callable, Iterator

from ..findings import Finding, Severity
from ..report import Report
from ..text import Text
from . import arithmetic, form, privacy, values

Rule = Callable[[Report], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    values.proper_numbers,
    values.known_units,
    arithmetic.relations,
    form.known_cells,
    form.bound_figures,
    form.format_of_its_year,
    privacy.identity_cards,
    privacy.mobile_numbers,
    privacy.secrecy_markings,
)


def check(report: Report) -> list[Finding]:
    """All findings, errors first, otherwise in reading order. UnknownFormat if none fits."""
    findings: list[Finding] = []
    for rule in RULES:
        try:
            findings.extend(rule(report))
        except Exception as error:  # noqa: BLE001, a crash must become a finding
            findings.append(_crashed(rule, error))
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _crashed(rule: Rule, error: Exception) -> Finding:
    name = f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
    return Finding(
        "X00",
        Severity.ERROR,
        Text(
            f"检查“{name}”未能完成（{type(error).__name__}: {error}），请联系技术支持",
            f"The check “{name}” could not be completed ({type(error).__name__}: {error})",
        ),
    )
