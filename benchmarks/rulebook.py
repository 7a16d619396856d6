"""The rule book on one report, on five thousand that are published, and in search of the like.

The reports are those that ``benchmarks.rules`` composes: full prose, all tables, last year's.
"""

import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth.models import User

from benchmarks.rules.corpus import pair
from cms.models import AnnualReportPage
from cms.models.likeness import alike
from cms.publishing.bulk import Fate, Filling, write_reports
from cms.publishing.rechecking import recheck
from report_blocks.statutory.rules import Context, check

from .measuring import Result
from .site import new_offices, real_report, without_files

REPORTS = 5_000
SAMPLE = 300
ONE_MS, ALL_S, LIKE_MS = 10, 60, 1000


def measure() -> Iterator[Result]:
    rng = random.Random(7)  # noqa: S311
    pairs = [pair(rng, "phrases") for _number in range(SAMPLE)]
    reports = [(one.after.report(), Context(before=one.before.report())) for one in pairs]
    yield _one(reports)
    page = real_report()
    authority = page.get_parent().get_parent().specific
    offices = new_offices(authority, REPORTS)
    fillings = []
    for number, office in enumerate(offices):
        report = reports[number % SAMPLE][0]
        # No two offices say quite the same.
        sections = {k: v.replace("我", office.title) for k, v in report.sections.items()}
        report = replace(report, agency=office.title, year=2022, sections=sections)
        fillings.append(Filling(office, report, None, None))
    user = User.objects.filter(is_superuser=True)[0]
    with without_files():
        written = list(write_reports(fillings, user=user, publish=True))
    published = sum(one.fate is Fate.PUBLISHED for one in written)
    start = time.perf_counter()
    number = sum(1 for _one in recheck())
    seconds = time.perf_counter() - start
    yield Result(
        f"{REPORTS} published reports checked once more",
        seconds * REPORTS / number,
        ALL_S,
        unit="s",
        detail=f"{number} of {published} + the demo's",
    )
    yield _like(page, published)


def _one(reports: list) -> Result:
    times = []
    for report, context in reports:
        start = time.perf_counter()
        check(report, context)
        times.append((time.perf_counter() - start) * 1000)
    detail = f"at most {max(times):.1f} ms, {SAMPLE} reports, last year's text included"
    return Result("all rules on one report", statistics.median(times), ONE_MS, "ms", detail)


def _like(page: AnnualReportPage, number: int) -> Result:
    times = []
    for _run in range(3):
        start = time.perf_counter()
        list(alike(page))
        times.append((time.perf_counter() - start) * 1000)
    return Result(
        f"one report's prose among {number} others", statistics.median(times), LIKE_MS, "ms"
    )
