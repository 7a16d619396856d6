"""Files of a run → previews, kept as its items. Many files are read on all cores."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from django.db import transaction

from cms.models import ImportFile, ImportItem, ImportRun
from importers.reading import Member, members, read_many
from importers.reading.problems import error
from report_blocks.statutory import Origin

from .keeping import item_of, problem_json
from .matching import Offices
from .preview import Outcome, in_chunks, previews
from .progress import State, working

KEPT = 100  # items that are saved at a time

Source = tuple[ImportFile, Member]


def read(run: ImportRun) -> None:
    """Make the previews of a run; what a reading that was broken off has left is replaced."""
    run.items.all().delete()
    files = list(run.files.all())
    with working(run, State.READING, len(files), State.READY) as progress:
        for items in in_chunks(items_of(_sources(files), run, Offices(run.agency)), KEPT):
            with transaction.atomic():
                ImportItem.objects.bulk_create(items)
                progress.add(len(items))
            for item in items:  # only whose report it is is needed later on
                item.report, item.changes = None, []


def _sources(files: Iterable[ImportFile]) -> Iterator[Source]:
    for file in files:
        with file.file.open("rb") as content:
            for member in members(cast(BinaryIO, content), file.name):
                yield file, member


def items_of(sources: Iterable[Source], run: ImportRun, offices: Offices) -> Iterator[ImportItem]:
    """The items of these files, not saved. Two reports of one office and year refuse each other."""
    seen: dict[tuple[int, int], ImportItem] = {}
    seen_previews = previews(read_many(sources), offices, run.year)
    for number, (file, preview) in enumerate(seen_previews):
        item = item_of(preview, run, file, number)
        if item.agency_id and item.year and not item.is_refused:
            first = seen.setdefault((item.agency_id, item.year), item)
            if first is not item:
                _refuse_twins(first, item)
        yield item


def _refuse_twins(*twins: ImportItem) -> None:
    """It is not certain which of two reports of the same office and year counts."""
    for item, other in (twins, twins[::-1]):
        item.outcome, item.is_chosen = Outcome.REFUSED, False
        # It was merged with the office's own report: nothing to be given to another office.
        item.report, item.changes, item.texts = None, [], []
        item.doubts = [
            problem_json(
                error(
                    Origin(item.source),
                    f"这次导入中还有“{item.agency}”{item.year} 年的另一份报告（{other.source}），"
                    "不能确定用哪一份，请只上传一份",
                    f"This import holds another report of “{item.agency}” of {item.year} "
                    f"({other.source}); upload only one",
                )
            )
        ]
        if item.pk:
            item.save(
                update_fields=["outcome", "is_chosen", "report", "changes", "texts", "doubts"]
            )
