"""What forms for files of reports have in common."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

KINDS = ".xlsx,.xls,.et,.ods,.csv,.tsv,.docx,.html,.htm,.mht,.mhtml,.zip"


class FilesInput(forms.ClearableFileInput):
    """One field for many files; dropping files onto it is the browser's own business."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Gives a list of files, each checked as one alone would be."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]
