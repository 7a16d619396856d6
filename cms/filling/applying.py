"""A confirmed run → reports: what the preview has shown, whole or not at all for each of them."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Revision

from cms.models import AnnualReportPage, ImportItem, ImportRun
from cms.models.correcting import unexplained
from cms.models.gate import PublicationRefused
from cms.publishing.bulk import Filling, Written, write_reports
from cms.publishing.fillings import Original
from cms.publishing.signals import order_missing_files

from .keeping import finding_json
from .permission import may_archive, may_fill, may_publish
from .preview import Outcome
from .progress import State, working

Fate = ImportItem.Fate
BATCH = 100  # reports that are written in one transaction


def apply(run: ImportRun) -> None:
    """Write every chosen report that has not been written yet."""
    open_items = run.items.filter(is_chosen=True, fate="").exclude(outcome=Outcome.REFUSED)
    with working(run, State.APPLYING, open_items.count(), State.DONE) as progress:
        while batch := list(open_items.select_related("agency", "page", "file")[:BATCH]):
            _apply(batch, run)
            progress.add(len(batch))


def _apply(items: Sequence[ImportItem], run: ImportRun) -> None:
    """Give each of these items its fate."""
    writable = []
    for item in items:
        if not _is_permitted(item, run):
            _settle(item, Fate.FORBIDDEN)
        elif item.seen_revision_id and item.page_id is None:  # deleted since
            _settle(item, Fate.OUTDATED)
        elif item.outcome == Outcome.UNCHANGED:
            _publish_unchanged(item, run)
        else:
            writable.append(item)
    by_place = {(item.agency_id, item.year): item for item in writable}

    def record(results: Sequence[Written]) -> None:
        # In the transaction of the reports themselves: neither is ever there without the other.
        for written in results:
            _record(by_place[written.filling.agency.pk, written.filling.report.year], written, run)

    fillings = [_filling(item, run) for item in writable]
    for _written in write_reports(fillings, user=run.user, publish=run.publishes, record=record):
        pass


def _is_permitted(item: ImportItem, run: ImportRun) -> bool:
    """The command line may do all; a person what the pages' permissions say now."""
    if run.user is None:
        return True
    if item.agency is None or not may_fill(run.user, item.agency, item.page):
        return False
    if run.mode == ImportRun.Mode.ARCHIVE and not may_archive(run.user):
        return False
    return not run.publishes or may_publish(run.user, item.agency, item.page)


def _filling(item: ImportItem, run: ImportRun) -> Filling:
    report = item.value
    if report is None or item.agency is None:
        raise ValueError(f"nothing to write: {item}")
    original = None
    if run.mode == ImportRun.Mode.ARCHIVE and item.original_date:
        original = Original(item.original_date, item.original_url)
    return Filling(
        agency=item.agency,
        report=report,
        page_id=item.page_id,
        seen_revision_id=item.seen_revision_id,
        file=item.source,
        cells=len(item.changes),
        original=original,
        reason=run.reason,
    )


def _record(item: ImportItem, written: Written, run: ImportRun) -> None:
    item.page_id = written.page_id
    item.revision_id = written.revision_id
    item.former_revision_id = written.former_revision_id
    item.former_live_revision_id = written.former_live_revision_id
    item.failure = written.failure
    if written.findings:
        item.findings = [finding_json(finding) for finding in written.findings]
    fate = Fate(written.fate.value)
    if fate is Fate.WRITTEN and run.mode == ImportRun.Mode.REVIEW:
        fate = _submit(item, run.user)
    _settle(item, fate)


def _settle(item: ImportItem, fate: Fate) -> None:
    item.fate = fate
    item.save(
        update_fields=[
            "page",
            "revision_id",
            "former_revision_id",
            "former_live_revision_id",
            "failure",
            "findings",
            "fate",
        ]
    )


def _submit(item: ImportItem, user: User | None) -> Fate:
    """Hand the report in for review, unless it has errors, is in review, or no one reviews it."""
    page = AnnualReportPage.objects.get(pk=item.page_id or 0)
    workflow = page.get_workflow()
    if workflow is None or item.errors() or page.workflow_in_progress:
        return Fate.WRITTEN
    if silent := unexplained(page.get_latest_revision_as_object()):
        item.findings = [*map(finding_json, silent), *item.findings]
        return Fate.WRITTEN
    workflow.start(page, user)
    return Fate.SUBMITTED


def _publish_unchanged(item: ImportItem, run: ImportRun) -> None:
    """A draft that holds exactly this already is published, if that is what was asked for."""
    with transaction.atomic():
        page = AnnualReportPage.objects.select_for_update().filter(pk=item.page_id or 0).first()
        if page is None or page.latest_revision_id != item.seen_revision_id:
            return _settle(item, Fate.OUTDATED)
        if run.mode != ImportRun.Mode.PUBLISH:  # an original is not made of what is here
            return _settle(item, Fate.UNTOUCHED)
        if page.live_revision_id == page.latest_revision_id:
            order_missing_files(page)  # an import that was killed may have left them unmade
            return _settle(item, Fate.UNTOUCHED)
        try:
            with transaction.atomic():
                _with_reason(page, run).publish(user=run.user)
        except PublicationRefused as refusal:
            item.findings = [finding_json(finding) for finding in refusal.findings]
            return _settle(item, Fate.NOT_PUBLISHED)
        return _settle(item, Fate.PUBLISHED)


def _with_reason(page: AnnualReportPage, run: ImportRun) -> Revision:
    """The newest revision, or a new one that differs from it in having the run's reason."""
    draft = page.get_latest_revision_as_object()
    if run.reason and unexplained(draft):
        draft.give_reason(run.reason)
        return draft.save_revision(user=run.user, log_action=True)
    return page.latest_revision
