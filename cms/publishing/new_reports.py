"""New reports, together: what add_child, save_revision and publish write for each of them."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, published

from cms.models import AnnualReportPage, SearchEntry, gate, record
from cms.models.checked_report import CheckedReport
from cms.models.measure import BY_ITSELF, measures_of
from report_blocks.statutory import Finding, Report

from . import wagtail_rows
from .fillings import Fate, Filling, Written
from .places import Place


@dataclass
class NewReport:
    """A report on its way into the database.

    ``page`` is what its row will say: what is live, or what the report began with. What it was
    filled with, ``draft``, is the ``content`` of its first revision in either case, and ``report``
    as a value. ``findings`` forbid its publication, ``found`` do not.
    """

    filling: Filling
    page: AnnualReportPage
    draft: AnnualReportPage
    content: dict[str, Any]
    report: Report
    time: datetime
    findings: list[Finding] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    revision: Revision = None

    @property
    def fate(self) -> Fate:
        if self.page.live:
            return Fate.PUBLISHED
        return Fate.NOT_PUBLISHED if self.findings else Fate.WRITTEN

    @property
    def written(self) -> Written:
        return Written(
            self.filling,
            self.fate,
            self.page.pk,
            self.revision.pk,
            findings=tuple(self.findings),
        )


def write_new(
    fillings: Iterable[Filling], places: Mapping[int, Place], *, user: User | None, publish: bool
) -> list[Written]:
    """Write reports of offices that are held; one that has a report of the year is OUTDATED."""
    outcomes: list[NewReport | Written] = []
    for filling in fillings:
        place = places.get(filling.agency.pk)
        if place is None or place.has_report_of(filling.year):
            outcomes.append(Written(filling, Fate.OUTDATED))
        else:
            outcomes.append(_begin(filling, place, user))
    if publish:
        _admit([one for one in outcomes if isinstance(one, NewReport)], user)
    new = [outcome for outcome in outcomes if isinstance(outcome, NewReport)]
    for one in new:
        _set_state(one.page, one.time, is_live=one.page is one.draft)
    if new:
        _insert(new, user)
        _announce(new)
    return [o.written if isinstance(o, NewReport) else o for o in outcomes]


def _begin(filling: Filling, place: Place, user: User | None) -> NewReport:
    """All of a new report but its ids; nothing is written yet."""
    page = AnnualReportPage(live=False, owner=user, **wagtail_rows.without_children())
    page.agency = place.agency
    page.start(place.agency, filling.year)
    page.path, page.depth = place.take(filling.year), place.agency.depth + 1
    page.locale_id = place.agency.locale_id
    page.draft_title = page.title
    page.set_url_path(place.agency)
    draft = copy(page)
    draft.fill(filling.report, year=filling.year)
    filling.mark(draft)
    _check(draft)
    return NewReport(filling, page, draft, draft.serializable_data(), draft.report, timezone.now())


def _check(page: AnnualReportPage) -> None:
    """What full_clean would refuse. Address and year are free in the place that is held."""
    page.clean_fields(exclude=[f.name for f in page._meta.fields if f.is_relation])
    page.clean_format()


def _admit(new: list[NewReport], user: User | None) -> None:
    """Those without errors are to be live, as they are in their drafts."""
    measures = measures_of((one.filling.agency, one.filling.year) for one in new)
    for one in new:
        draft = one.draft
        measure = measures[one.filling.agency.pk, one.filling.year]
        try:
            found = gate.refuse_errors(draft, BY_ITSELF if draft.is_archived else measure)
        except gate.PublicationRefused as refusal:
            one.findings = refusal.findings
            continue
        _check_permission(draft, user)
        one.page, one.found = draft, found


def _check_permission(page: AnnualReportPage, user: User | None) -> None:
    if user and not page.permissions_for_user(user).can_publish():
        raise PublishPagePermissionError("You do not have permission to publish this page.")


def _set_state(page: AnnualReportPage, time: datetime, *, is_live: bool) -> None:
    """What a first revision makes of a page, and its publication."""
    page.latest_revision_created_at = time
    page.has_unpublished_changes = not is_live
    if is_live:
        page.live = True
        page.first_published_at = page.last_published_at = time


def _insert(new: list[NewReport], user: User | None) -> None:
    pages = [one.page for one in new]
    wagtail_rows.insert_pages(pages)
    Revision.objects.bulk_create([_first_revision(one, user) for one in new])
    for one in new:
        one.page.latest_revision = one.revision
        one.page.live_revision = one.revision if one.page.live else None
    wagtail_rows.insert_reports(pages)
    _point_to_revisions(pages)
    CheckedReport.keep(
        CheckedReport.of(one.page, one.revision.pk, one.found) for one in new if one.page.live
    )
    logged = [(entry, one.report) for one in new for entry in _entries(one, user)]
    PageLogEntry.objects.bulk_create([entry for entry, _report in logged])
    record.add(logged)
    SearchEntry.keep(pages)
    wagtail_rows.index_for_search(pages)
    wagtail_rows.index_references(pages)


def _point_to_revisions(pages: list[AnnualReportPage]) -> None:
    """Each page to its first and only revision. One statement; bulk_update has a case a page."""
    first = Revision.page_revisions.filter(object_id=Cast(OuterRef("pk"), CharField()))
    saved = Page.objects.filter(pk__in=[page.pk for page in pages])
    saved.update(latest_revision=Subquery(first.values("pk")))
    saved.filter(live=True).update(live_revision=F("latest_revision"))


def _first_revision(new: NewReport, user: User | None) -> Revision:
    page = new.page
    new.revision = Revision(
        content_type_id=page.content_type_id,
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        created_at=new.time,
        user=user,
        object_str=str(page),
        content=new.content | {"pk": page.pk},
    )
    return new.revision


def _entries(new: NewReport, user: User | None) -> Iterator[PageLogEntry]:
    """The page's history: begun, filled, and published if it is."""
    page, context = new.page, get_active_log_context()
    entry = partial(
        PageLogEntry,
        page_id=page.pk,
        content_type_id=page.content_type_id,
        label=page.get_admin_display_title(),
        timestamp=new.time,
        user=user or context.user,
        uuid=context.uuid,
    )
    yield entry(action="wagtail.create", content_changed=True)
    yield entry(action="wagtail.edit", revision=new.revision, content_changed=True)
    yield entry(action="cms.filled", revision=new.revision, data=new.filling.history)
    if page.live:
        yield entry(action="wagtail.publish", revision=new.revision, content_changed=True)


def _announce(new: Iterable[NewReport]) -> None:
    """Tell whoever listens to publications, when all rows are in place."""
    for one in new:
        if one.page.live:
            for signal in (page_published, published):
                signal.send(AnnualReportPage, instance=one.page, revision=one.revision)
