"""The document: metadata, attachments, page furniture, and headings that stay with their text.

reportlab keeps a heading together with all of what follows, which leaves half a page empty
before a long paragraph. Here a heading asks for two lines of text below it, or for the whole
table if that leaves no more than a part of the page blank: a statutory table is not torn apart
without need.
"""

import datetime
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.platypus import CondPageBreak, PageBreak, Table
from xhtml2pdf.xhtml2pdf_reportlab import PmlBaseDoc

from report_blocks.rendering.fonts import FAMILIES

from .attaching import attach
from .contents import list_of_contents
from .furniture import draw_header, draw_number
from .job import JOB
from .tags import Tags

CREATOR = "disclosure-report"
BODY_FONT = next(iter(FAMILIES))
ROOM = 70.0  # points below a heading: two lines of the body
MAX_BLANK = 1 / 3  # of a page may stay empty so that a table is not split


class ReportDocument(PmlBaseDoc):
    def __init__(self, *args: Any, **options: Any) -> None:
        # reportlab begins each page by choosing its first font, which put Helvetica, never
        # embedded, into every file. Invariant: the same report of the same date gives the same
        # bytes, no time of making, no random id.
        options.update(initialFontName=BODY_FONT, creator=CREATOR, invariant=1)
        super().__init__(*args, **options)

    def _makeCanvas(self, *args: Any, **options: Any) -> Any:
        canvas = super()._makeCanvas(*args, **options)
        job = JOB.get()
        if job.dated:
            canvas._doc._timeStamp = _stamp(job.dated)
        attach(canvas, job.attachments)
        job.tags = Tags()
        return canvas

    def build(self, flowables: list[Any], *args: Any, **options: Any) -> None:
        job = JOB.get()
        if job.contents:
            ends = (i for i, one in enumerate(flowables, 1) if isinstance(one, PageBreak))
            place = next(ends) if job.has_cover else 0
            flowables[place:place] = list_of_contents(job.contents)
        super().build(flowables, *args, **options)

    def afterPage(self) -> None:
        job = JOB.get()
        job.pages = self.page
        number = job.number(self.page)
        if number is None:
            return
        if number == 1 and self.page > 1:  # viewers count as the pages do: i, ii, 1, 2
            self.canv.addPageLabel(0, "ROMAN_LOWER", 1)
            self.canv.addPageLabel(self.page - 1, "ARABIC", 1)
        with job.tags.artifact(self.canv, "/Type/Pagination"):
            if number > 1:
                draw_header(self.canv, self.title)
            draw_number(self.canv, number)

    def _endBuild(self) -> None:
        self._doSave = 0
        super()._endBuild()
        JOB.get().tags.write(self.canv._doc)
        self.canv.save()

    def handle_keepWithNext(self, flowables: list[Any]) -> None:
        count = 0
        while count < len(flowables) and _is_kept(flowables[count]):
            count += 1
        if not count:
            return
        headings = sum(self._height(flowable) for flowable in flowables[:count])
        for flowable in flowables[:count]:
            flowable._room_was_asked = True
        room = self._room_below(headings, flowables[count : count + 1])
        flowables.insert(0, CondPageBreak(headings + room))

    def _room_below(self, headings: float, following: list[Any]) -> float:
        """How much of what follows must stand on the headings' page, in points."""
        if not following or not isinstance(following[0], Table):
            return ROOM
        table = self._height(following[0]) - following[0].getSpaceAfter()
        page = self.frame._aH
        left = self.frame._y - self.frame._y1p
        if headings + table <= page and left <= MAX_BLANK * page:
            return table
        return min(table, max(ROOM, MAX_BLANK * page - headings))

    def _height(self, flowable: Any) -> float:
        _width, height = flowable.wrapOn(self.canv, self.frame._aW, 0xFFFFFFF)
        return float(height + flowable.getSpaceBefore() + flowable.getSpaceAfter())


def _stamp(dated: datetime.datetime) -> TimeStamp:
    stamp = TimeStamp(invariant=1)
    offset = dated.utcoffset() or datetime.timedelta()
    stamp.YMDhms = dated.timetuple()[:6]
    stamp.dhh, stamp.dmm = divmod(int(offset.total_seconds()) // 60, 60)
    return stamp


def _is_kept(flowable: Any) -> bool:
    return flowable.getKeepWithNext() and not getattr(flowable, "_room_was_asked", False)
