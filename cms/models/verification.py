"""Whether the record of a report is as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Revision

from .record import RecordEntry, RecordHead, digest


@dataclass(frozen=True)
class Broken:
    """The first entry of a record that is not as it was written; number 0 for its very end."""

    number: int
    why: str


def verify(report: int) -> Broken | None:
    """The first entry that does not fit; None if the whole record does."""
    head = RecordHead.objects.filter(report=report).first()
    previous, number, contents = "", 0, dict[int, tuple[int, str, str]]()
    for number, entry in enumerate(RecordEntry.objects.filter(report=report).iterator(), start=1):
        if entry.number != number:
            return Broken(number, "missing")
        if entry.previous != previous or entry.hash != entry.computed_hash():
            return Broken(number, "altered")
        previous = entry.hash
        if entry.revision:
            contents[entry.revision] = number, entry.content, entry.algorithm
    if head is None or (head.number, head.hash) != (number, previous):
        return Broken(0, "cut off")
    return next(_altered_revisions(contents), None)


def _altered_revisions(contents: dict[int, tuple[int, str, str]]) -> Iterator[Broken]:
    """Revisions that are not what was saved; those that were purged can't be told."""
    for pk, revision in Revision.objects.in_bulk(contents).items():
        number, content, algorithm = contents[pk]
        if digest(revision.content, algorithm) != content:
            yield Broken(number, "revision altered")
