"""How grave a finding is for an office, where it or its authority wants it otherwise.

Settings hold for an office and all below it. An authority's may be milder than the rule book's,
an office may only be stricter with itself. Rules that are fixed can't be set at all.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from report_blocks.statutory import Policy, Severity
from report_blocks.statutory.rules import book

if TYPE_CHECKING:
    from .agency import AgencyPage


class Level(models.TextChoices):
    ERROR = "error", _("Error: publication is refused")
    WARNING = "warning", _("Warning: to be mended or explained")
    NOTICE = "notice", _("Notice")
    OFF = "off", _("Off")

    @property
    def severity(self) -> Severity | None:
        return None if self is Level.OFF else Severity(self.value)

    @property
    def rank(self) -> int:
        return list(Level).index(self)


class RuleSelect(forms.Select):
    """The rules that may be set, each with its title in the language of the person."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        language = get_language() or ""
        self.choices = [("", "—")] + [
            (rule.id, f"{rule.id} {rule.title.within(language)}")
            for rule in book().values()
            if not rule.is_fixed
        ]
        return super().optgroups(name, value, attrs)


def may_be_set(rule: str) -> None:
    """ValidationError for a rule that is fixed, or not in the book."""
    if rule not in book() or book()[rule].is_fixed:
        raise ValidationError(_("This rule can't be set: %(rule)s"), params={"rule": rule})


class RuleSetting(Orderable):
    """One rule's severity for an office and those below it."""

    agency = ParentalKey("cms.AgencyPage", on_delete=models.CASCADE, related_name="rule_settings")
    rule = models.CharField(_("rule"), max_length=8, validators=[may_be_set])
    level = models.CharField(_("is"), max_length=8, choices=Level)

    panels = [FieldPanel("rule", widget=RuleSelect), FieldPanel("level")]

    class Meta(Orderable.Meta):
        verbose_name = _("setting of a rule")
        verbose_name_plural = _("settings of rules")
        constraints = [
            models.UniqueConstraint(fields=["agency", "rule"], name="one_setting_of_a_rule")
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.level}"


def policies_of(agencies: "Iterable[AgencyPage]") -> dict[int, Policy]:
    """The severities that hold for these offices, by id: from those above down to their own."""
    settings = list(
        RuleSetting.objects.order_by("agency__depth").values_list(
            "agency__path", "agency__collects_reports", "rule", "level"
        )
    )
    return {agency.pk: _policy(agency.path, settings) for agency in agencies}


def _policy(path: str, settings: list[tuple[str, bool, str, str]]) -> Policy:
    policy: dict[str, Severity | None] = {}
    for above, is_authority, rule, value in settings:
        if path.startswith(above):
            level = Level(value)
            if is_authority or level.rank < _level(policy, rule).rank:
                policy[rule] = level.severity
    return policy


def _level(policy: Policy, rule: str) -> Level:
    severity = policy.get(rule, book()[rule].severity)
    return Level.OFF if severity is None else Level(severity.value)
