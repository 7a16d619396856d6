"""Offices set how grave a rule is; only an authority may be milder, nobody where it is fixed."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.filling.preview import started
from cms.models import AgencyPage, AnnualReportPage, RuleSetting
from cms.models.gate import PublicationRefused
from cms.models.measure import measures_of
from report_blocks.statutory import Cell, CellKey, Severity

from .helpers import with_cells

pytestmark = pytest.mark.django_db
BLANK = CellKey("proactive_disclosure", "licensing", "decisions")
CARRIED = CellKey("information_requests", "carried_in", "business")


def setting(agency, rule, level):
    return RuleSetting.objects.create(agency=agency, rule=rule, level=level)


def severities(page, rule):
    return {finding.severity for finding in page.findings() if finding.rule == rule}


@pytest.fixture
def blank(draft):
    """A report with one blank cell, which is a warning (C02)."""
    return draft(cells={BLANK: Cell(None)})


def test_an_office_may_be_stricter_with_itself(blank, agency):
    assert severities(blank, "C02") == {Severity.WARNING}
    setting(agency, "C02", "error")
    assert severities(blank, "C02") == {Severity.ERROR}
    with pytest.raises(PublicationRefused, match="1 个单元格空白"):
        blank.get_latest_revision().publish()


def test_but_not_milder(blank, agency):
    setting(agency, "C02", "off")
    assert severities(blank, "C02") == {Severity.WARNING}


def test_an_authority_may_for_all_below(blank, site_tree):
    setting(site_tree[1], "C02", "off")
    assert severities(blank, "C02") == set()
    blank.get_latest_revision().publish()


def test_what_the_authority_has_set_an_office_may_only_make_stricter(blank, site_tree, agency):
    setting(site_tree[1], "C02", "error")
    own = setting(agency, "C02", "warning")
    assert severities(blank, "C02") == {Severity.ERROR}
    RuleSetting.objects.filter(agency=site_tree[1]).update(level="notice")
    assert severities(blank, "C02") == {Severity.WARNING}
    own.delete()
    assert severities(blank, "C02") == {Severity.NOTICE}


@pytest.mark.parametrize("rule", ["A01", "C01", "F01", "X00", "Z99"])
def test_fixed_rules_and_unknown_ones_cant_be_set(agency, rule):
    with pytest.raises(ValidationError, match=rule):
        RuleSetting(agency=agency, rule=rule, level="off").full_clean()


def test_a_fixed_rule_stays_an_error_whatever_stands_in_the_database(draft, site_tree):
    page = draft(cells={CellKey("information_requests", "granted", "total"): Cell(1)})
    setting(site_tree[1], "A01", "off")
    assert severities(page, "A01") == {Severity.ERROR}


def test_the_office_s_editor_offers_the_rules_in_chinese(people, site_tree):
    url = reverse("wagtailadmin_pages:edit", args=[site_tree[1].pk])
    content = people["admin"].get(url).content.decode()
    assert "规则的严重程度" in content
    assert "C02 表格没有空白单元格" in content
    assert "A01 表三每行" not in content


def test_what_is_carried_in_is_what_last_year_carried_out(draft, published):
    published(year=2023)
    page = draft(year=2024)
    assert severities(page, "B01") == set()
    with_cells(page, {CARRIED: Cell(4)}).save_revision()
    assert severities(page, "B01") == {Severity.ERROR}
    with pytest.raises(PublicationRefused, match="上年结转"):
        page.get_latest_revision().publish()
    AnnualReportPage.objects.filter(year=2023).update(live=False)
    assert severities(page, "B01") == set()


def test_an_authority_is_held_against_its_offices(published, site_tree):
    office = published(year=2024)
    page = started(site_tree[1], 2024)
    page.fill(replace(office.report, agency="沙坡头区人民政府"), year=2024)
    site_tree[1].add_child(instance=page)
    assert severities(page, "G01") == set()
    page = with_cells(page, {BLANK: Cell(1)})
    [found] = [one for one in page.findings() if one.rule == "G01"]
    assert found.found == 1
    assert "中卫市沙坡头区司法局" in found.message


def test_two_offices_of_the_same_name_are_both_added_up(site_tree):
    _home, authority, _office = site_tree
    for slug in ("east", "west"):
        above = authority.add_child(instance=AgencyPage(title=slug, slug=slug))
        above.add_child(instance=AgencyPage(title="财政所", slug="finance"))
    offices = measures_of([(authority, 2024)])[authority.pk, 2024].context.offices
    assert len(offices) == 5
    assert sum(name.startswith("财政所（") for name in offices) == 2
