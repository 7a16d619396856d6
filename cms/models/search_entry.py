"""What citizens can search: an entry for each published report, and for each office."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from report_blocks.rendering.prose import runs
from report_blocks.statutory import Report, formats

from .agency import AgencyPage
from .annual_report import AnnualReportPage
from .search_tokens import bigrams

# Tokens that no text has: what an entry is found by besides words.
ANY = "/"
TITLE = "^"
MOST_BYTES = 1_000_000  # PostgreSQL indexes no more of one entry
OFFICES = 9999  # in the place of a year


class Passage(NamedTuple):
    """A piece of an entry's text. ``anchor`` is its place on the page, "" without one."""

    anchor: str
    heading: str
    text: str


class SearchEntry(models.Model):
    """A live page's text, raw for excerpts and as tokens for the index.

    The ids are in the order of results: offices first, then reports by year, the newest first.
    So both databases give the first hits without sorting all of them.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="search_entry"
    )
    year = models.PositiveSmallIntegerField(_("year of the report"), null=True)
    passages = models.JSONField(_("passages"), default=list)
    tokens = models.TextField(_("tokens"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return f"{self.page_id} {self.year or ''}"

    @classmethod
    def keep(cls, pages: Iterable[AgencyPage | AnnualReportPage]) -> None:
        """Write the entries of these pages anew; those that are not live lose theirs."""
        pages = list(pages)
        live = [page for page in pages if page.live]
        above = _pages_above(live)
        with transaction.atomic():
            cls.forget(page.pk for page in pages)
            SearchEntry.objects.bulk_create([_entry_of(page, above) for page in live])
            SearchFigure.objects.bulk_create(
                SearchFigure(entry_id=id_of(page.year, page.pk), key=key, value=value)
                for page in live
                if isinstance(page, AnnualReportPage)
                for key, value in _figures(page.report)
            )

    @classmethod
    def forget(cls, ids: Iterable[int]) -> None:
        """Pages with these ids are not found any more."""
        cls.objects.filter(page__in=list(ids)).delete()


class SearchFigure(models.Model):
    """One key figure of a report that can be searched."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(_("key figure"), max_length=64)
    value = models.FloatField(_("value"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("figure for searching")
        verbose_name_plural = _("figures for searching")
        # Covers the question, whatever the figure.
        indexes = [models.Index(fields=["key", "entry", "value"], name="figure_of_entry")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.key} {self.value}"


def id_of(year: int | None, page_id: int) -> int:
    """The entry's id. Without a page, ``(year, 0)`` is where the year's entries begin."""
    return ((OFFICES - (OFFICES if year is None else year)) << 32) + page_id


FIRST_REPORT = id_of(OFFICES - 1, 0)


def place_token(page_id: int) -> str:
    """Finds the page itself and all below it."""
    return f"/{page_id}"


def child_token(page_id: int) -> str:
    """Finds the offices right below the page."""
    return f"//{page_id}"


def office_token(kind: str) -> str:
    """Finds the offices of a kind (``AgencyPage.Kind``), and their reports."""
    return f"/{kind}"


def _entry_of(page: AgencyPage | AnnualReportPage, above: dict[str, Page]) -> "SearchEntry":
    step, path = Page.steplen, page.path
    trail = [above[path[:end]] for end in range(step, len(path) + 1, step)]
    is_report = isinstance(page, AnnualReportPage)
    passages = list(of_report(page) if is_report else of_office(page))
    office = trail[-2].title if is_report else ""
    kind = trail[-2].office_kind if is_report else page.kind
    tokens = [ANY, child_token(trail[-2].pk), *(place_token(one.pk) for one in trail)]
    tokens += [office_token(kind)] if kind else []
    tokens += (TITLE + token for token in bigrams(page.title))
    for text in (page.title, office, *(passage.text for passage in passages)):
        tokens += (ANY, *bigrams(text))
    return SearchEntry(
        id=id_of(page.year if is_report else None, page.pk),
        page_id=page.pk,
        year=page.year if is_report else None,
        passages=passages,
        tokens=_within(f" {' '.join(tokens)} "),
    )


def of_report(page: AnnualReportPage) -> Iterator[Passage]:
    """The report's words, without its figures, under the headings of its format.

    Preamble and contact last: they say the same in every report, and are shown if nothing else is.
    """
    report = page.report
    sections = formats()[page.format_key].sections if page.format_key in formats() else ()
    headings = {section.key: section.heading for section in sections}
    texts = {key: _without_bold(text) for key, text in report.sections.items()}
    for place, cell in report.dataset.cells.items():
        if cell.note:
            texts[place.table] = f"{texts.get(place.table, '')}\n{cell.note}"
    for key in [*headings, *(key for key in texts if key not in headings)]:
        if key in texts:
            yield Passage(key, headings.get(key, ""), texts[key].strip())
    yield Passage("", "", report.preamble)
    yield Passage("", "", report.contact)


def of_office(page: AgencyPage) -> Iterator[Passage]:
    yield Passage("", "", page.short_name)
    yield Passage("", "", page.contact)


def _without_bold(text: str) -> str:
    return "\n".join("".join(run.text for run in runs(line)) for line in text.splitlines())


def _figures(report: Report) -> Iterator[tuple[str, float]]:
    if report.dataset.format_key in formats():
        for figure in report.dataset.format.key_figures:
            value = figure.value(report.dataset.cells)
            if value is not None:
                yield figure.key, float(value)


def _pages_above(pages: list[Any]) -> dict[str, Page]:
    """The pages on the ways down to these, and these themselves, by tree path."""
    step = Page.steplen
    paths = {page.path[:end] for page in pages for end in range(step, len(page.path), step)}
    above = Page.objects.filter(path__in=paths).only("path", "title")
    above = above.annotate(office_kind=models.F("agencypage__kind"))
    return {page.path: page for page in [*above, *pages]}


def _within(tokens: str) -> str:
    """The tokens as far as an index can hold them: some 140,000 characters of a report."""
    data = tokens.encode()
    if len(data) <= MOST_BYTES:
        return tokens
    return data[:MOST_BYTES].rpartition(b" ")[0].decode() + " "
