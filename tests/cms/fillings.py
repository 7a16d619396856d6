"""What is written into reports, and how the editor would write it."""

from django.db import transaction
from wagtail.log_actions import log

from cms.models import AgencyPage, AnnualReportPage
from cms.models.gate import PublicationRefused
from cms.publishing.bulk import Filling, write_reports
from report_blocks.statutory import Cell, CellKey, Report
from tests import samples

RIGHT = samples.dataset("suqian-2024")
WRONG = RIGHT.with_cells({CellKey("information_requests", "granted", "business"): Cell(22)})


def begin_offices(authority, number):
    """Offices without reports, their names of different length."""
    return [
        authority.add_child(
            instance=AgencyPage(title=f"第{'一' * i}局", slug=f"office-{i}", telephone=str(i))
        )
        for i in range(number)
    ]


def filling(agency, dataset=RIGHT, year=2024, page=None):
    """A new report of the office, or a change to this page."""
    sections = {
        "overview": f"{agency.title}全年情况。",
        "problems_and_improvements": "（一）问题\n**人手**不足。",
        "other_matters": "无。",
    }
    report = Report(dataset, agency.title, year, "依法公布。", sections, "电话：1")
    page_id, seen = (page.pk, page.latest_revision_id) if page else (None, None)
    return Filling(agency, report, page_id, seen, f"{agency.title}.xlsx", 200)


def write(*fillings, user=None, **options):
    return list(write_reports(fillings, user=user, **options))


def write_one_by_one(*fillings, user=None, publish=False):
    """Wagtail's way: add_child, save_revision, publish."""
    for one in fillings:
        agency = AgencyPage.objects.get(pk=one.agency.pk)
        if one.page_id is None:
            page = AnnualReportPage(live=False, owner=user)
            page.agency = agency
            page.start(agency, one.year)
            agency.add_child(instance=page)
        else:
            page = AnnualReportPage.objects.get(pk=one.page_id).get_latest_revision_as_object()
        page.fill(one.report, year=one.year)
        one.mark(page)
        revision = page.save_revision(user=user, log_action=True)
        data = {"file": one.file, "cells": one.cells}
        log(instance=page, action="cms.filled", user=user, revision=revision, data=data)
        if publish:
            try:
                with transaction.atomic():
                    revision.publish(user=user)
            except PublicationRefused:
                continue


def report_of(agency, year=2024):
    return AnnualReportPage.objects.child_of(agency).get(year=year)
