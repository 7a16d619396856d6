"""Many files at once, in the admin: chosen, applied, undone, gone on with; seen by their user."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.filling import applying, runs, undoing
from cms.models import AgencyPage, AnnualReportPage, ImportItem, ImportRun
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import with_cells
from .uploads import address, applied, ready, text
from .workbooks import filled

Fate = ImportItem.Fate
GRANTED = CellKey("information_requests", "granted", "business")
WRONG = samples.dataset("suqian-2024").with_cells({GRANTED: Cell(22)})
NAMES = ["民政局", "财政局", "教育局"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(site_tree):
    for i, name in enumerate(NAMES):
        site_tree[1].add_child(instance=AgencyPage(title=name, slug=f"office-{i}"))
    return site_tree[1]


@pytest.fixture
def reviewer(people, authority):
    return people["publisher"]


def upload(client, authority, **files):
    files = [SimpleUploadedFile(f"{name}.xlsx", content) for name, content in files.items()]
    response = client.post(address(authority), {"file": files, "year": 2024})
    assert response.status_code == 302
    return response.url


def three(**changed):
    return {name: filled(changed.get(name), agency=name) for name in NAMES}


def post(client, url, action, **data):
    return client.post(f"{url}{action}/", data, follow=True)


def report(name):
    return AnnualReportPage.objects.child_of(AgencyPage.objects.get(title=name)).first()


class TestPreview:
    def test_each_report_has_its_outcome(self, reviewer, authority):
        applied(filled(agency="财政局"), agency=authority)
        url = upload(reviewer, authority, **three(民政局=WRONG), 坏="不是".encode())
        shown = text(reviewer.get(url))
        for words in ("新增 <strong>2", "无变化 <strong>1", "不能导入 <strong>1"):
            assert words in shown
        assert "坏.xlsx" in shown

    def test_only_one_outcome(self, reviewer, authority):
        url = upload(reviewer, authority, **three(), 坏=b"?")
        shown = text(reviewer.get(url, {"outcome": "refused"}))
        assert "坏.xlsx" in shown
        assert "财政局.xlsx" not in shown

    def test_one_report_in_full(self, reviewer, authority):
        upload(reviewer, authority, **three(民政局=WRONG))
        item = ImportItem.objects.get(agency__title="民政局")
        shown = text(reviewer.get(reverse("report_item", args=[item.pk])))
        assert "<strong>22</strong>" in shown
        assert "A01" in shown


class TestApply:
    def test_what_is_chosen(self, reviewer, authority):
        url = upload(reviewer, authority, **three())
        items = {item.agency.title: item.pk for item in ImportItem.objects.all()}
        shown, chosen = list(items.values()), [items["民政局"], items["教育局"]]
        post(reviewer, url, "apply", shown=shown, chosen=chosen, mode="draft")
        assert report("民政局")
        assert report("教育局")
        assert not report("财政局")

    def test_a_choice_is_kept_over_pages(self, reviewer, authority):
        url = upload(reviewer, authority, **three())
        first = ImportItem.objects.first()
        post(reviewer, url, "apply", shown=[first.pk], p=1)
        assert ImportRun.objects.get().state == "ready"
        post(reviewer, url, "apply", mode="draft")
        assert AnnualReportPage.objects.count() == 2
        assert not report(first.agency.title)

    def test_published(self, reviewer, authority):
        url = upload(reviewer, authority, **three(财政局=WRONG))
        pks = [item.pk for item in ImportItem.objects.all()]
        shown = text(post(reviewer, url, "apply", shown=pks, chosen=pks, mode="publish"))
        assert report("民政局").live
        assert not report("财政局").live
        assert "已存为草稿，未发布" in shown

    def test_the_choice_of_an_office(self, reviewer, authority):
        url = upload(reviewer, authority, 民政=filled(agency="民政局（本级）"))
        item = ImportItem.objects.get()
        shown = text(reviewer.get(url))
        assert "这是哪个单位的报告" in shown
        agency = AgencyPage.objects.get(title="民政局")
        reviewer.post(reverse("report_item", args=[item.pk]), {"agency": agency.pk})
        item.refresh_from_db()
        assert (item.outcome, item.agency) == ("new", agency)

    def test_an_office_outside_can_not_be_chosen(self, reviewer, authority, site_tree):
        upload(reviewer, authority, 民政=filled(agency="某某局"))
        other = site_tree[0].add_child(instance=AgencyPage(title="别处", slug="elsewhere"))
        item = ImportItem.objects.get()
        reviewer.post(reverse("report_item", args=[item.pk]), {"agency": other.pk})
        item.refresh_from_db()
        assert item.outcome == "refused"


class TestNonsense:
    """What no form of ours sends is no reason to fail."""

    def test_numbers_that_are_none(self, reviewer, authority):
        url = upload(reviewer, authority, **three())
        post(reviewer, url, "apply", shown=["x"], chosen=["-1", "9" * 50], p="x", mode="x")
        assert AnnualReportPage.objects.count() == 3

    def test_an_office_that_is_none(self, reviewer, authority):
        upload(reviewer, authority, 民政=filled(agency="某某局"))
        item = ImportItem.objects.get()
        address_ = reverse("report_item", args=[item.pk])
        assert "请选择其中一个单位" in text(reviewer.post(address_, {"agency": "x"}, follow=True))


class TestUndo:
    def test_new_reports_are_deleted_and_that_is_logged(self, authority, roles):
        run = applied(*three().items(), agency=authority, user=roles["publisher"])
        assert AnnualReportPage.objects.count() == 3
        undoing.undo(run)
        assert not AnnualReportPage.objects.exists()
        assert set(run.items.values_list("fate", flat=True)) == {Fate.UNDONE}
        assert PageLogEntry.objects.filter(action="wagtail.delete").count() == 3

    def test_a_changed_draft_is_as_it_was(self, authority):
        applied(filled(agency="民政局"), agency=authority)
        run = applied(filled(WRONG, agency="民政局"), agency=authority)
        before = report("民政局").revisions.count()
        undoing.undo(run)
        page = report("民政局")
        assert page.get_latest_revision_as_object().report.dataset[GRANTED] == Cell(21)
        assert page.revisions.count() == before + 1

    def test_what_was_published_is_as_it_was(self, authority):
        applied(filled(agency="民政局"), agency=authority, mode="publish")
        other = samples.dataset("suqian-2023")
        run = applied(
            filled(other, agency="民政局"), agency=authority, mode="publish", reason="填报有误"
        )
        assert report("民政局").report.dataset == other
        undoing.undo(run)
        page = report("民政局")
        assert page.live
        imported, undone = page.history
        assert imported.reason == "填报有误"
        assert "撤销" in undone.reason
        assert page.report.dataset == samples.dataset("suqian-2024")
        assert not page.has_unpublished_changes

    def test_a_draft_that_was_published_is_a_draft_again(self, authority):
        applied(filled(agency="民政局"), agency=authority)
        other = samples.dataset("suqian-2023")
        run = applied(filled(other, agency="民政局"), agency=authority, mode="publish")
        undoing.undo(run)
        page = report("民政局")
        assert not page.live
        assert page.get_latest_revision_as_object().report.dataset != other

    def test_one_that_was_changed_since_is_kept(self, authority):
        run = applied(*three().items(), agency=authority)
        page = report("民政局").get_latest_revision_as_object()
        with_cells(page, {GRANTED: Cell(5)}).save_revision()
        undoing.undo(run)
        assert AnnualReportPage.objects.get().agency_name == "民政局"
        assert run.items.get(agency__title="民政局").fate == Fate.KEPT

    def test_not_by_one_who_may_no_longer_publish(self, authority, roles):
        reviewer = roles["publisher"]
        run = applied(*three().items(), agency=authority, user=reviewer, mode="publish")
        reviewer.groups.clear()
        undoing.undo(ImportRun.objects.get(pk=run.pk))
        assert AnnualReportPage.objects.live().count() == 3
        assert {item.fate for item in run.items.all()} == {Fate.FORBIDDEN}

    def test_in_the_admin(self, reviewer, authority):
        url = upload(reviewer, authority, **three())
        pks = [item.pk for item in ImportItem.objects.all()]
        assert "撤销整次导入" in text(
            post(reviewer, url, "apply", shown=pks, chosen=pks, mode="draft")
        )
        shown = text(post(reviewer, url, "undo"))
        assert "已撤销 <strong>3" in shown
        assert not AnnualReportPage.objects.exists()
        assert "不能撤销" in text(post(reviewer, url, "undo"))


class TestGoingOn:
    def test_reading_begins_anew(self, authority):
        run = ready(*three().items(), agency=authority)
        run.items.first().delete()
        ImportRun.objects.update(
            state="reading", active_at=timezone.now() - datetime.timedelta(hours=1)
        )
        runs.resume(ImportRun.objects.get())
        run.refresh_from_db()
        assert (run.state, run.items.count()) == ("ready", 3)

    def test_what_was_applied_stays_applied(self, authority, monkeypatch):
        monkeypatch.setattr(applying, "BATCH", 1)
        run = ready(*three().items(), agency=authority)
        done = []

        def record(item, written, run, really=applying._record):
            if done:
                raise OSError("disk full")
            done.append(item)
            really(item, written, run)

        monkeypatch.setattr(applying, "_record", record)
        with pytest.raises(OSError, match="disk full"):
            applying.apply(run)
        assert AnnualReportPage.objects.count() == 1
        monkeypatch.undo()
        applying.apply(ImportRun.objects.get(pk=run.pk))
        assert AnnualReportPage.objects.count() == 3
        assert {item.fate for item in run.items.all()} == {Fate.WRITTEN}
        assert sum(page.revisions.count() for page in AnnualReportPage.objects.all()) == 3

    def test_not_while_it_goes_on(self, authority):
        run = ready(*three().items(), agency=authority)
        ImportRun.objects.update(state="applying", active_at=timezone.now())
        run.refresh_from_db()
        with pytest.raises(runs.NotNow):
            runs.resume(run)


class TestOwn:
    def test_the_list_shows_ones_own(self, people, authority):
        upload(people["publisher"], authority, **three())
        assert "民政局.xlsx" in text(people["publisher"].get(reverse("report_imports")))
        assert "民政局.xlsx" not in text(people["admin"].get(reverse("report_imports")))

    def test_progress(self, reviewer, authority):
        url = upload(reviewer, authority, **three())
        assert reviewer.get(f"{url}progress/").json() == {
            **{"state": "ready", "done": 3, "total": 3, "stalled": False},
        }
