"""What a visitor asks for, and the ids of the entries that answer, on either database.

Results are ordered by what is certain and the same everywhere, not by a database's score: where
the title holds all the words first, then by ``SearchEntry.id``: offices, then the newest year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db import connection
from wagtail.models import PageViewRestriction

from cms.models.search_entry import (
    ANY,
    FIRST_REPORT,
    TITLE,
    child_token,
    id_of,
    office_token,
    place_token,
)
from cms.models.search_tokens import Phrase

from . import postgresql, sqlite
from .terms import Figure, Terms

MOST = 500  # hits that are shown


@dataclass(frozen=True)
class Query:
    """All that is given holds. ``place`` is the id of a page: found is what it is or has below.

    ``office_kind`` is one of ``AgencyPage.Kind``.
    """

    phrases: tuple[Phrase, ...] = ()
    place: int | None = None
    year: int | None = None
    kind: Literal["", "report", "office"] = ""
    office_kind: str = ""
    figure: Figure | None = None


def find(query: Query) -> list[int]:
    """The first ``MOST`` + 1 ids in the order of results: one more than is shown, to tell of it."""
    found: dict[int, None] = {}
    for terms in _stages(query):
        if len(found) <= MOST:
            found |= dict.fromkeys(_search(terms, MOST + 1 + len(found)))
    return list(found)[: MOST + 1]


def offices_below(page_id: int, most: int) -> list[int]:
    """The ids of the offices right below a page. Wagtail would look at all that is below it."""
    wanted = (Phrase((child_token(page_id),)),)
    return _search(Terms(wanted, _private(), 0, FIRST_REPORT, None), most)


def _search(terms: Terms, most: int) -> list[int]:
    return (sqlite if connection.vendor == "sqlite" else postgresql).search(terms, most)


def _stages(query: Query) -> Iterator[Terms]:
    """Those with the words in their title, then all, which has the first ones once more."""
    first, end = _range(query)
    narrowed = [] if query.place is None else [place_token(query.place)]
    narrowed += [office_token(query.office_kind)] if query.office_kind else []
    among = tuple(Phrase((token,)) for token in narrowed)
    wanted = (*query.phrases, *among) or (Phrase((ANY,)),)
    terms = Terms(wanted, _private(), first, end, query.figure)
    if query.phrases:
        in_title = tuple(_in_title(phrase) for phrase in query.phrases)
        yield terms._replace(wanted=(*in_title, *among))
    yield terms


def _private() -> tuple[Phrase, ...]:
    """What pages with a privacy setting have, and all that is below them."""
    pages = PageViewRestriction.objects.order_by("page_id").values_list("page_id", flat=True)
    return tuple(Phrase((place_token(pk),)) for pk in pages)


def _in_title(phrase: Phrase) -> Phrase:
    return phrase._replace(tokens=tuple(TITLE + token for token in phrase.tokens))


def _range(query: Query) -> tuple[int, int]:
    """The ids of the kind and year that are asked for, the end not included."""
    if query.kind == "office":
        return (0, FIRST_REPORT) if query.year is None else (0, 0)
    if query.year is not None:
        return id_of(query.year, 0), id_of(query.year - 1, 0)
    return FIRST_REPORT if query.kind == "report" else 0, id_of(0, 0)
