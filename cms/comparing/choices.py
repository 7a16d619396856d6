"""What can be chosen: offices by authority, years, figures."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.models import AgencyPage

from .comparison import Comparison
from .indicators import key_indicators, single_cells
from .query import Query

MOST_OFFERED = 300


def choices(
    query: Query, years: list[int], comparison: Comparison | None, *, lists_offices: bool
) -> dict[str, Any]:
    """What the form's template needs."""
    offices, are_all = _offices(query) if lists_offices else ([], True)
    keys = key_indicators()
    chosen = set(query.figures)
    return {
        "lists_offices": lists_offices,
        "offices": offices,
        "are_all": are_all,
        "most": MOST_OFFERED,
        "chosen": _chosen(query, comparison),
        "authorities": _authorities(query),
        "years": [(year, year in query.years) for year in sorted({*years, *query.years})],
        "figures": [
            *((one.key, one.label, one.key in chosen) for one in keys.values()),
            *((one.key, one.label, True) for one in query.indicators if one.key not in keys),
        ],
        "cells": [(table, _options(cells)) for table, cells in single_cells()],
    }


def _chosen(query: Query, comparison: Comparison | None) -> SafeString:
    """Those that were named one by one, so that they can be taken out again."""
    if comparison is None:  # too many to be compared, and to be taken out all the same
        visible = AgencyPage.objects.live().public().order_by("path")
        rows = list(visible.filter(pk__in=query.offices).values_list("pk", "title"))
    else:
        named = set(query.offices)
        rows = [(one.pk, one.title) for one in comparison.offices if one.pk in named]
    return _ticks(rows, checked=True)


def _authorities(query: Query) -> list[tuple[int, str, bool]]:
    found = AgencyPage.objects.live().public().filter(collects_reports=True)
    # Sorted here: to sort them a database would go through all pages in the tree's order.
    rows = sorted(found.order_by().values_list("path", "pk", "title"))[:MOST_OFFERED]
    return [(pk, title, pk == query.under) for _path, pk, title in rows]


def _offices(query: Query) -> tuple[list[tuple[str, int, SafeString]], bool]:
    """Those whose name has the words in it, by the office above; and whether that is all."""
    found = AgencyPage.objects.live().public().order_by("path")
    for word in query.text.split():
        found = found.filter(Q(title__icontains=word) | Q(short_name__icontains=word))
    named = set(query.offices)
    rows = list(found.values_list("pk", "title", "path")[: MOST_OFFERED + 1])
    groups: dict[str, list[tuple[int, str]]] = {}
    for pk, title, path in rows[:MOST_OFFERED]:
        if pk not in named:
            groups.setdefault(path[: -AgencyPage.steplen], []).append((pk, title))
    names = dict(Page.objects.filter(path__in=groups).values_list("path", "title"))
    offered = [(names[path], len(group), _ticks(group)) for path, group in groups.items()]
    return offered, len(rows) <= MOST_OFFERED


def _ticks(offices: Iterable[tuple[int, str]], *, checked: bool = False) -> SafeString:
    """Not a template: there may be thousands."""
    state = " checked" if checked else ""
    item = '<li><label><input type="checkbox" name="office" value="{}"{}> {}</label></li>'
    return format_html_join("", item, ((pk, state, title) for pk, title in offices))


def _options(cells: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', cells)
