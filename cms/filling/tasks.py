"""Long work of importing, in the request's process or by a worker (``TASKS_BACKEND``)."""

from django_tasks import task

from cms.models import ImportRun

from . import applying, reading, undoing

URGENT = 50  # a person is waiting; files of published reports and indexes can wait


@task(priority=URGENT)
def read_run(run_id: int) -> None:
    reading.read(ImportRun.objects.get(pk=run_id))


@task(priority=URGENT)
def apply_run(run_id: int) -> None:
    applying.apply(ImportRun.objects.get(pk=run_id))


@task(priority=URGENT)
def undo_run(run_id: int) -> None:
    undoing.undo(ImportRun.objects.get(pk=run_id))
