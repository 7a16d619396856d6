"""The form for files to be checked."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.uploads import KINDS, FilesField, FilesInput

from .checked import FILES


def limit() -> str:
    return f"{settings.CHECK_MAX_BYTES // 1024 // 1024} MB"


def too_large() -> ValidationError:
    return ValidationError(
        _("The files are larger than %(limit)s altogether."), params={"limit": limit()}
    )


class CheckForm(forms.Form):
    """This year's report, and last year's to compare it with."""

    file = FilesField(
        label=_("Files of the report"),
        widget=FilesInput(attrs={"accept": KINDS, "aria-describedby": "id_file_helptext"}),
        error_messages={"required": _("Choose the file of the report.")},
    )

    def clean_file(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["file"]
        if len(files) > FILES:
            raise ValidationError(
                _("Choose no more than %(most)s files at a time."), params={"most": FILES}
            )
        if sum(file.size or 0 for file in files) > settings.CHECK_MAX_BYTES:
            raise too_large()
        return files
