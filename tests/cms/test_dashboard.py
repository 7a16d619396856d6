"""The first page of the admin lists one's unfinished reports, and how they stand."""

import pytest
from django.urls import reverse

from cms.models import AgencyPage, AnnualReportPage, Post, Role
from cms.reviewing import due_reports
from cms.reviewing.own_reports import MOST, own_reports
from report_blocks.statutory import Cell, CellKey
from tests import samples

from .helpers import review

GRANTED = CellKey("information_requests", "granted", "natural_person")
TEXTS = samples.TEXTS
PHONE = TEXTS["overview"] + "请拨打13912345678。"
pytestmark = pytest.mark.django_db


def titles(user):
    return [report.page.title for report in own_reports(user)]


def test_the_newest_draft_counts(people, roles, draft):
    page = draft(sections=TEXTS | {"overview": PHONE})
    [report] = own_reports(roles["editor"])
    assert (report.errors, report.warnings) == (0, 1)
    page.contact += "绝密★"
    page.save_revision()
    [report] = own_reports(roles["editor"])
    assert (report.errors, report.warnings) == (1, 1)


def test_it_links_to_the_editor(people, draft):
    page = draft(cells={GRANTED: Cell(9999)})
    content = people["editor"].get(reverse("wagtailadmin_home")).content.decode()
    assert "own-reports" in content
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in content


def test_only_what_one_may_edit(roles, people, draft, site_tree):
    page = draft()
    for name in ("stranger", "auditor"):
        content = people[name].get(reverse("wagtailadmin_home")).content.decode()
        assert page.title not in content
    assert len(titles(roles["checker"])) == len(titles(roles["reviewer"])) == 1


def test_published_ones_are_not_there_until_they_are_changed(roles, published):
    page = published(sections=TEXTS)
    assert titles(roles["editor"]) == []
    page.save_revision()
    [report] = own_reports(roles["editor"])
    assert report.page.pk == page.pk


def test_the_state_names_the_step(roles, people, draft):
    page = draft(sections=TEXTS)
    [before] = own_reports(roles["editor"])
    page.latest_revision.user = roles["editor"]
    page.latest_revision.save()
    page.get_workflow().start(page, roles["editor"])
    [first] = own_reports(roles["editor"])
    assert "初审" in first.state
    review(people["checker"], page, "reject", comment="请改")
    [back] = own_reports(roles["editor"])
    assert len({before.state, first.state, back.state}) == 3
    assert "初审" in back.state


def test_the_newest_first_and_not_more_than_so_many(roles, draft):
    pages = [draft(year=year) for year in (2021, 2022, 2023, 2024)]
    pages[1].save_revision()
    assert titles(roles["editor"])[0] == pages[1].title
    assert len(titles(roles["editor"])) == 4 <= MOST


def test_each_report_costs_only_its_draft(
    roles, draft, site_tree, agency, django_assert_max_num_queries
):
    draft()
    with django_assert_max_num_queries(15):
        list(own_reports(roles["editor"]))
    for year in (2021, 2022, 2023):
        draft(year=year)
    site_tree[1].add_child(instance=AgencyPage(title="另一局", slug="another"))
    with django_assert_max_num_queries(15 + 3 * 5):
        list(own_reports(roles["editor"]))


class TestDue:
    def links(self, client):
        """What the first page offers to begin the report with."""
        content = client.get(reverse("wagtailadmin_home")).content.decode()
        _before, _is, offered = content.partition("report-due")
        return [name for name in ("from-last-year", "upload", "/add/") if name in offered]

    def test_with_nothing_to_begin_with(self, people, agency):
        assert self.links(people["editor"]) == ["upload", "/add/"]

    def test_with_last_years_report(self, people, published):
        published(year=AnnualReportPage.year_due() - 1)
        assert self.links(people["editor"]) == ["from-last-year", "upload", "/add/"]

    def test_with_one_that_is_not_published(self, people, draft):
        draft(year=AnnualReportPage.year_due() - 1)
        assert self.links(people["editor"]) == ["upload", "/add/"]

    def test_not_of_what_has_been_begun(self, people, draft):
        draft(year=AnnualReportPage.year_due())
        assert self.links(people["editor"]) == []

    def test_only_for_those_who_write_reports(self, people, agency):
        for name in ("checker", "reviewer", "publisher", "auditor"):
            assert self.links(people[name]) == []

    def test_not_for_those_who_write_many(self, roles, site_tree, agency):
        for number in range(due_reports.MOST):
            office = AgencyPage(title=f"局{number}", slug=f"n{number}")
            site_tree[1].add_child(instance=office)
            post = Post.objects.get(role=Role.OFFICE_EDITOR, agency=office)
            roles["editor"].groups.add(post.group)
        assert due_reports.due_reports(roles["editor"]) == []
