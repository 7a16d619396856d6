"""Handing in files: as a browser does, and as runs of the service."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from cms.filling import applying, reading, runs
from cms.filling.matching import Offices
from cms.filling.preview import previews
from cms.models import AnnualReportPage, ImportRun
from importers.reading import read_file

from .workbooks import filled


def address(agency):
    return reverse("report_upload", args=[agency.pk])


def upload(client, agency, content=None, name="报告.xlsx", year=2024):
    file = SimpleUploadedFile(name, filled() if content is None else content)
    return client.post(address(agency), {"file": file, "year": year})


def kept(client, agency, **values):
    """The address of the preview of a new upload."""
    response = upload(client, agency, **values)
    assert response.status_code == 302
    return response.url


def confirm(client, preview, mode="draft", follow=False):
    """Confirm a preview of one report as it stands."""
    chosen = ImportRun.objects.get(pk=preview.strip("/").split("/")[-1]).items.all()
    numbers = [item.pk for item in chosen]
    data = {"shown": numbers, "chosen": numbers, "mode": mode}
    return client.post(f"{preview}apply/", data, follow=follow)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def newest(agency):
    return AnnualReportPage.objects.child_of(agency).get(year=2024).get_latest_revision_as_object()


def counts():
    """What an import that changes nothing leaves as it is."""
    return [model.objects.count() for model in (AnnualReportPage, Revision, PageLogEntry)]


def preview_import(data, name="报告.xlsx", *, agency=None, year=None):
    """The preview of a file that holds one report."""
    [(_source, seen)] = previews([(None, read_file(data, name))], Offices(agency), year)
    return seen


def ready(*files, agency=None, year=2024, user=None, mode="draft", reason=""):
    """A run of these contents, or (name, content), that has been read."""
    named = [file if isinstance(file, tuple) else ("报告.xlsx", file) for file in files]
    kept = [(name, ContentFile(content)) for name, content in named]
    run = runs.receive(kept, user=user, agency=agency, year=year)
    reading.read(run)
    run.mode, run.reason = mode, reason
    return run


def applied(*files, **values):
    """The same, applied: the run, and the item if it is one alone."""
    run = ready(*files, **values)
    applying.apply(run)
    return run
