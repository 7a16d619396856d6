"""The whole question as it stands in the address."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.models import AnnualReportPage

from .indicators import Indicator, indicator_of, key_indicators

DEFAULT_FIGURES, DEFAULT_YEARS = 4, 5
_IDS, _YEARS = range(1, 2**63), range(2008, 2101)
_LONGEST = 40  # characters of what is quoted in an answer


@dataclass(frozen=True)
class Query:
    """What was asked for; ``problems`` are sentences about what could not be understood.

    ``sort`` is ``figure@year``, with a minus for the greatest first, or "" for the tree's order.
    """

    offices: tuple[int, ...] = ()
    under: int | None = None
    years: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    sort: str = ""
    text: str = ""
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: QueryDict, known_years: list[int]) -> Self:
        """What is left out takes its default: the last years, and the first key figures."""
        problems: list[str] = []

        def numbers(name: str, unknown: str, allowed: range) -> tuple[int, ...]:
            good = []
            for part in dict.fromkeys(asked.getlist(name)):
                if _is_number(part) and int(part) in allowed:
                    good.append(int(part))
                elif part:  # a choice left open is sent as nothing
                    problems.append(f"{unknown}{_(': ')}{part[:_LONGEST]}")
            return tuple(good)

        offices = numbers("office", _("There is no such office"), _IDS)
        under = numbers("under", _("There is no such authority"), _IDS)
        years = numbers("year", _("There is no such year"), _YEARS)
        figures = []
        for key in dict.fromkeys(part for part in asked.getlist("figure") if part):
            if indicator_of(key) is None:
                problems.append(f"{_('There is no such figure')}{_(': ')}{key[:_LONGEST]}")
            else:
                figures.append(key)
        return cls(
            offices,
            under[0] if under else None,
            tuple(sorted(years)) or tuple(known_years[-DEFAULT_YEARS:]),
            tuple(figures) or tuple(list(key_indicators())[:DEFAULT_FIGURES]),
            asked.get("sort", ""),
            asked.get("q", "").strip()[:_LONGEST],
            tuple(problems),
        )

    @property
    def indicators(self) -> list[Indicator]:
        return [found for key in self.figures if (found := indicator_of(key))]

    @property
    def encoded(self) -> str:
        """The query that asks for just this."""
        return self.sorted_by(self.sort)

    def sorted_by(self, column: str) -> str:
        """The query that asks for the same in another order."""
        return (
            f"{self._unsorted}&{urlencode({'sort': column}, safe='/@')}"
            if column
            else self._unsorted
        )

    @cached_property
    def _unsorted(self) -> str:
        query = QueryDict(mutable=True)
        query.setlist("office", [str(pk) for pk in self.offices])
        query.setlist("under", [str(self.under)] if self.under else [])
        query.setlist("year", [str(year) for year in self.years])
        query.setlist("figure", list(self.figures))
        return query.urlencode(safe="/")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20


def known_years() -> list[int]:
    """From the first year that there is a published report of to the last."""
    years = AnnualReportPage.objects.live().order_by("year").values_list("year", flat=True)
    first, last = years.first(), years.last()
    return list(range(first, last + 1)) if first and last else []
