"""What two versions of a report say otherwise: cell by cell, and which of the texts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from report_blocks.blocks import seeding
from report_blocks.statutory import Change, Report, UnknownFormat, get_format
from report_blocks.statutory.codec import show

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage

_LINK = re.compile(r"<a\b[^>]*>")
_TARGET = re.compile(r'\b(?:href|id|linktype)="[^"]*"')


@dataclass(frozen=True)
class Said:
    """All that a version of a report tells the public. ``links`` are the targets by section."""

    title: str
    report: Report
    links: Mapping[str, list[str]] = field(default_factory=dict)
    index_number: str = ""
    dated_on: str = ""

    @classmethod
    def by(cls, page: "AnnualReportPage") -> "Said":
        return cls(
            page.title,
            page.report,
            links_of(page.body),
            page.index_number,
            str(page.dated_on or ""),
        )


@dataclass(frozen=True)
class Difference:
    """``cells`` are JSON of ``_cell`` each; ``texts`` are keys of sections and of ``NAMES``."""

    cells: list[dict[str, str]]
    texts: list[str]

    def __bool__(self) -> bool:
        return bool(self.cells or self.texts)

    def as_dict(self) -> dict[str, Any]:
        return {"cells": self.cells, "texts": self.texts}


def difference(before: Said, after: Said) -> Difference:
    """The office's name is not compared: it is the office's, whichever version is read."""
    changes = before.report.dataset.changes_to(after.report.dataset)
    formats = (before.report.dataset.format_key, after.report.dataset.format_key)
    return Difference([_cell(change, formats) for change in changes], list(_texts(before, after)))


def links_of(body: StreamValue) -> dict[str, list[str]]:
    """Where the links in the prose of a body lead: the one thing that its plain text leaves out."""
    return {
        key: [" ".join(sorted(_TARGET.findall(link))) for link in _LINK.findall(value.source)]
        for key, _id, value in seeding.sections_of(body)
        if isinstance(value, RichText)
    }


def text_names(keys: list[str], format_key: str) -> dict[str, str]:
    """What people call these texts, by key, in the order of the report."""
    names = {
        "title": gettext("Title"),
        "year": gettext("Year"),
        "index_number": gettext("Index number"),
        "dated_on": gettext("Date of the document"),
        "preamble": gettext("Preamble"),
    }
    try:
        names |= {section.key: section.heading for section in get_format(format_key).sections}
    except UnknownFormat:
        names |= {key: key for key in keys if key not in names}
    names["contact"] = gettext("Contact")
    return {key: name for key, name in names.items() if key in keys}


def _cell(change: Change, formats: tuple[str, ...]) -> dict[str, str]:
    """Which cell it is, by key and by name, and what it showed before and shows after."""
    key = change.key
    named = {"heading": key.table, "row_label": key.row, "column_label": key.column}
    for format_key in formats:
        try:
            table = get_format(format_key).tables.get(key.table)
        except UnknownFormat:
            continue
        if table and key in table.cells:
            named = {
                "heading": table.heading,
                "row_label": " > ".join(table.rows[key.row].path),
                "column_label": table.cells[key].label,
            }
    return {
        "table": key.table,
        "row": key.row,
        "column": key.column,
        **named,
        "before": show(change.before),
        "after": show(change.after),
    }


def _texts(before: Said, after: Said) -> Iterator[str]:
    old, new = before.report, after.report
    if before.title != after.title:
        yield "title"
    if old.year != new.year:
        yield "year"
    # What was blank until now is added, and takes nothing back.
    for name in ("index_number", "dated_on"):
        if getattr(before, name) not in ("", getattr(after, name)):
            yield name
    if old.preamble != new.preamble:
        yield "preamble"
    for key in dict.fromkeys([*old.sections, *new.sections]):
        texts = old.sections.get(key, ""), new.sections.get(key, "")
        links = before.links.get(key, []), after.links.get(key, [])
        if texts[0] != texts[1] or links[0] != links[1]:
            yield key
    if old.contact != new.contact:
        yield "contact"
