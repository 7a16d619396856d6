"""The form of the search, whose whole content stands in the address."""

import sys
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.models import AgencyPage, SearchEntry
from cms.models.search_entry import FIRST_REPORT
from cms.models.search_tokens import phrases
from report_blocks.statutory import formats
from report_blocks.statutory.key_figures import KeyFigure

from .places import Place, places
from .query import Query
from .terms import Figure

LARGEST = sys.float_info.max
KINDS = [("", _("Everything")), ("report", _("Annual reports")), ("office", _("Offices"))]
NARROWING = ("kind", "office", "office_kind", "year", "figure", "number")
SIGNS = [("min", _("at least")), ("max", _("at most"))]


class Select(forms.Select):
    """As Django's, without a template of its own for each of many options."""

    template_name = "cms/searching/select.html"


class SearchForm(forms.Form):
    """Nothing is required; what is given is combined by AND."""

    q = forms.CharField(
        label=_("Search for"),
        required=False,
        max_length=100,
        error_messages={"max_length": _("Use no more than %(limit_value)d characters.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Find"), required=False, choices=KINDS, widget=Select)
    office = forms.TypedChoiceField(label=_("Office"), required=False, coerce=int, empty_value=None)
    office_kind = forms.ChoiceField(
        label=_("Kind of office"),
        required=False,
        choices=[("", _("Offices of all kinds")), *AgencyPage.Kind.choices],
        widget=Select,
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    figure = forms.ChoiceField(label=_("Key figure"), required=False)
    sign = forms.ChoiceField(label=_("Comparison"), required=False, choices=SIGNS)
    number = forms.FloatField(
        label=_("Number"),
        required=False,
        error_messages={"invalid": _("Give the number in digits.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = places(self.data.get("office", ""))
        figures = key_figures().values()
        self._offer("office", ("", _("All offices")), *map(_choice, offices))
        self._offer("year", ("", _("All years")), *((year, year) for year in years()))
        self._offer("figure", ("", _("No figure")), *((f.key, _labelled(f)) for f in figures))

    def _offer(self, name: str, *choices: tuple[Any, Any]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = choices
        field.error_messages["invalid_choice"] = _("There is no such choice (any more).")

    def clean_q(self) -> str:
        words: str = self.cleaned_data["q"]
        if words and not phrases(words):
            raise ValidationError(_("Give a word or a number: punctuation alone is not found."))
        return words

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("figure") and given.get("number") is None and "number" in given:
            self.add_error("number", _("Give the number that the figure is compared with."))
        if given.get("number") is not None and not given.get("figure") and "figure" in given:
            self.add_error("figure", _("Choose the figure that the number is for."))

    @property
    def query(self) -> Query | None:
        """What was asked for; None if nothing was."""
        given = self.cleaned_data
        query = Query(
            phrases=tuple(phrases(given["q"])),
            place=given["office"],
            year=given["year"],
            kind=given["kind"],
            office_kind=given["office_kind"],
            figure=_figure(given["figure"], given["sign"], given["number"]),
        )
        return None if query == Query() else query

    @property
    def is_narrowed(self) -> bool:
        """Whether something besides words is given, so that its fields are shown at once."""
        return any(self.data.get(name) for name in NARROWING)


def years() -> list[int]:
    """From the newest report's to the oldest's."""
    reports = SearchEntry.objects.filter(pk__gte=FIRST_REPORT).values_list("year", flat=True)
    newest, oldest = reports.order_by("pk").first(), reports.order_by("pk").last()
    return list(range(newest, oldest - 1, -1)) if newest and oldest else []


def key_figures() -> dict[str, KeyFigure]:
    """Those of all formats, as the newest names them."""
    by_age = sorted(formats().values(), key=lambda format_: format_.first_year)
    newest_last = {f.key: f for format_ in by_age for f in format_.key_figures}
    order = [f.key for format_ in reversed(by_age) for f in format_.key_figures]
    return {key: newest_last[key] for key in dict.fromkeys(order)}


def _figure(key: str, sign: str, number: float | None) -> Figure | None:
    if not key or number is None:
        return None
    return Figure(key, -LARGEST, number) if sign == "max" else Figure(key, number, LARGEST)


def _labelled(figure: KeyFigure) -> str:
    language = get_language() or ""
    label, unit = figure.label.within(language), figure.unit.within(language)
    return f"{label} ({unit})" if unit else label


def _choice(place: Place) -> tuple[int, str]:
    return place.pk, "\u3000" * place.level + place.title
