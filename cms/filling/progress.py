"""How far the work of a run has come, kept where a person can see it while it goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from cms.models import ImportRun

State = ImportRun.State


class Progress:
    """Counts the work of a run that is done; saved at each ``add``."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run

    def add(self, count: int) -> None:
        self.run.done += count
        self.run.total = max(self.run.total, self.run.done)  # a file may hold many reports
        self.run.active_at = timezone.now()
        self.run.save(update_fields=["done", "total", "active_at"])


@contextmanager
def working(run: ImportRun, state: State, total: int, then: State) -> Iterator[Progress]:
    """The run is in ``state`` while the work goes on and in ``then`` when it is finished.

    What breaks it off is written down and raised; the run stays in ``state``, so that it can be
    gone on with.
    """
    run.state, run.total, run.done, run.failure = state, total, 0, ""
    run.active_at = timezone.now()
    run.save()
    try:
        yield Progress(run)
    except Exception as error:
        run.failure = f"{type(error).__name__}: {error}"
        run.save(update_fields=["failure"])
        raise
    run.state = then
    run.save(update_fields=["state", "applied_at", "undone_at"])
