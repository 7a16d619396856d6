"""三审三校: who may pass a report on, who is told, and who answers for the check of secrecy."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Workflow, WorkflowState

from cms.demo.roles import Person, create_person
from cms.models import AgencyPage, AnnualReportPage, Post, ReviewTaskState, Role
from cms.models.posts import create_posts, roles_for
from report_blocks.statutory import Cell, CellKey

from .helpers import SECRECY, form_data, posted, review, with_cells
from .uploads import text

GRANTED = CellKey("information_requests", "granted", "natural_person")
pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(roles, people, draft):
    page = draft()
    page.latest_revision.user = roles["editor"]
    page.latest_revision.save()
    page.get_workflow().start(page, roles["editor"])
    return page


def step(page):
    task = AnnualReportPage.objects.get(pk=page.pk).current_workflow_task
    return task and task.name


def is_live(page):
    return AnnualReportPage.objects.get(pk=page.pk).live


def refused(response):
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


class TestThreeSteps:
    def test_each_by_its_own_role_and_the_last_publishes(self, people, submitted):
        for name, then in (("checker", "复审"), ("reviewer", "终审")):
            review(people[name], submitted)
            assert step(submitted) == then
            assert not is_live(submitted)
        review(people["publisher"], submitted, **SECRECY)
        assert is_live(submitted)

    @pytest.mark.parametrize("name", ["editor", "reviewer", "publisher", "stranger", "auditor"])
    def test_by_nobody_else(self, people, submitted, name):
        review(people[name], submitted)
        assert step(submitted) == "初审"

    def test_not_by_the_same_role_of_another_office(self, people, submitted, site_tree):
        person = Person("elsewhere", "郑他审", "", ((Role.OFFICE_REVIEWER, "other"),))
        client = people["stranger"]
        client.force_login(create_person(person))
        review(client, submitted)
        assert step(submitted) == "初审"
        assert refused(client.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk])))

    def test_a_script_can_do_no_more_than_the_form(self, roles, submitted):
        page = AnnualReportPage.objects.get(pk=submitted.pk)
        state = page.current_workflow_task_state.specific
        with pytest.raises(PermissionDenied):
            page.current_workflow_task.on_action(state, roles["publisher"], "approve")
        assert step(page) == "初审"

    def test_the_last_one_sent_twice_is_told_so(self, people, submitted):
        for name in ("checker", "reviewer"):
            review(people[name], submitted)
        review(people["publisher"], submitted, **SECRECY)
        page = AnnualReportPage.objects.get(pk=submitted.pk)
        action = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        response = posted(people["publisher"], page, **action)
        assert "已经不在审核中" in text(response)
        page.refresh_from_db()
        assert page.live and not page.has_unpublished_changes

    def test_one_sent_twice_does_not_pass_the_next_step(
        self, people, roles, submitted, monkeypatch
    ):
        roles["checker"].groups.add(*roles["reviewer"].groups.all())

        def send_again():
            page = AnnualReportPage.objects.get(pk=submitted.pk)
            action = {"action-workflow-action": "true", "workflow-action-name": "approve"}
            return text(posted(people["checker"], page, **action))

        review(people["checker"], submitted)
        assert "已经收到" in send_again()
        assert step(submitted) == "复审"
        monkeypatch.setattr("cms.reviewing.sent_twice.TOO_SOON", datetime.timedelta(0))
        assert "已经收到" not in send_again()

    def test_sent_back_with_a_comment(self, people, roles, submitted):
        mail.outbox.clear()
        review(people["checker"], submitted, "reject", comment="第三部分请核对")
        state = WorkflowState.objects.get()
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        [letter] = mail.outbox
        assert letter.to == [roles["editor"].email]
        assert "第三部分请核对" in letter.body

    @pytest.mark.parametrize("names", [["checker"], ["checker", "reviewer"]])
    def test_after_sending_back_all_begin_anew(self, people, roles, submitted, names):
        for name in names:
            review(people[name], submitted)
        sender = "reviewer" if len(names) == 1 else "publisher"
        review(people[sender], submitted, "reject", comment="请核对")
        page = with_cells(submitted.get_latest_revision_as_object(), {GRANTED: Cell(1408)})
        page.save_revision(user=roles["editor"])
        WorkflowState.objects.get().resume(user=roles["editor"])
        assert step(submitted) == "初审"
        for name, then in (("checker", "复审"), ("reviewer", "终审")):
            review(people[name], submitted)
            assert step(submitted) == then
        review(people["publisher"], submitted, **SECRECY)
        assert is_live(submitted)


class TestWhoEditedLast:
    def test_does_not_pass_it(self, people, roles, submitted):
        page = with_cells(submitted.get_latest_revision_as_object(), {GRANTED: Cell(20)})
        page.save_revision(user=roles["checker"])
        review(people["checker"], submitted)
        assert step(submitted) == "初审"
        review(people["checker"], submitted, "reject")
        assert step(submitted) is None

    def test_not_even_an_administrator(self, people, roles, submitted):
        page = with_cells(submitted.get_latest_revision_as_object(), {GRANTED: Cell(20)})
        page.save_revision(user=roles["admin"])
        review(people["admin"], submitted)
        assert step(submitted) == "初审"

    def test_saving_without_a_change_neither_makes_nor_ends_it(self, people, roles, submitted):
        submitted.save_revision(user=roles["checker"])  # he has only looked, or commented
        review(people["checker"], submitted)
        assert step(submitted) == "复审"
        page = with_cells(submitted.get_latest_revision_as_object(), {GRANTED: Cell(20)})
        page.save_revision(user=roles["reviewer"])
        page.save_revision(user=roles["editor"])  # which does not make it hers
        review(people["reviewer"], submitted)
        assert step(submitted) == "复审"

    def test_not_in_one_go(self, people, submitted):
        page = submitted.get_latest_revision_as_object()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        data = form_data(page) | action | {"contact": "电话：0955-2"}
        assert "由另一位" in text(people["checker"].post(url, data))
        assert step(page) == "初审"


class TestCheckOfSecrecy:
    @pytest.fixture
    def last(self, people, submitted):
        for name in ("checker", "reviewer"):
            review(people[name], submitted)
        return submitted

    @pytest.mark.parametrize(
        "data", [{}, SECRECY | {"secrecy_checked_by": " "}, {"secrecy_checked_by": "陈保密"}]
    )
    def test_without_it_nothing_is_published(self, people, last, data):
        review(people["publisher"], last, **data)
        assert not is_live(last)

    def test_nor_by_a_script(self, roles, last):
        page = AnnualReportPage.objects.get(pk=last.pk)
        state = page.current_workflow_task_state.specific
        with pytest.raises(ValidationError):
            page.current_workflow_task.on_action(state, roles["publisher"], "approve")

    def test_who_answers_for_it_is_kept(self, people, roles, last):
        review(people["publisher"], last, **SECRECY)
        state = ReviewTaskState.objects.get(task__name="终审")
        assert state.secrecy_checked_by == "陈保密"
        assert state.finished_by == roles["publisher"]
        assert state.finished_at

    def test_nothing_is_kept_of_a_pass_that_was_refused(self, people, last):
        page = with_cells(
            last.get_latest_revision_as_object(),
            {CellKey(GRANTED.table, "granted", "total"): Cell(7)},
        )
        page.save_revision()
        review(people["publisher"], last, **SECRECY)
        assert not is_live(last)
        assert ReviewTaskState.objects.get(task__name="终审").secrecy_checked_by == ""


class TestNotices:
    def test_go_to_the_reviewers_of_the_office(self, roles, submitted):
        [letter] = [one for one in mail.outbox if one.to == [roles["checker"].email]]
        assert "初审" in letter.body
        told = {address for one in mail.outbox for address in one.to}
        assert told.isdisjoint(roles[name].email for name in ("editor", "reviewer", "publisher"))

    def test_and_are_on_their_first_page(self, people, submitted):
        for name, is_awaited in (("checker", True), ("reviewer", False)):
            content = text(people[name].get(reverse("wagtailadmin_home")))
            assert ("awaiting-review" in content) is is_awaited


class TestPosts:
    def test_each_office_has_its_own(self, site_tree):
        _home, authority, office = site_tree
        roles = {Role(post.role) for post in Post.objects.filter(agency=office)}
        assert roles == {Role.OFFICE_EDITOR, Role.OFFICE_REVIEWER}
        assert {Role(post.role) for post in Post.objects.filter(agency=authority)} == set(
            roles_for(collects_reports=True)
        )

    def test_they_follow_its_name(self, agency):
        agency.title = "新名局"
        agency.save()
        assert Group.objects.filter(name="单位编辑 · 新名局").exists()

    def test_two_offices_of_one_name(self, site_tree):
        names = set(Group.objects.values_list("name", flat=True))
        for slug in ("a", "b"):
            site_tree[1].add_child(instance=AgencyPage(title="教育局", slug=slug))
        new = set(Group.objects.values_list("name", flat=True)) - names
        assert len(new) == 4
        assert "单位编辑 · 教育局" in new

    def test_a_draft_of_the_office_changes_none(self, agency):
        names = set(Group.objects.values_list("name", flat=True))
        agency.title, agency.collects_reports = "冒名局", True
        agency.save_revision()
        assert set(Group.objects.values_list("name", flat=True)) == names

    def test_they_go_with_it(self, agency):
        groups = list(Post.objects.filter(agency=agency).values_list("group", flat=True))
        agency.delete()
        assert not Group.objects.filter(pk__in=groups).exists()

    def test_making_them_again_adds_nothing(self, agency):
        count = Post.objects.count()
        create_posts(roles_for(collects_reports=False), agency)
        assert Post.objects.count() == count


def test_the_workflow_is_that_of_every_page(agency):
    workflow = Workflow.objects.get(name="三审三校")
    assert agency.get_workflow() == workflow
    assert [task.name for task in workflow.tasks] == ["初审", "复审", "终审"]
