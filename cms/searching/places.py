"""The offices that a search can be narrowed to: step by step down the tree."""

from collections.abc import Iterator
from typing import NamedTuple

from wagtail.models import Page, Site

from cms.models import AgencyPage

from .query import offices_below

MOST = 500  # of one office


class Place(NamedTuple):
    """An office, and how far below the top it stands."""

    pk: int
    title: str
    level: int


def places(chosen: str) -> Iterator[Place]:
    """The offices at the top, below one of them the way down to the chosen one and what it has.

    So the list stays short among thousands of offices. ``chosen`` is what a visitor's address
    says: an id, "", or anything.
    """
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return
    top = _below(site.root_page_id)
    way: list[tuple[int, str]] = []
    below: list[tuple[int, str]] = []
    if chosen.isdecimal() and len(chosen) < 10:
        seen = AgencyPage.objects.live().public()
        if office := seen.filter(pk=chosen).first():
            above = office.get_ancestors(inclusive=True).filter(depth__gt=site.root_page.depth)
            way = list(above.values_list("pk", "title"))
            below = _below(office.pk)
            top += [step for step in way[:1] if step not in top]
    for step in top:
        yield Place(*step, 0)
        if way and step == way[0]:
            for level, lower in enumerate(way[1:], 1):
                yield Place(*lower, level)
            for lower in below:
                yield Place(*lower, len(way))


def _below(page_id: int) -> list[tuple[int, str]]:
    pages = Page.objects.filter(pk__in=offices_below(page_id, MOST))
    return list(pages.order_by("title", "pk").values_list("pk", "title"))
