"""New reports published by the hundred, against one by one as Wagtail's editor does it.

Both write page, revision, history and indexes, a report of the same content for each office, and
pass the gate. The files of a publication (PDF and others) cost the same either way and are made
by neither: nobody listens to the publication.
"""

import time
from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.models import AnnualReportPage
from cms.publishing.bulk import Fate, Filling, write_reports

from .measuring import Result
from .site import new_offices, real_report, without_files

LIMIT = 0.1
OFFICES = 1000
ONE_BY_ONE = 60  # of them in turn with ours, or the benchmark would take minutes
TURNS = 4


def measure() -> Iterator[Result]:
    report = real_report()
    user = User.objects.filter(is_superuser=True)[0]
    ours = theirs = 0.0
    with without_files():
        for _turn in range(TURNS):
            theirs += _one_by_one(_fillings(report, ONE_BY_ONE // TURNS), user)
            ours += _together(_fillings(report, OFFICES // TURNS), user)
    assert not any(Page.find_problems())
    own, other = OFFICES / ours, ONE_BY_ONE / theirs
    detail = f"{own:.0f} : {other:.0f} reports a second, {OFFICES} and {ONE_BY_ONE} offices"
    yield Result("time of a new report in bulk : one by one", other / own, LIMIT, detail=detail)


def _fillings(report: AnnualReportPage, number: int) -> list[Filling]:
    """What new offices without any report are to publish."""
    authority = report.get_parent().get_parent().specific
    offices = new_offices(authority, number)
    return [Filling(office, report.report, None, None, "宽表.xlsx", 200) for office in offices]


def _together(fillings: Sequence[Filling], user: User) -> float:
    start = time.perf_counter()
    results = list(write_reports(fillings, user=user, publish=True))
    seconds = time.perf_counter() - start
    assert {written.fate for written in results} == {Fate.PUBLISHED}
    return seconds


def _one_by_one(fillings: Sequence[Filling], user: User) -> float:
    start = time.perf_counter()
    for filling in fillings:
        with transaction.atomic():
            page = AnnualReportPage(live=False, owner=user)
            page.agency = filling.agency
            page.start(filling.agency, filling.year)
            filling.agency.add_child(instance=page)
            page.fill(filling.report, year=filling.year)
            revision = page.save_revision(user=user, log_action=True)
            data = filling.history
            log(instance=page, action="cms.filled", user=user, revision=revision, data=data)
            revision.publish(user=user)
    return time.perf_counter() - start
