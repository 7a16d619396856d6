"""A report begun from last year's: its prose, its years moved on, and none of its numbers."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.rich_text import RichText

from cms.filling.preview import started
from cms.models import AgencyPage, AnnualReportPage, gate
from cms.models.measure import BY_ITSELF
from cms.publishing.fillings import Filling, Original
from report_blocks.statutory import Cell, CellKey, Dataset

from .helpers import with_cells

pytestmark = pytest.mark.django_db
KEY = CellKey("proactive_disclosure", "licensing", "decisions")
CHIP = f'<embed embedtype="figure" cell="{KEY}"/>'
SAME = "我局严格落实信息发布审查制度，管好政务公开主阵地。"
STALE = "落实《2023年工作要点》，一是" + SAME
PROSE = (
    '<h3 data-block-key="a1">（一）主动公开</h3>'
    f'<p data-block-key="a2">2023年，行政许可{CHIP}件，比2022年多。</p>'
    f'<p data-block-key="a3">落实《2023年工作要点》，<b>一是</b>{SAME}</p>'
)


@pytest.fixture
def before(published):
    """The published report of 2023 with a newer draft, both with a chip."""

    def make(year=2023, **changes):
        page = published(year=year, cells={KEY: Cell(4321)}, **changes)
        page.body[0].value["text"] = RichText(PROSE)
        page.__dict__.pop("report", None)
        page.give_reason("补充文字")
        page.save_revision().publish()
        page = AnnualReportPage.objects.get(pk=page.pk)
        page = with_cells(page, {KEY: Cell(9)})
        page.give_reason("数字有误")
        page.save_revision()
        return AnnualReportPage.objects.get(pk=page.pk)

    return make


def address(agency):
    return reverse("report_from_last_year", args=[agency.pk])


def text(response):
    return response.content.decode()


def begun(client, agency, **data):
    """Ask, and say yes to what is shown."""
    context = client.get(address(agency)).context
    seen = context["beginning"].token if "beginning" in context else ""
    return client.post(address(agency), {"seen": seen} | data)


def newest(year=2024):
    return AnnualReportPage.objects.get(year=year).get_latest_revision_as_object()


def source(page, place=0):
    return page.body[place].value["text"].source


def test_the_question_says_what_will_happen(editor, agency, before):
    before()
    said = text(editor.get(address(agency)))
    assert "2023" in said
    assert "2024" in said
    assert "一、总体情况；五、存在的主要问题及改进情况；六、其他需要报告的事项" in said.replace(
        "\n", ""
    )
    assert AnnualReportPage.objects.count() == 1


def test_prose_comes_with_its_headings_and_chips_and_its_years_move_on(editor, agency, before):
    before()
    response = begun(editor, agency)
    page = newest()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert source(page) == PROSE.replace(
        '<p data-block-key="a2">2023年', '<p data-block-key="a2">2024年'
    ).replace("比2022年", "比2023年")
    assert source(page, 5) == "<p>本年度未收取信息处理费。</p>"
    assert editor.get(response.url).status_code == 200


def test_tables_are_blank_and_standing_texts_are_the_offices(editor, agency, before):
    agency.telephone = "0955-7630167"
    agency.save_revision().publish()
    before()
    begun(editor, agency)
    page, row = newest(), AnnualReportPage.objects.get(year=2024)
    assert page.report.dataset == row.report.dataset == Dataset("cn-2021")
    assert page.title == "中卫市沙坡头区司法局2024年政府信息公开工作年度报告"
    assert "2024年1月1日至12月31日" in page.preamble
    assert "〔2021〕30号" in page.preamble
    assert "2023" not in page.preamble
    assert page.contact == "联系电话：0955-7630167"
    assert not row.live


def test_the_history_says_from_which_report(editor, roles, agency, before):
    report = before()
    begun(editor, agency)
    page = AnnualReportPage.objects.get(year=2024)
    created, entry = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    assert (created.action, entry.action) == ("wagtail.create", "cms.begun_from_last_year")
    assert entry.data == {"page": report.pk, "year": 2023, "revision": report.live_revision_id}
    assert entry.user == created.user == page.owner == roles["editor"]
    assert entry.revision == page.latest_revision
    assert "依据上年报告新建" in text(editor.get(f"/admin/pages/{page.pk}/history/"))


def test_the_year_due_goes_before_the_year_after_the_last(editor, agency, before, published):
    due = AnnualReportPage.year_due()
    before(due - 1)
    published(year=due + 1)
    begun(editor, agency)
    assert newest(due).report.sections["overview"].startswith("（一）主动公开")


def test_a_report_in_the_format_of_2019_begins_one_in_that_of_2021(editor, agency):
    old = started(agency, 2020)
    old.body[0].value["text"] = RichText(PROSE)
    agency.add_child(instance=old)
    AnnualReportPage.objects.filter(pk=old.pk).update(live=True)
    begun(editor, agency)
    page = newest(2021)
    assert (old.format_key, page.format_key) == ("cn-2019", "cn-2021")
    assert CHIP in source(page)
    assert "〔2021〕30号" in page.preamble


@pytest.mark.parametrize("name", ["nobody", "checker", "auditor", "stranger"])
def test_who_may_not_make_reports_of_the_office(people, agency, before, name):
    before()
    for response in (people[name].get(address(agency)), people[name].post(address(agency))):
        assert response.status_code == 302
        assert "from-last-year" not in response.url.partition("?")[0]
    assert AnnualReportPage.objects.count() == 1


def test_an_office_has_only_its_own_reports(people, site_tree, before):
    before()
    other = AgencyPage.objects.get(slug="other")
    assert "还没有已发布的报告" in text(people["stranger"].get(address(other)))


def test_no_report_is_published(editor, agency, draft):
    draft(year=2023)
    assert "还没有已发布的报告" in text(editor.get(address(agency)))
    begun(editor, agency)
    assert AnnualReportPage.objects.count() == 1


def test_the_report_is_there_already(editor, agency, before, draft):
    before()
    page = draft(year=2024)
    said = text(editor.get(address(agency)))
    assert "2024年度报告已经建立" in said
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in said
    begun(editor, agency)
    assert AnnualReportPage.objects.count() == 2


def test_the_year_has_no_format(editor, agency, before):
    page = before()
    AnnualReportPage.objects.filter(pk=page.pk).update(year=2017)
    assert "没有适用于2018年度报告的格式" in text(editor.get(address(agency)))


def test_what_was_published_since_is_to_be_seen_first(editor, agency, before):
    page = before()
    seen = editor.get(address(agency)).context["beginning"].token
    page.get_latest_revision().publish()
    response = editor.post(address(agency), {"seen": seen})
    assert "请重新查看" in text(response)
    assert response.context["beginning"].token in text(response)
    assert AnnualReportPage.objects.count() == 1


def test_the_button_is_where_reports_are_made(editor, people, agency):
    explorer = reverse("wagtailadmin_explore", args=[agency.pk])
    assert address(agency) in text(editor.get(explorer))
    assert address(agency) not in text(people["checker"].get(explorer))


def unchanged(page):
    return [finding.found for finding in page.findings() if finding.rule == "E02"]


def test_what_reads_as_last_year_is_marked_until_it_is_changed(editor, agency, before):
    before()
    begun(editor, agency)
    page = newest()
    assert unchanged(page) == [STALE]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "与上年报告相同的一段" in text(editor.get(edit))
    page.body[0].value["text"] = RichText(PROSE.replace("主阵地", "平台"))
    page.__dict__.pop("report", None)
    assert unchanged(page) == []


def test_only_the_published_report_of_the_year_before_counts(draft, before):
    page = draft(year=2024, sections={"overview": STALE})
    assert unchanged(page) == []
    last = before(2023)
    assert unchanged(page) == [STALE]
    AnnualReportPage.objects.filter(pk=last.pk).update(live=False)
    assert unchanged(page) == []


def test_originals_are_not_compared_and_measured_by_themselves(
    draft, before, agency, django_assert_num_queries
):
    before()
    page = draft(year=2024, sections={"overview": STALE})
    _agency = page.agency, page.agency_name
    with django_assert_num_queries(0):
        gate.refuse_errors(page, BY_ITSELF)
        Filling(
            agency, page.report, None, None, original=Original(datetime.date(2025, 1, 31))
        ).mark(page)
    with django_assert_num_queries(0):
        assert unchanged(page) == []
