"""The upload form."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from cms.models import ImportItem
from cms.uploads import KINDS, FilesField, FilesInput
from report_blocks.statutory.rules.privacy import numbers_of_persons


class UploadForm(forms.Form):
    """The files, and the year that their reports are for."""

    file = FilesField(
        label=_("Files"),
        help_text=_(
            "Workbooks, Word documents or saved web pages, or a .zip of them. "
            "Drop them here or choose them."
        ),
        widget=FilesInput(attrs={"accept": KINDS, "class": "report-drop"}),
    )
    year = forms.IntegerField(
        label=_("Year of the reports"),
        min_value=2008,
        max_value=2100,
        required=False,
        help_text=_("Left empty, each file must say its year itself."),
    )

    def clean_file(self) -> list[UploadedFile]:
        files = self.cleaned_data["file"]
        limit = settings.UPLOAD_MAX_BYTES
        if sum(file.size for file in files) > limit:
            raise ValidationError(
                _("The files are larger than %(limit)s altogether."),
                params={"limit": filesizeformat(limit)},
            )
        for file in files:
            if numbers := numbers_of_persons(file.name or ""):
                # The name is kept with the import; the message must not repeat the number.
                raise ValidationError(
                    _("The name of a file holds somebody's number (ending in %(end)s): rename it."),
                    params={"end": numbers[0][-4:]},
                )
        return files


class OriginalForm(forms.ModelForm):
    """Where and when a report was published, to be kept as an original."""

    original_url = forms.URLField(
        label=_("original address"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = ImportItem
        fields = ("original_date", "original_url")
        widgets = {"original_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
