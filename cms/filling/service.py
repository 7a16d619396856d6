"""Filling reports from files: the command line's door to the same runs as the admin's."""

from collections.abc import Iterable
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from cms.models import AgencyPage, ImportFile, ImportItem, ImportRun
from importers.reading import members

from . import applying, reading, runs
from .matching import Offices


def import_reports(
    files: Iterable[str | Path],
    *,
    agency: AgencyPage | None = None,
    year: int | None = None,
    dry_run: bool = False,
    publish: bool = False,
    user: User | None = None,
    reason: str = "",
) -> list[ImportItem]:
    """Import files as drafts, all or nothing per report; ``publish`` also publishes them.

    Gives an item for each report, and for each part of a file that could not be read; of a dry
    run, which leaves no trace, they are not saved. A report whose publication is refused stays
    a draft, as do changes of a published one without a ``reason``. OSError if a file is not
    there: then none is imported.
    """
    contents = [(Path(file).name, Path(file).read_bytes()) for file in files]
    if dry_run:
        run = ImportRun(user=user, agency=agency, year=year)
        sources = (
            (ImportFile(name=name), member)
            for name, data in contents
            for member in members(data, name)
        )
        return list(reading.items_of(sources, run, Offices(agency)))
    kept = ((name, ContentFile(data)) for name, data in contents)
    run = runs.receive(kept, user=user, agency=agency, year=year)
    reading.read(run)
    run.mode = ImportRun.Mode.PUBLISH if publish else ImportRun.Mode.DRAFT
    run.reason = reason.strip()
    applying.apply(run)
    return list(run.items.select_related("agency", "page", "file"))
