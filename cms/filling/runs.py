"""A run from hand to hand: received, previewed, confirmed, applied, undone."""

import datetime
import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from cms.models import AgencyPage, ImportFile, ImportItem, ImportRun

from . import keeping, tasks
from .matching import Offices
from .preview import begin, compare
from .progress import State

SHORT_BYTES = 256 * 1024  # of files that are read in a second or two
SHORT_ITEMS = 3
STALLED = datetime.timedelta(minutes=2)  # without any progress: the worker was killed


logger = logging.getLogger(__name__)


class NotNow(Exception):
    """The run is not in the state for what was asked: someone was faster."""


def receive(
    files: Iterable[tuple[str, File]],
    *,
    user: User | None,
    agency: AgencyPage | None = None,
    year: int | None = None,
) -> ImportRun:
    """Keep these files, (name, content) each, privately as a new run."""
    with transaction.atomic():
        run = ImportRun.objects.create(user=user, agency=agency, year=year)
        for name, content in files:
            digest = hashlib.sha256()
            for chunk in content.chunks():
                digest.update(chunk)
            file = ImportFile(run=run, name=Path(name).name[:255], sha256=digest.hexdigest())
            file.file.save(file.name, content)
            run.total += 1
        run.save(update_fields=["total"])
    return run


def start(run: ImportRun) -> None:
    """Have the run read."""
    size = sum(file.file.size for file in run.files.all())
    _have_done(tasks.read_run, run, is_short=size <= SHORT_BYTES)


def _have_done(work: Task, run: ImportRun, *, is_short: bool) -> None:
    """By a worker, if there is one; short work at once, lest one report waits for a thousand."""
    if not is_short:
        work.enqueue(run.pk)
        return
    try:
        work.call(run.pk)
    except Exception:  # written down with the run, which can be gone on with
        logger.exception("the import %s was broken off", run.pk)


def choose_office(item: ImportItem, agency: AgencyPage) -> None:
    """Take a report for this office's, as a person says, and compare it with what that has.

    NotNow if the run has been confirmed, ValueError if the file did not hold a whole report,
    Taken if another one is that office's: it would not be certain which of them counts.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=item.run_id)
        reading = keeping.reading_of(item)
        if run.state != State.READY:
            raise NotNow
        if reading is None or not item.doubts or _has_errors(item.problems):
            raise ValueError("there is no report to choose an office for")
        begun = begin(reading, Offices(run.agency), run.year, agency)
        preview = begun if begun.is_refused else compare([begun])[0]
        others = run.items.exclude(pk=item.pk).exclude(outcome=ImportItem.Outcome.REFUSED)
        if others.filter(agency=agency, year=preview.year).exists():
            raise Taken
        report = preview.report or reading.report
        for name, value in keeping.columns_of(preview, report).items():
            setattr(item, name, value)
        item.save()


class Taken(Exception):
    """The run holds another report of that office and year."""


class NoDate(Exception):
    """It is not known when an original was published."""


def confirm(
    run: ImportRun,
    mode: str,
    chosen: Iterable[int] | None = None,
    *,
    original_date: datetime.date | None = None,
    reason: str = "",
) -> None:
    """Have the chosen items applied, all that can be if none are named. NotNow if it is too late.

    Originals without a date of their own have been published on ``original_date``; NoDate if
    that is not given either. ``reason`` is why those that were published before are corrected.

    What is applied is what the preview has shown: the reports are kept with it.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != State.READY:
            raise NotNow
        if chosen is not None:
            choose(run, run.items.all(), chosen)
        if mode == ImportRun.Mode.ARCHIVE:
            undated = run.items.filter(is_chosen=True, original_date=None)
            undated = undated.exclude(outcome=ImportItem.Outcome.REFUSED)
            if original_date:
                undated.update(original_date=original_date)
            elif undated.exists():
                raise NoDate
        run.state, run.mode, run.active_at = State.APPLYING, mode, timezone.now()
        run.applied_at, run.reason = timezone.now(), reason.strip()
        run.save()
        is_short = run.items.filter(is_chosen=True).count() <= SHORT_ITEMS
    _have_done(tasks.apply_run, run, is_short=is_short)


def choose(run: ImportRun, shown: Iterable[ImportItem], chosen: Iterable[int]) -> None:
    """Of the items that were shown, choose these."""
    keys = set(chosen)
    for is_chosen in (True, False):
        numbers = [item.pk for item in shown if (item.pk in keys) is is_chosen]
        run.items.filter(pk__in=numbers).update(is_chosen=is_chosen)


def undo(run: ImportRun) -> None:
    """Have each report of an applied run go back to what it was before. NotNow else."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != State.DONE:
            raise NotNow
        run.state, run.active_at, run.undone_at = State.UNDOING, timezone.now(), timezone.now()
        run.save()
        is_short = run.items.filter(revision_id__isnull=False).count() <= SHORT_ITEMS
    _have_done(tasks.undo_run, run, is_short=is_short)


def is_stalled(run: ImportRun) -> bool:
    """Whether work that should go on does not."""
    is_late = timezone.now() - run.active_at > STALLED
    return run.is_working and (bool(run.failure) or is_late)


def resume(run: ImportRun) -> None:
    """Go on with work that was broken off; what is done already stays done. NotNow else."""
    if not is_stalled(run):
        raise NotNow
    work = {
        State.READING: tasks.read_run,
        State.APPLYING: tasks.apply_run,
        State.UNDOING: tasks.undo_run,
    }
    ImportRun.objects.filter(pk=run.pk).update(active_at=timezone.now(), failure="")
    work[State(run.state)].enqueue(run.pk)


def _has_errors(problems: Iterable[dict[str, str]]) -> bool:
    return any(problem["severity"] == "error" for problem in problems)
