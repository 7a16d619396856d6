"""Some cells of many published reports: what a comparison needs, without the other 250 of each."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, F, Func, JSONField, Q
from wagtail.query import PageQuerySet

from report_blocks.statutory import BLANK, Cell, CellKey, codec

_AT_ONCE = 50  # SQLite's and PostgreSQL's functions take a hundred arguments


class PublishedCells(NamedTuple):
    """One published report: page, tree path of its office, year, format, the cells asked for.

    ``has_known_errors`` is said of an original that was kept as it had been published elsewhere.
    """

    page_id: int
    agency_path: str
    year: int
    format_key: str
    cells: Mapping[CellKey, Cell]
    has_known_errors: bool


class _Picked(Func):
    """``[format key, value, …]`` of a report's content, each value as it is stored."""

    output_field = JSONField()

    def __init__(self, content: str, keys: Iterable[CellKey]) -> None:
        super().__init__(F(content))
        self.keys = tuple(map(str, keys))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        paths = ["$.dataset.format", *(f"$.dataset.cells.{json.dumps(k)}" for k in self.keys)]
        # One path alone gives the value, several give an array.
        paths.append(paths[0])
        return f"json_extract({sql}, {', '.join(['%s'] * len(paths))})", [*params, *paths]

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        parts, values = [f"{sql} #> %s::text[]"], [*params, ["dataset", "format"]]
        for key in self.keys:
            parts.append(f"{sql} #> %s::text[]")
            values += [*params, ["dataset", "cells", key]]
        return f"jsonb_build_array({', '.join(parts)})", values


def published_cells(pages: PageQuerySet, keys: Iterable[CellKey]) -> Iterator[PublishedCells]:
    """These cells of the live and public reports among the pages, in no certain order.

    Read from what was kept with the publication (``CheckedReport``).
    """
    wanted = tuple(dict.fromkeys(keys))
    pages = pages.live().public().order_by()
    batches = [wanted[at : at + _AT_ONCE] for at in range(0, len(wanted) or 1, _AT_ONCE)]
    picked = {f"picked_{i}": _Picked("checked__content", b) for i, b in enumerate(batches)}
    is_kept = ExpressionWrapper(
        Q(checked__revision_id=F("live_revision_id")), output_field=BooleanField()
    )
    rows = pages.annotate(is_kept=is_kept, **picked).values_list(
        "pk", "path", "year", "is_kept", "accepted_errors", *picked
    )
    not_kept = []  # they came in by another door
    for pk, path, year, is_kept, errors, *found in rows.iterator(chunk_size=2000):
        if not is_kept:
            not_kept.append(pk)
            continue
        agency, format_key = path[: -pages.model.steplen], found[0][0]
        cells = dict(_cells(found, batches))
        yield PublishedCells(pk, agency, year, format_key, cells, bool(errors))
    for page in pages.model.objects.filter(pk__in=not_kept).iterator(chunk_size=500):
        data, agency = page.report.dataset, page.path[: -page.steplen]
        cells = {key: data[key] for key in wanted if data[key] != BLANK}
        errors = bool(page.accepted_errors)
        yield PublishedCells(page.pk, agency, page.year, data.format_key, cells, errors)


def _cells(
    found: Iterable[list[Any]], batches: Iterable[tuple[CellKey, ...]]
) -> Iterator[tuple[CellKey, Cell]]:
    for values, keys in zip(found, batches, strict=True):
        for key, value in zip(keys, values[1:], strict=False):
            if value is not None:
                yield key, codec.from_json(value)
