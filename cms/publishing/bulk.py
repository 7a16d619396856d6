"""Many reports at once, with all that writing them one by one would leave behind.

A chunk of reports is one transaction: killed at any moment, it is there whole or not at all.
New reports are written together (``new_reports``), which is what makes it fast; reports that
are there already go Wagtail's ordinary way.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from cms.models import AnnualReportPage
from cms.models.gate import PublicationRefused
from report_blocks.statutory import Finding

from . import bulk_orders
from .fillings import Fate, Filling, Written
from .new_reports import write_new
from .places import hold_places

__all__ = ["Fate", "Filling", "Written", "write_reports"]

Record = Callable[[Sequence[Written]], None]


def write_reports(
    fillings: Iterable[Filling],
    *,
    user: User | None,
    publish: bool = False,
    chunk: int = 100,
    record: Record = lambda results: None,
) -> Iterator[Written]:
    """Write each filling as a draft, or publish it; yields what became of each, in their order.

    What is yielded is committed, and ``record`` was called with it in the same transaction.
    A report that fails takes no other with it: its chunk is then written one by one.
    """
    if chunk < 1:
        raise ValueError("a chunk holds at least one report")
    writer = _Writer(user, publish, record)
    rest = iter(fillings)
    with bulk_orders.burst():
        while batch := list(islice(rest, chunk)):
            yield from writer.write(batch)


@dataclass(frozen=True)
class _Writer:
    """Who writes, and how; each ``write`` is a chunk."""

    user: User | None
    publish: bool
    record: Record

    def write(self, batch: list[Filling]) -> list[Written]:
        """The chunk in one transaction or, if that fails, in one for each report."""
        committed: list[bool] = []
        try:
            with transaction.atomic():
                transaction.on_commit(partial(committed.append, True))
                results = self._write_together(batch)
                self.record(results)
                return results
        except Exception as error:
            if committed:  # the reports are there; something that was to follow has failed
                raise
            if len(batch) == 1:
                return self._failed(batch[0], error)
        return [written for filling in batch for written in self.write([filling])]

    def _failed(self, filling: Filling, error: Exception) -> list[Written]:
        results = [Written(filling, Fate.FAILED, filling.page_id, error=error)]
        with transaction.atomic():
            self.record(results)
        return results

    def _write_together(self, batch: list[Filling]) -> list[Written]:
        """All that it changes is locked before anything is written.

        Offices before reports and both by id, so that two writers never wait for each other.
        """
        new = [filling for filling in batch if filling.page_id is None]
        places = hold_places(filling.agency.pk for filling in new)
        pages = _hold_pages(filling.page_id for filling in batch if filling.page_id is not None)
        begun = iter(write_new(new, places, user=self.user, publish=self.publish))
        return [
            next(begun)
            if filling.page_id is None
            # For the second filling of the same page it has changed.
            else self._change(filling, pages.pop(filling.page_id, None))
            for filling in batch
        ]

    def _change(self, filling: Filling, page: AnnualReportPage | None) -> Written:
        """A new revision of a report that is there, as the editor would save and publish it."""
        if page is None or page.latest_revision_id != filling.seen_revision_id:
            return Written(filling, Fate.OUTDATED, filling.page_id)
        former, former_live = page.latest_revision_id, page.live_revision_id
        page = page.get_latest_revision_as_object()
        page.fill(filling.report, year=filling.year)
        filling.mark(page)
        revision = page.save_revision(user=self.user, log_action=True)
        log(
            instance=page,
            action="cms.filled",
            user=self.user,
            revision=revision,
            data=filling.history,
        )
        fate, findings = Fate.WRITTEN, tuple[Finding, ...]()
        if self.publish:
            try:
                with transaction.atomic():
                    revision.publish(user=self.user)
                fate = Fate.PUBLISHED
            except PublicationRefused as refusal:
                fate, findings = Fate.NOT_PUBLISHED, tuple(refusal.findings)
        return Written(filling, fate, page.pk, revision.pk, former, former_live, findings)


def _hold_pages(ids: Iterable[int]) -> dict[int, AnnualReportPage]:
    pages = AnnualReportPage.objects.select_for_update().filter(pk__in=set(ids)).order_by("pk")
    return {page.pk: page for page in pages}
