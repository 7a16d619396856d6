"""Found entries as visitors see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.models import SearchEntry
from cms.models.search_entry import Passage

from .excerpts import Words, best_passage, excerpt, marked

SHOWN = ("year", "passages", "page__path", "page__title", "page__url_path")


@dataclass(frozen=True)
class Result:
    """``place`` leads to the section that the words were found in, if it has an anchor."""

    url: str
    title: SafeString
    office: str
    year: int | None
    heading: str
    place: str
    excerpt: SafeString


def results(ids: Iterable[int], words: Words, request: HttpRequest) -> list[Result]:
    """In the order of the ids; a page that has gone meanwhile is left out."""
    rows = SearchEntry.objects.select_related("page").only(*SHOWN)
    entries = rows.in_bulk(list(ids))
    above = {_above(entry.page) for entry in entries.values() if entry.year}
    offices = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    return [
        _result(entries[pk], words, offices.get(_above(entries[pk].page), ""), request)
        for pk in ids
        if pk in entries
    ]


def _above(page: Page) -> str:
    return page.path[: -Page.steplen]


def _result(entry: SearchEntry, words: Words, office: str, request: HttpRequest) -> Result:
    passages = [Passage(*passage) for passage in entry.passages]
    shown = best_passage(words, passages) or _beginning(passages)
    url = entry.page.get_url(request) or ""
    title = entry.page.title
    return Result(
        url=url,
        title=marked(title, words.places(title)),
        office=office if entry.year else "",
        year=entry.year,
        heading=shown.heading,
        place=f"{url}#{shown.anchor}" if shown.anchor else url,
        excerpt=excerpt(words, shown.text),
    )


def _beginning(passages: list[Passage]) -> Passage:
    """The first section of a report, else the first text there is."""
    written = [passage for passage in passages if passage.text]
    sections = [passage for passage in written if passage.anchor]
    return (sections or written or [Passage("", "", "")])[0]
