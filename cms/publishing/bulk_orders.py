"""When bulk files are to be looked after: once for all that a transaction, or a burst, changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import local
from weakref import ref

from django.db import transaction
from django.db.models import Q

from cms.models import AgencyPage

Place = tuple[str, int | None]  # a page's path, and the year of a report


class _Batch:
    """The places of one transaction. Only its callbacks hold it, so it ends with a rollback."""

    def __init__(self) -> None:
        self.places: set[Place] = set()


class _Orders(local):
    """The batch of this thread's transaction, its bursts, and what waits for their end."""

    def __init__(self) -> None:
        self.batch: Callable[[], _Batch | None] = lambda: None
        self.bursts = 0
        self.waiting: set[Place] = set()


_orders = _Orders()


def order(path: str, year: int | None = None) -> None:
    """Have the files looked after that what stands there is part of: of this year, or of all."""
    batch = _orders.batch()
    if batch is None:
        batch = _Batch()
        _orders.batch = ref(batch)
    batch.places.add((path, year))
    transaction.on_commit(partial(_committed, batch))


@contextmanager
def burst() -> Iterator[None]:
    """All that is committed within is sent at its end, however many transactions it has."""
    _orders.bursts += 1
    try:
        yield
    finally:
        _orders.bursts -= 1
        if _orders.waiting and not _orders.bursts:
            places, _orders.waiting = _orders.waiting, set()
            _send(places)


def _committed(batch: _Batch) -> None:
    """The first callback of a transaction sends what all of them stand for."""
    _orders.batch = lambda: None
    places, batch.places = batch.places, set()
    if _orders.bursts:
        _orders.waiting |= places
    elif places:
        _send(places)


def _send(places: set[Place]) -> None:
    from .tasks import refresh_bulk_files

    if wanted := _wanted(places):
        refresh_bulk_files.enqueue([[pk, years] for pk, years in wanted.items()])


def _wanted(places: set[Place]) -> dict[int, list[int] | None]:
    """The years to look after, or None for all, of the authorities above these places.

    Of what is no report, those below it as well.
    """
    years: dict[int, list[int] | None] = {}
    may_have_files = Q(collects_reports=True) | Q(bulk_files__isnull=False)
    authorities = AgencyPage.objects.filter(may_have_files).order_by().distinct()
    for pk, path in authorities.values_list("pk", "path"):
        near = {
            year
            for place, year in places
            if place.startswith(path) or (year is None and path.startswith(place))
        }
        if near:
            years[pk] = None if None in near else sorted(year for year in near if year)
    return years
