"""The search page among many reports: 95 of 100 questions are answered in time, however many.

The reports are made up, each with prose of its own, by authority, office and year. Visitors ask
for words that all reports have, that few have, that none has; for offices, years and figures.
"""

import random
import statistics
import time
from collections.abc import Iterator

from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Site

from benchmarks.rules.corpus import pair
from cms.models import AgencyPage, AnnualReportPage, HomePage, SearchEntry
from cms.searching.rebuilding import tidy

from .measuring import Result
from .site import visitor

FEW, MANY = 100, 20_000
YEARS, OFFICES = 10, 50  # reports of an office, offices of an authority
REQUESTS = 400
MILLISECONDS, GROWTH = 50, 1.5
WORDS = (
    *("政务公开", "政府信息公开", "年度报告", "依申请公开", "行政复议", "三审三校", "政策解读"),
    *("教育局", "2024年", "规范性文件 备案", "公开 监督", "存在的主要问题", "局", "公开政务"),
    *("关于进一步做好政府信息公开工作", "海洋渔业执法", "wps"),
)


def measure() -> Iterator[Result]:
    call_command("migrate", verbosity=0)
    made = _Corpus()
    made.grow(FEW)
    few = _times(made, random.Random(1))  # noqa: S311
    made.grow(MANY)
    many = _times(made, random.Random(1))  # noqa: S311
    detail = f"median {statistics.median(many):.1f} ms, longest {max(many):.0f} ms"
    late, early = _p95(many), _p95(few)
    yield Result(f"p95 of searches in {MANY} reports", late, MILLISECONDS, "ms", detail)
    detail = f"{late:.1f} ms : {early:.1f} ms"
    yield Result(f"p95 in {MANY} reports : in {FEW}", late / early, GROWTH, detail=detail)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _times(made: "_Corpus", rng: random.Random) -> list[float]:
    """Milliseconds of each request, after some that warm up."""
    client, times = visitor(), []
    for number in range(-20, REQUESTS):
        fields = _question(made, rng)
        start = time.perf_counter()
        response = client.get("/search/", fields)
        took = (time.perf_counter() - start) * 1000
        assert response.status_code == 200, response.context["form"].errors
        if number >= 0:
            times.append(took)
    return times


def _question(made: "_Corpus", rng: random.Random) -> dict[str, object]:
    fields: dict[str, object] = {"q": rng.choice((*WORDS, *WORDS, "", rng.choice(made.titles)))}
    if rng.random() < 0.25:
        fields["office"] = rng.choice(made.places)
    if rng.random() < 0.25:
        fields["year"] = rng.choice(range(2016, 2016 + YEARS))
    if rng.random() < 0.2:
        fields |= {"figure": "new_requests", "number": rng.choice((0, 10, 100, 1_000, 10_000))}
        fields["sign"] = rng.choice(("min", "max"))
    if rng.random() < 0.1:
        fields["kind"] = rng.choice(("report", "office"))
    if rng.random() < 0.1:
        fields["page"] = rng.randint(2, 9)
    return fields


class _Corpus:
    """A site that grows. Only what the search reads is written: pages' rows, and entries."""

    def __init__(self) -> None:
        self.rng = random.Random(20)  # noqa: S311
        root = Page.get_first_root_node()
        self.home = root.add_child(instance=HomePage(title="政府信息公开", slug="reports"))
        Site.objects.update(root_page=self.home)
        self.places: list[int] = []
        self.titles: list[str] = []
        self.reports = 0

    def grow(self, size: int) -> None:
        while self.reports < size:
            if self.reports % (YEARS * OFFICES) == 0:
                name = f"第{len(self.places)}市人民政府"
                self.authority = self._office(self.home, name)
            with transaction.atomic():
                name = pair(self.rng, "phrases").before.office.name
                self._report(self._office(self.authority, name))
        tidy()

    def _office(self, parent: Page, name: str) -> AgencyPage:
        office = AgencyPage(title=name, slug=f"office-{len(self.places)}")
        parent.add_child(instance=office)
        self.places.append(office.pk)
        self.titles.append(name)
        return office

    def _report(self, office: AgencyPage) -> None:
        pages = []
        for year in range(2016, 2016 + YEARS, 2):
            both = pair(self.rng, "phrases")
            for place, draft in enumerate((both.before, both.after)):
                page = AnnualReportPage(
                    title=f"{office.title}{year + place}年政府信息公开工作年度报告",
                    slug=str(year + place),
                    year=year + place,
                    format_key="cn-2021",
                    live=True,
                    locale_id=office.locale_id,
                    depth=office.depth + 1,
                )
                page.path = Page._get_path(office.path, page.depth, len(pages) + 1)
                page.set_url_path(office)
                page.__dict__["report"] = draft.report()
                pages.append(page)
        Page.objects.bulk_create(pages)
        for page in pages:
            page.pk = page.id
        SearchEntry.keep(pages)
        self.reports += len(pages)
