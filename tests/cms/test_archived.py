"""Reports that were published elsewhere, kept as they were: with their errors, and marked."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.filling import applying, runs
from cms.models import AgencyPage, AnnualReportPage, ImportItem, ImportRun
from cms.models.gate import PublicationRefused
from report_blocks.statutory import Cell, CellKey
from tests import samples
from tests.importers.reading import pages

from .helpers import with_cells
from .uploads import ready, text, upload

Fate = ImportItem.Fate
DAY = datetime.date(2025, 1, 20)
CELL = CellKey("proactive_disclosure", "licensing", "decisions")
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(site_tree):
    """Its real report of 2024 was published with a blank total."""
    return site_tree[0].add_child(instance=AgencyPage(title="上海市科学技术委员会", slug="stcsm"))


@pytest.fixture
def archived(office, roles):
    """The report as an archived original."""
    run = ready(samples.workbook("shanghai-stcsm-2024"), agency=office, user=roles["admin"])
    run.items.update(original_date=DAY, original_url="https://example.gov.cn/1.html")
    run.mode = ImportRun.Mode.ARCHIVE
    applying.apply(run)
    assert run.items.get().fate == Fate.PUBLISHED
    return AnnualReportPage.objects.get()


def test_it_is_published_with_the_errors_of_the_original(archived):
    assert archived.live
    assert archived.report.dataset == samples.dataset("shanghai-stcsm-2024")
    assert (archived.archived_on, archived.archived_from) == (DAY, "https://example.gov.cn/1.html")
    assert {error["rule"] for error in archived.accepted_errors} == {"A01", "A03"}


def test_citizens_see_what_it_is(archived, client):
    shown = client.get(archived.url).content.decode()
    assert "历史存档" in shown
    assert "2025-01-20" in shown
    assert "https://example.gov.cn/1.html" in shown
    assert "历史存档" in client.get(archived.agency.url).content.decode()


def test_editors_see_what_it_is(archived, admin):
    shown = text(admin.get(reverse("wagtailadmin_pages:edit", args=[archived.pk])))
    assert "历史存档" in shown
    assert "A03" in shown


def test_it_can_be_published_again_but_not_with_a_new_error(archived):
    archived.get_latest_revision().publish()
    page = with_cells(archived.get_latest_revision_as_object(), {CELL: Cell(-1)})
    page.give_reason("填报有误")
    revision = page.save_revision()
    with pytest.raises(PublicationRefused) as refusal:
        revision.publish()
    assert {finding.rule for finding in refusal.value.findings} == {"A05"}


def test_an_error_with_other_figures_is_a_new_one(archived):
    key = CellKey("information_requests", "carried_out", "natural_person")
    page = with_cells(archived.get_latest_revision_as_object(), {key: Cell(5)})
    with pytest.raises(PublicationRefused):
        page.save_revision().publish()


def test_without_the_permission_it_is_not_done(office, roles, draft):
    reviewer = roles["publisher"]
    run = ready(samples.workbook("suqian-2024"), agency=office, user=reviewer)
    run.items.update(original_date=DAY)
    run.mode = ImportRun.Mode.ARCHIVE
    applying.apply(run)
    assert not AnnualReportPage.objects.exists()


class TestInTheAdmin:
    def test_the_date_is_needed(self, admin, office):
        url = upload(admin, office, samples.workbook("shanghai-stcsm-2024")).url
        pk = ImportItem.objects.get().pk
        data = {"shown": [pk], "chosen": [pk], "mode": "archive", "original_date": "2025-02-30"}
        assert "原发布日期" in text(admin.post(f"{url}apply/", data, follow=True))
        assert not AnnualReportPage.objects.exists()
        admin.post(f"{url}apply/", data | {"original_date": "2025-01-20"})
        assert AnnualReportPage.objects.get().archived_on == DAY

    def test_a_report_may_have_a_date_of_its_own(self, admin, office):
        upload(admin, office, samples.workbook("shanghai-stcsm-2024"))
        item = ImportItem.objects.get()
        data = {"original_date": "2025-01-20", "original_url": "https://example.gov.cn/2.html"}
        admin.post(reverse("report_item", args=[item.pk]), data)
        runs.confirm(ImportRun.objects.get(), "archive")
        page = AnnualReportPage.objects.get()
        assert (page.archived_on, page.archived_from) == (DAY, data["original_url"])

    def test_a_saved_page_says_where_and_when_it_was_published(self, admin, office):
        head = (
            '<meta charset="utf-8"><meta name="PubDate" content="2025-01-20 08:00">'
            '<link rel="canonical" href="https://example.gov.cn/3.html">'
        )
        page = pages.page("".join(pages.tables_of("suqian-2024")), head)
        shown = text(admin.get(upload(admin, office, page, "年报.html").url))
        assert "网页写明" in shown
        assert "https://example.gov.cn/3.html" in shown
        runs.confirm(ImportRun.objects.get(), "archive")
        page = AnnualReportPage.objects.get()
        assert (page.archived_on, page.archived_from) == (DAY, "https://example.gov.cn/3.html")

    def test_it_is_offered_to_those_who_may(self, people, roles, agency):
        url = upload(people["publisher"], agency).url
        assert "作为已在别处发布的原件" not in text(people["publisher"].get(url))
        permission = Permission.objects.get(codename="archive_reports")
        roles["publisher"].user_permissions.add(permission)
        assert "作为已在别处发布的原件" in text(people["publisher"].get(url))
