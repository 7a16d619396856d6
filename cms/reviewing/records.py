"""Reading a report's record: who may, what its entries are called, and the file of all of it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import registry
from wagtail.permissions import page_permission_policy

from cms.models import AnnualReportPage, RecordEntry, RecordHead
from report_blocks.rendering.neutral import neutral
from report_blocks.statutory import CellKey, Format, UnknownFormat, get_format


@dataclass(frozen=True)
class Change:
    """A cell or text by the name that people know, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """An entry as people read it."""

    number: int
    time: datetime
    person: str
    action: str
    changes: list[Change]
    hash: str


def may_read(user: User | AnonymousUser, head: RecordHead) -> bool:
    """Who audits reads all records; who may change a report reads that one's."""
    return readable(user).filter(pk=head.pk).exists()


def readable(user: User | AnonymousUser) -> QuerySet[RecordHead]:
    if user.has_perm("cms.audit_reports"):
        return RecordHead.objects.all()
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return RecordHead.objects.filter(report__in=pages.values("pk"))


def told(head: RecordHead) -> Iterator[Told]:
    """The entries of a record, the newest first."""
    names = _Names(head)
    labels = dict(registry.get_choices())  # which looks for them, unlike get_action_label
    for entry in RecordEntry.objects.filter(report=head.pk).order_by("-number"):
        yield Told(
            entry.number,
            entry.time,
            entry.person or _("system"),
            str(labels.get(entry.action, entry.action)),
            [Change(names(key), before, after) for key, (before, after) in entry.changes.items()],
            entry.hash,
        )


class _Names:
    """Key of a cell or text → what people call it."""

    def __init__(self, head: RecordHead) -> None:
        page = AnnualReportPage.objects.filter(pk=head.pk).first()
        try:
            self.format: Format | None = get_format(page.format_key) if page else None
        except UnknownFormat:
            self.format = None

    def __call__(self, key: str) -> str:
        if key in ("preamble", "contact"):
            return {"preamble": _("Preamble"), "contact": _("Contact")}[key]
        if self.format is None:
            return key
        table, *rest = key.split("/")
        if rest and table in self.format.tables:
            cell = CellKey(table, *rest)
            known = cell in self.format.tables[table].cells
            return self.format.tables[table].label(cell) if known else key
        sections = {section.key: section.heading for section in self.format.sections}
        return sections.get(key, key)


def as_json(head: RecordHead) -> str:
    """All entries with their hashes, from which the chain can be computed anew."""
    entries = RecordEntry.objects.filter(report=head.pk)
    chain = [entry.as_dict() | {"hash": entry.hash} for entry in entries]
    return json.dumps({"report": head.pk, "entries": chain}, ensure_ascii=False, indent=2)


HEADER = ("序号", "时间", "人员", "操作", "项目", "之前", "之后", "散列值")


def as_csv(head: RecordHead) -> str:
    """A line for each change, one for an entry without any; with a BOM, for Excel."""
    output = io.StringIO()
    output.write("\ufeff")
    writer = csv.writer(output)
    writer.writerow(HEADER)
    for entry in reversed(list(told(head))):
        for change in entry.changes or [Change("", "", "")]:
            texts = (entry.person, entry.action, change.label, change.before, change.after)
            row = [entry.number, entry.time.isoformat(), *map(neutral, texts), entry.hash]
            writer.writerow(row)
    return output.getvalue()
