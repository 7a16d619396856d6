"""The demo: real reports, published; a second run keeps what was edited."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from wagtail.models import GroupPagePermission, PageLogEntry, Revision, Workflow, WorkflowPage

from cms.demo.roles import PASSWORD, ROLES
from cms.models import AgencyPage, AnnualReportPage, HomePage
from tests import samples

pytestmark = pytest.mark.django_db
SHANGHAI = "上海市科学技术委员会"


@pytest.fixture
def demo(capsys):
    """Prepares the demo, and gives what it printed."""

    def prepare():
        call_command("demo", "--no-serve")
        return capsys.readouterr().out

    prepare.output = prepare()
    return prepare


def report(agency, year):
    return AnnualReportPage.objects.child_of(AgencyPage.objects.get(title=agency)).get(year=year)


def test_the_real_reports_are_published_and_the_broken_one_is_not(demo, client):
    live = AnnualReportPage.objects.live()
    assert {(page.agency_name, page.year) for page in live} == {
        ("中卫市沙坡头区司法局", 2022),
        ("宿迁市人民政府", 2023),
        ("宿迁市人民政府", 2024),
        ("测试市人民政府", 2025),
    }
    broken = report(SHANGHAI, 2024).get_latest_revision_as_object()
    assert {f.rule for f in broken.findings() if f.severity == "error"} == {"A01", "A03"}
    assert f"存为草稿：{SHANGHAI}" in demo.output
    assert "A03" in demo.output
    assert client.get("/").status_code == 200
    for page in live:
        assert page.title in client.get("/").content.decode()
        assert client.get(page.url).status_code == 200


def test_their_figures_are_the_published_ones(demo):
    assert report("宿迁市人民政府", 2023).report.dataset == samples.dataset("suqian-2023")
    shapotou = report("中卫市沙坡头区司法局", 2022).report
    assert shapotou.dataset == samples.dataset("shapotou-justice-2022")
    assert all(shapotou.sections.values())


def test_there_is_one_user_for_each_role(demo):
    for role in ROLES:
        assert authenticate(username=role.username, password=PASSWORD)
        assert role.username in demo.output
    users = {role.username: get_user_model().objects.get(username=role.username) for role in ROLES}
    page = report("中卫市沙坡头区司法局", 2022)
    may = {name: page.permissions_for_user(user) for name, user in users.items()}
    assert [name for name, one in may.items() if not one.can_edit()] == ["auditor"]
    assert [name for name, one in may.items() if one.can_publish()] == ["publisher", "admin"]
    elsewhere = report(SHANGHAI, 2024)
    assert [n for n, u in users.items() if elsewhere.permissions_for_user(u).can_edit()] == (
        ["admin"]
    )


def test_a_second_run_keeps_what_was_edited(demo):
    drafted, published = report("宿迁市人民政府", 2023), report("宿迁市人民政府", 2024)
    drafted.contact = "草稿里改的电话"
    drafted.save_revision()
    published.contact = "已发布的新电话"
    published.give_reason("电话变更")
    published.save_revision().publish()
    home = HomePage.objects.get()
    home.introduction = "改过的介绍"
    home.save_revision().publish()
    AgencyPage.objects.get(slug="city").delete()
    user = get_user_model().objects.get(username="editor")
    user.set_password("changed")
    user.save()

    demo()

    assert report("宿迁市人民政府", 2023).contact != "草稿里改的电话"
    drafted = report("宿迁市人民政府", 2023).get_latest_revision_as_object()
    assert drafted.contact == "草稿里改的电话"
    assert report("宿迁市人民政府", 2024).contact == "已发布的新电话"
    assert HomePage.objects.get().introduction == "改过的介绍"
    assert report("测试市人民政府", 2025).live
    assert authenticate(username="editor", password="changed")


def test_a_second_run_adds_nothing(demo):
    models = AnnualReportPage, AgencyPage, HomePage, Revision, PageLogEntry, GroupPagePermission
    before = [model.objects.count() for model in models]
    workflow = Workflow.objects.create(name="另一个流程")
    assigned = WorkflowPage.objects.filter(page__depth=1)
    assert assigned.update(workflow=workflow) == 1
    assert "已发布：" not in demo()
    assert [model.objects.count() for model in models] == before
    assert assigned.get().workflow == workflow


def test_the_history_names_each_creation_once(demo):
    created = PageLogEntry.objects.filter(action="wagtail.create", content_type__app_label="cms")
    pages = list(created.values_list("page_id", flat=True))
    assert len(pages) == len(set(pages))
    assert all(
        entry.user.username == "admin" for entry in created.exclude(page=HomePage.objects.get())
    )
