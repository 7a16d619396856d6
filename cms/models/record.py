"""The record of a report: who did what when, before and after, chained by hashes.

Every entry of the page's history (Wagtail's log) has one here, which the application can neither
change nor delete, and which outlives the page. Each holds the hash of the one before it, so that
an entry that was altered, taken out, put in or moved shows (``verification``).
Whoever can write to the database can write a new chain: what protects against that is a copy of
the last hash somewhere else, for which ``verify_records`` prints them.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, Revision

from report_blocks.blocks import seeding
from report_blocks.statutory import Report
from report_blocks.statutory.codec import show
from report_blocks.statutory.rules.privacy import masked

from .annual_report import AnnualReportPage
from .append_only import AppendOnlyModel, ImmutableRecord, named

__all__ = ["ImmutableRecord", "RecordEntry", "RecordHead"]

State = dict[str, Any]  # {"cells": {cell: shown}, "texts": {section, preamble or contact: text}}


class RecordHead(models.Model):
    """Where a report's record ends: its last number and hash, and what the report said then."""

    report = models.PositiveIntegerField(primary_key=True)  # the page, also when it is gone
    title = models.CharField(max_length=255)
    number = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=128, blank=True)
    revision = models.PositiveIntegerField(default=0)  # the newest, and the hash of its content
    content = models.CharField(max_length=128, blank=True)
    state = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")

    def __str__(self) -> str:
        return self.title


class RecordEntry(AppendOnlyModel):
    """One thing that was done to a report.

    ``changes`` are ``{cell or text: [before, after]}`` against the revision before it, numbers of
    persons masked; ``content`` is the hash of the revision as it was saved.
    """

    report = models.PositiveIntegerField()
    number = models.PositiveIntegerField(_("number"))
    time = models.DateTimeField(_("time"))
    person = models.CharField(_("person"), max_length=255, blank=True)
    action = models.CharField(_("action"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    revision = models.PositiveIntegerField(null=True)
    content = models.CharField(max_length=128, blank=True)
    changes = models.JSONField(default=dict)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    algorithm = models.CharField(max_length=16)
    previous = models.CharField(max_length=128, blank=True)
    hash = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("entry of a record")
        verbose_name_plural = _("entries of records")
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_entry_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def as_dict(self) -> dict[str, Any]:
        """What is exported, and what the hash is made of."""
        return {
            "report": self.report,
            "number": self.number,
            "time": self.time.isoformat(),
            "person": self.person,
            "action": self.action,
            "title": self.title,
            "revision": self.revision,
            "content": self.content,
            "changes": self.changes,
            "data": self.data,
            "algorithm": self.algorithm,
            "previous": self.previous,
        }

    def computed_hash(self) -> str:
        return digest(self.as_dict(), self.algorithm)


def digest(value: Any, algorithm: str | None = None) -> str:
    """The hash of a value's canonical JSON; by ``RECORD_HASH`` if none is named."""
    canonical = json.dumps(
        value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.new(algorithm or settings.RECORD_HASH, canonical.encode()).hexdigest()


@receiver(models.signals.post_save, sender=PageLogEntry)
def keep(instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    """Have what is written to a report's history in its record as well, in one transaction."""
    if created and _is_of_a_report(instance):
        add([(instance, None)])


def _is_of_a_report(logged: PageLogEntry) -> bool:
    """Wagtail logs some deeds as those of a page of no kind."""
    match logged.content_type.model_class():
        case model if model is AnnualReportPage:
            return True
        case model if model is Page:
            return AnnualReportPage.objects.filter(pk=logged.page_id).exists()
    return False


def add(logged: Iterable[tuple[PageLogEntry, Report | None]]) -> None:
    """Add entries to their reports' records, in this order.

    With each comes what its revision says, None if that is to be looked up.
    """
    logged = list(logged)
    contents: dict[int, str] = {}
    with transaction.atomic():
        keys = {entry.page_id for entry, _report in logged}
        old = RecordHead.objects.select_for_update().in_bulk(keys)
        new = {key: RecordHead(report=key) for key in keys - old.keys()}
        heads = old | new
        entries = []
        for entry, report in logged:
            if (revision := entry.revision) and revision.pk not in contents:
                contents[revision.pk] = digest(revision.content)
            content = contents.get(entry.revision_id, "")
            entries.append(_entry(entry, report, content, heads[entry.page_id]))
        RecordEntry.objects.bulk_create(entries)
        RecordHead.objects.bulk_create(new[key] for key in sorted(new))
        for head in old.values():
            head.save()


def _entry(
    logged: PageLogEntry, report: Report | None, content: str, head: RecordHead
) -> RecordEntry:
    changes: dict[str, list[str]] = {}
    # A deed may be about an older revision, as the passing of a review is.
    if content and content != head.content and logged.revision_id >= head.revision:
        state = state_of(report or _report_in(logged.revision.content))
        if before := head.state or (None if report else _state_before(logged.revision)):
            changes = changes_between(before, state)
        head.content, head.state, head.revision = content, state, logged.revision_id
    entry = RecordEntry(
        report=logged.page_id,
        number=head.number + 1,
        time=logged.timestamp,
        person=named(logged.user),
        action=logged.action,
        title=logged.label[:255],
        revision=logged.revision_id,
        content=content,
        changes=changes,
        data=_masked(json.loads(json.dumps(logged.data, cls=DjangoJSONEncoder))),
        algorithm=settings.RECORD_HASH,
        previous=head.hash,
    )
    entry.hash = entry.computed_hash()
    head.number, head.hash, head.title = entry.number, entry.hash, entry.title
    return entry


def _state_before(revision: Revision) -> State | None:
    """Of a revision that nobody logged, as of a copied report; None for the very first."""
    all_of_page = Revision.page_revisions.filter(object_id=revision.object_id)
    previous = all_of_page.filter(pk__lt=revision.pk).order_by("-pk").first()
    return state_of(_report_in(previous.content)) if previous else None


def _report_in(content: dict[str, Any]) -> Report:
    """What a revision says, without the cost of a page with its relations."""
    body = AnnualReportPage._meta.get_field("body").to_python(content["body"])
    return Report(
        dataset=seeding.dataset_of(body, content["format_key"]),
        preamble=content["preamble"],
        sections=seeding.prose_of(body),
        contact=content["contact"],
    )


def _masked(value: Any) -> Any:
    """JSON without numbers of persons: a file may be named after one."""
    match value:
        case str():
            return masked(value)
        case list():
            return [_masked(one) for one in value]
        case dict():
            return {key: _masked(one) for key, one in value.items()}
    return value


def state_of(report: Report) -> State:
    """Every cell and text of a report as a record tells them, blank ones left out."""
    texts = {"preamble": report.preamble, **report.sections, "contact": report.contact}
    return {
        "cells": {
            str(key): masked(show(cell)) if cell.note or cell.text else show(cell)
            for key, cell in report.dataset.cells.items()
        },
        "texts": {key: masked(text) for key, text in texts.items() if text},
    }


def changes_between(before: State, after: State) -> dict[str, list[str]]:
    """``{cell or text: [before, after]}``; "" for what is not there."""
    changes = {}
    for kind in ("cells", "texts"):
        old, new = before.get(kind, {}), after[kind]
        for key in sorted(old.keys() | new.keys()):
            if old.get(key, "") != new.get(key, ""):
                changes[key] = [old.get(key, ""), new.get(key, "")]
    return changes
