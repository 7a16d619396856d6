"""A warning may be explained: for these figures, by who may change the report, and on record."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.models import AnnualReportPage, Explanation, RecordEntry
from cms.models.findings_list import FindingsList, Standing
from cms.models.gate import PublicationRefused
from cms.models.verification import verify
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import review, with_cells
from .uploads import text

pytestmark = pytest.mark.django_db
CELL = CellKey("information_requests", "granted", "natural_person")
NUMBER = "11010519491231002X"


@pytest.fixture
def page(roles, people, draft):
    """A report with one warning, of a mobile number."""
    overview = samples.TEXTS["overview"] + "请拨打13912345678。"
    return draft(sections=samples.TEXTS | {"overview": overview})


def newest(page):
    return AnnualReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def warning(page):
    [item] = [item for item in FindingsList(newest(page)).items if item.finding.rule == "F02"]
    return item


def explain(client, page, key=None, reason="单位的值班手机"):
    url = reverse("report_findings_explain", args=[page.pk])
    return client.post(url, {"key": key or warning(page).key, "reason": reason})


def rewrite(page, overview):
    page = newest(page)
    for child in page.body:
        if child.block_type == "narrative" and "overview" in child.value["section"]:
            child.value["text"].source = f"<p>{overview}</p>"
    page.save_revision()


class TestGiving:
    def test_it_is_shown_below_the_open_ones_with_who_and_when(self, people, page):
        response = explain(people["editor"], page)
        assert response.status_code == 200
        for words in ("单位的值班手机", "王编辑", Standing.EXPLAINED.label):
            assert words in text(response)
        item = warning(page)
        assert item.standing is Standing.EXPLAINED
        assert str(item.explanation) == "单位的值班手机"
        assert FindingsList(newest(page)).warnings == 0

    def test_again_replaces(self, people, page):
        explain(people["editor"], page)
        explain(people["checker"], page, reason="已公开的热线")
        assert Explanation.objects.get().reason == "已公开的热线"
        assert Explanation.objects.get().user.username == "checker"

    @pytest.mark.parametrize("reason", ["", "   ", "长" * 1001])
    def test_a_reason_is_needed_and_not_a_long_one(self, people, page, reason):
        assert explain(people["editor"], page, reason=reason).status_code == 400
        assert not Explanation.objects.exists()

    def test_a_warning_that_is_not_there(self, people, page):
        response = explain(people["editor"], page, key="x" * 64)
        assert "report-findings__said" in response.content.decode()
        assert not Explanation.objects.exists()

    def test_no_error(self, people, draft):
        page = draft(year=2023, cells={CELL: Cell(9999)})
        [error, *_rest] = FindingsList(newest(page)).items
        assert error.standing is Standing.ERROR
        explain(people["editor"], page, key=error.key)
        assert not Explanation.objects.exists()

    def test_what_it_holds_of_persons_is_masked(self, people, page):
        explain(people["editor"], page, reason=f"本人 {NUMBER} 同意公开")
        kept = Explanation.objects.get().reason
        logged = PageLogEntry.objects.get(action="cms.explained").data
        assert NUMBER not in f"{kept} {logged}"
        assert "****002X" in kept


class TestHolding:
    def test_only_while_the_finding_is_the_same(self, people, page):
        explain(people["editor"], page)
        rewrite(page, "请拨打13912340000。")
        assert warning(page).standing is Standing.WARNING
        rewrite(page, "改了别的，请拨打13912345678。")
        assert warning(page).standing is Standing.EXPLAINED

    def test_only_for_the_figures_it_was_given_for(self, people, page):
        noted = Cell(1, note="联系13912345678")
        with_cells(draft := newest(page), {CELL: noted}).save_revision()
        [item] = [item for item in FindingsList(draft).items if item.cell and item.standing == 1]
        assert item.place
        explain(people["editor"], page, key=item.key)
        assert Explanation.objects.get().finding["cells"][str(CELL)].startswith("1")
        with_cells(draft := newest(page), {CELL: Cell(2, note=noted.note)}).save_revision()
        standing = {item.cell: item.standing for item in FindingsList(draft).items}
        assert standing["granted/natural_person"] is Standing.WARNING

    def test_until_it_is_withdrawn(self, people, page):
        explain(people["editor"], page)
        url = reverse("report_findings_withdraw", args=[page.pk])
        people["editor"].post(url, {"key": warning(page).key})
        assert warning(page).standing is Standing.WARNING
        assert people["editor"].post(url, {"key": warning(page).key}).status_code == 200


class TestWho:
    @pytest.mark.parametrize("name", ["nobody", "stranger", "auditor"])
    def test_nobody_who_can_not_edit_the_report(self, people, page, name):
        assert explain(people[name], page).status_code in (302, 403)
        assert not Explanation.objects.exists()

    def test_not_who_is_locked_out_of_it(self, people, roles, page):
        page.latest_revision.user = roles["editor"]
        page.latest_revision.save()
        page.get_workflow().start(page, roles["editor"])
        explain(people["editor"], page)
        assert not Explanation.objects.exists()
        explain(people["checker"], page)
        assert Explanation.objects.exists()
        review(people["checker"], page)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert "单位的值班手机" in text(people["reviewer"].get(url))


def test_history_and_record_tell_of_it(people, page):
    explain(people["editor"], page)
    url = reverse("report_findings_withdraw", args=[page.pk])
    people["editor"].post(url, {"key": warning(page).key})
    told = RecordEntry.objects.filter(report=page.pk, action__contains="expl")
    assert [entry.action for entry in told] == ["cms.explained", "cms.explanation_withdrawn"]
    assert all(entry.data["reason"] == "单位的值班手机" for entry in told)
    assert verify(page.pk) is None
    history = text(people["editor"].get(reverse("wagtailadmin_pages:history", args=[page.pk])))
    assert history.count("F02") == 2
    assert "单位的值班手机" in history


class TestJustifying:
    """A card's number forbids publishing, unless another person says that it is none."""

    @pytest.fixture
    def page(self, roles, people, draft):
        page = draft(sections=samples.TEXTS | {"overview": samples.TEXTS["overview"] + NUMBER})
        page.latest_revision.user = roles["editor"]
        page.latest_revision.save()
        return page

    def key(self, page):
        [item] = [item for item in FindingsList(newest(page)).items if item.finding.rule == "F01"]
        return item.key

    def test_not_by_who_has_edited_last(self, people, page):
        response = explain(people["editor"], page, self.key(page))
        assert response.status_code == 400
        assert "须由另一人说明" in response.content.decode()
        assert not Explanation.objects.exists()

    def test_by_another_who_may_change_the_report(self, people, page):
        with pytest.raises(PublicationRefused):
            page.get_latest_revision().publish()
        response = explain(people["checker"], page, self.key(page), reason="是文件编号")
        assert response.status_code == 200
        page.get_latest_revision().publish()
        assert AnnualReportPage.objects.get(pk=page.pk).live

    def test_of_that_number_only(self, people, page):
        explain(people["checker"], page, self.key(page))
        rewrite(page, samples.TEXTS["overview"] + "640502197903070121"[:17] + "X，绝密★")
        with pytest.raises(PublicationRefused):
            newest(page).get_latest_revision().publish()


class TestInPublic:
    def test_only_where_the_authority_wants_it(self, people, page, site_tree, client):
        explain(people["editor"], page, reason="单位的值班手机")
        newest(page).get_latest_revision().publish()
        live = AnnualReportPage.objects.get(pk=page.pk)
        assert "单位的值班手机" not in client.get(live.url).content.decode()
        site_tree[1].shows_explanations = True
        site_tree[1].save()
        shown = client.get(live.url).content.decode()
        assert "单位的值班手机" in shown
        assert "末四位 5678" in shown

    def test_not_of_what_was_not_published(self, people, page, site_tree, client):
        site_tree[1].shows_explanations = True
        site_tree[1].save()
        newest(page).get_latest_revision().publish()
        rewrite(page, samples.TEXTS["overview"] + "请拨打13900005679。")
        explain(people["editor"], page, reason="新的手机")
        live = AnnualReportPage.objects.get(pk=page.pk)
        assert "新的手机" not in client.get(live.url).content.decode()
