"""``Report`` → the body's StreamField value, and back: the one bridge between the two."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from report_blocks.rendering.chips import Figures, figures_in, has_chips, text_with_figures
from report_blocks.rendering.prose import to_html
from report_blocks.statutory import Dataset, Format, Report, TableData


def raw_body(
    report: Report,
    format_: Format,
    ids: Mapping[str, str] | None = None,
    before: StreamValue | None = None,
) -> list[dict]:
    """Raw stream data: the format's sections in their order, filled from the report.

    ``ids`` keeps the block ids of sections that exist already (comments hang on them). Prose
    that reads as it did ``before`` stays as it is stored, with its chips.
    """
    ids = ids or {}
    kept = _sources(before, report) if before else {}
    blocks = []
    for section in format_.sections:
        if section.table:
            value: dict[str, Any] = report.dataset.table(section.key).to_json()
        else:
            text = kept.get(section.key) or to_html(report.sections.get(section.key, ""))
            value = {"section": f"{format_.key}/{section.key}", "text": text}
        blocks.append(
            {
                "type": "table" if section.table else "narrative",
                "value": value,
                "id": ids.get(section.key) or str(uuid4()),
            }
        )
    return blocks


def sections_of(body: StreamValue) -> Iterator[tuple[str, str, TableData | RichText]]:
    """``(section key, block id, value)`` of each block of a body, in its order."""
    for child in body:
        if child.block_type == "table":
            yield child.value.key, child.id, child.value
        else:
            yield child.value["section"].rpartition("/")[2], child.id, child.value["text"]


def references_of(body: StreamValue) -> list[str]:
    """The references of a body's sections ("cn-2021/overview"), in its order."""
    return [
        child.value.reference if child.block_type == "table" else child.value["section"]
        for child in body
    ]


def block_ids(body: StreamValue) -> dict[str, str]:
    return {key: block_id for key, block_id, _value in sections_of(body)}


def dataset_of(body: StreamValue, format_key: str) -> Dataset:
    """The numbers of a body; tables of another format than the page's are left out."""
    tables = (value for _key, _id, value in sections_of(body) if isinstance(value, TableData))
    return Dataset.of(format_key, [t for t in tables if t.format_key == format_key])


def figures_of(body: StreamValue) -> Figures:
    """What the cells of a body's tables show, for the chips in its prose."""
    return {
        cell: shown
        for _key, _id, value in sections_of(body)
        if isinstance(value, TableData)
        for cell, shown in figures_in(value).items()
    }


def prose_of(body: StreamValue) -> dict[str, str]:
    """The prose of a body by section, in the plain notation of ``Report``, chips as numbers."""
    sources = {
        k: value.source for k, _id, value in sections_of(body) if isinstance(value, RichText)
    }
    figures = figures_of(body) if any(map(has_chips, sources.values())) else {}
    return {key: text_with_figures(source, figures) for key, source in sources.items()}


def _sources(body: StreamValue, report: Report) -> dict[str, str]:
    """The stored prose of those sections whose text the report leaves as it is.

    With the figures from before (only tables were filled in), or with the report's own (both).
    """
    prose = prose_of(body)
    own: dict[str, str] = {}
    for key in report.dataset.format.tables:
        own |= figures_in(report.dataset.table(key))
    return {
        key: value.source
        for key, _id, value in sections_of(body)
        if isinstance(value, RichText)
        and report.sections.get(key) in (prose[key], text_with_figures(value.source, own))
    }
