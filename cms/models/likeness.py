"""E04: prose that is, nearly to the letter, that of another office's published report."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from report_blocks.statutory import Finding, Text
from report_blocks.statutory.rules import found
from report_blocks.statutory.rules.likeness import paragraphs, passages
from report_blocks.statutory.rules.privacy import masked

from .checked_report import CheckedReport

if TYPE_CHECKING:
    from .annual_report import AnnualReportPage

ALIKE = 90  # percent
NEAR = 0.8  # of the length: 2 × 0.8 / 1.8 is less than ALIKE
MOST = 5  # findings of one report
QUOTED = 20


def alike(page: "AnnualReportPage") -> Iterator[Finding]:
    """Each paragraph that another office's report of the same year has too, most alike first."""
    if page.is_archived:
        return
    others = _passages_of_others(page)
    lengths = [len(text) for text, _agency in others]
    told: list[tuple[float, str, str, str]] = []
    for section in page.format.prose_sections:
        for paragraph in paragraphs(page.report.sections.get(section.key, "")):
            for mine in passages([paragraph]):
                # What is much shorter or longer can't be so much alike.
                first = bisect_left(lengths, len(mine) * NEAR)
                near = others[first : bisect_right(lengths, len(mine) / NEAR)]
                texts = (text for text, _agency in near)
                best = process.extractOne(mine, texts, scorer=fuzz.ratio, score_cutoff=ALIKE)
                if best:
                    told.append((best[1], section.key, paragraph, near[best[2]][1]))
    for score, key, paragraph, office in sorted(told, key=lambda one: -one[0])[:MOST]:
        yield _alike(page, score, key, masked(paragraph), office)


def _passages_of_others(page: "AnnualReportPage") -> list[tuple[str, str]]:
    """Each passage of the other offices' reports, and whose it is, the shortest first."""
    kept = CheckedReport.objects.filter(page__year=page.year, page__live=True)
    rows = kept.exclude(page__path__startswith=page.agency.path).values_list("agency", "passages")
    passages = [(text, agency) for agency, some in rows.iterator(chunk_size=1000) for text in some]
    return sorted(passages, key=lambda one: len(one[0]))


def _alike(
    page: "AnnualReportPage", score: float, key: str, paragraph: str, office: str
) -> Finding:
    heading = page.format.section(key).heading
    quoted = paragraph[:QUOTED] + "…" * (len(paragraph) > QUOTED)
    return found(
        "E04",
        Text(
            f"“{heading}”有一段与“{office}”报告的相似度为 {score:.0f}%：“{quoted}”",
            f"“{heading}” has a paragraph that is {score:.0f}% that of “{office}”: “{quoted}”",
        ),
        section=key,
        found=paragraph,
    )
