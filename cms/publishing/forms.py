"""What of an authority's reports is exported."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import AgencyPage, AnnualReportPage

from .sets import SetKind

LABELS = {
    SetKind.WIDE: _("One workbook, a row for each office (can be filled in and imported)"),
    SetKind.CSV: _("CSV, a line for each cell"),
    SetKind.JSON: _("JSON, with the texts"),
    SetKind.WORKBOOKS: _("A zip of single workbooks"),
    SetKind.PDFS: _("A zip of PDFs"),
}


class ExportForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year of the reports"), coerce=int)
    kind = forms.TypedChoiceField(
        label=_("As"),
        coerce=SetKind,
        choices=[(kind.value, label) for kind, label in LABELS.items()],
        widget=forms.RadioSelect,
        initial=SetKind.WIDE.value,
    )
    drafts = forms.BooleanField(
        label=_("Drafts too"),
        required=False,
        help_text=_("As they are now. Otherwise only what is published, as it is published."),
    )

    def __init__(self, *args: Any, agency: AgencyPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports = AnnualReportPage.objects.descendant_of(agency)
        years = {AnnualReportPage.year_due(), *reports.values_list("year", flat=True)}
        choices = [(year, year) for year in sorted(years, reverse=True)]
        cast(forms.ChoiceField, self.fields["year"]).choices = choices
