"""A whole import, from the wide workbook to published reports, of few offices and of many.

Each size has a process and a database of its own, which tell the time and the greatest memory.
What a further report costs must not grow with their number. The files of a publication (PDF and
others) are made later, by a worker, and are left out.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import django

from .measuring import Result

SIZES = FEW, SOME, MANY = 100, 1_000, 5_000
LIMIT = 1.5


class Cost(NamedTuple):
    """Of an import with so many offices; memory is the most that the process ever had."""

    offices: int
    seconds: float
    megabytes: float


def measure() -> Iterator[Result]:
    costs = [_measured(size) for size in SIZES]
    for name, unit in (("seconds", "s"), ("megabytes", "MB")):
        detail = ", ".join(f"{cost.offices}: {getattr(cost, name):.0f} {unit}" for cost in costs)
        few, some, many = (getattr(cost, name) for cost in costs)
        early, late = (some - few) / (SOME - FEW), (many - some) / (MANY - SOME)
        yield Result(
            f"{name} a report, to {MANY} imported : to {SOME}", late / early, LIMIT, detail=detail
        )


def _measured(size: int) -> Cost:
    command = [sys.executable, "-m", "benchmarks.growth", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def _import(size: int) -> Cost:
    # Only now: this module is measured by one process and run as another.
    from django.contrib.auth.models import User
    from django.core.files.base import ContentFile

    from cms.filling import applying, reading, runs
    from cms.models import AnnualReportPage, ImportRun
    from report_blocks.rendering.workbook import write_wide

    from .site import new_offices, real_report, without_files

    page = real_report()
    authority = page.get_parent().get_parent().specific
    offices = [office.title for office in new_offices(authority, size)]
    report = page.report
    rows = (("", replace(report, agency=office)) for office in offices)
    content = ContentFile(write_wide(report.dataset.format, rows))
    user = User.objects.filter(is_superuser=True)[0]
    published = AnnualReportPage.objects.live().count()
    start = time.perf_counter()
    with without_files():
        run = runs.receive([("宽表.xlsx", content)], user=user, agency=authority)
        reading.read(run)
        run.mode = ImportRun.Mode.PUBLISH
        applying.apply(run)
    seconds = time.perf_counter() - start
    assert AnnualReportPage.objects.live().count() == published + size
    return Cost(size, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    print(json.dumps(_import(int(sys.argv[1]))))
