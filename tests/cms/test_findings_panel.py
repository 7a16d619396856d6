"""The list of findings: by section, errors first, with sources, wherever a report is looked at."""

import re

import pytest
from django.urls import reverse

from cms.models.findings_list import FindingsList, Standing
from report_blocks.statutory import Cell, CellKey, get_format
from report_blocks.statutory.rules.book import book, source_of
from tests.test_docs import text as document

from .uploads import text

GRANTED = CellKey("information_requests", "granted", "natural_person")
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(roles, people, draft):
    """Two wrong sums in table three, a mobile number before it, and a section without text."""
    return draft(cells={GRANTED: Cell(9999)}, sections={"overview": "请拨打13912345678。"})


def test_groups_with_errors_come_first_then_in_the_order_of_the_report(page):
    groups = FindingsList(page).groups
    assert [group.heading for group in groups] == [
        "三、收到和处理政府信息公开申请情况",
        "一、总体情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert (groups[0].errors, groups[0].warnings) == (len(groups[0].items), 0)
    assert (groups[1].errors, groups[1].warnings) == (0, 1)


def test_errors_come_first_within_a_group(draft):
    page = draft(sections={"overview": "13912345678，绝密★。"})
    [group] = [one for one in FindingsList(page).groups if one.heading == "一、总体情况"]
    assert [item.finding.rule for item in group.items][:2] == ["F03", "F02"]


def test_each_says_where_and_by_what_source(page):
    first = FindingsList(page).groups[0].items[0]
    assert first.place
    assert first.cell
    assert "国办公开办函〔2021〕30号" in first.source
    block = FindingsList(page).groups[0].block
    assert [b.id for b in page.body if b.block_type == "table"][1] == block


def test_what_is_about_the_report_has_a_group_of_its_own(draft):
    page = draft()
    page.contact = "绝密★"
    [group] = [one for one in FindingsList(page).groups if one.errors]
    assert (group.heading, group.block) == ("", "")


def test_a_format_that_is_not_installed(draft):
    page = draft()
    page.format_key = "gone"
    [group] = FindingsList(page).groups
    assert group.items[0].standing is Standing.ERROR


def test_every_rule_of_the_docs_has_a_source():
    ids = set(re.findall(r"^\| ([A-Z]\d\d) \|", document("rules.md"), re.MULTILINE))
    assert ids == set(book())


def test_a_rule_of_another_format_has_that_format_for_its_source(made_up):
    assert made_up.citation in source_of("M99", made_up).zh
    assert "2019" in source_of("A01", get_format("cn-2019")).en


class TestTheFragment:
    @pytest.mark.parametrize("name", ["editor", "checker", "reviewer", "auditor", "admin"])
    def test_is_for_who_may_edit_or_audit(self, people, page, name):
        response = people[name].get(reverse("report_findings", args=[page.pk]))
        assert response.status_code == 200
        assert "13912345678" not in text(response)
        assert "《政府信息公开条例》第十五条" in text(response)
        may_explain = "report-findings#explain" in response.content.decode()
        assert may_explain is (name != "auditor")

    @pytest.mark.parametrize("name", ["nobody", "stranger"])
    def test_and_for_nobody_else(self, people, page, name):
        response = people[name].get(reverse("report_findings", args=[page.pk]))
        assert response.status_code in (302, 403)

    def test_is_of_the_newest_draft(self, people, page):
        page.contact = "绝密★"
        page.save_revision()
        response = people["editor"].get(reverse("report_findings", args=[page.pk]))
        assert "F03" in text(response)


class TestElsewhere:
    def test_the_editor(self, people, page):
        response = people["editor"].get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert "report-findings#jump" in response.content.decode()

    def test_a_new_report_has_no_list_yet(self, people, agency):
        url = reverse("wagtailadmin_pages:add", args=["cms", "annualreportpage", agency.pk])
        assert "/reports/0/findings/" in people["editor"].get(url).content.decode()

    def test_the_comparison_shows_those_of_the_newer_revision(self, people, page):
        page.contact = "绝密★"
        page.save_revision()
        url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
        content = people["editor"].get(url).content.decode()
        assert "F03" in content
        assert "report-findings#" not in content

    def test_the_comparison_of_another_page_has_none(self, people, agency):
        for _ in range(2):
            agency.save_revision()
        url = reverse(
            "wagtailadmin_pages:revisions_compare", args=[agency.pk, "earliest", "latest"]
        )
        response = people["admin"].get(url)
        assert response.status_code == 200
        assert "report-findings--reading" not in response.content.decode()

    def test_the_record_that_the_auditor_reads(self, people, page):
        content = people["auditor"].get(reverse("report_record", args=[page.pk])).content.decode()
        assert "F02" in content
        assert "report-findings#" not in content
