"""What the addresses are asked for: an office's own things, another authority's, the site's."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Task, Workflow

from cms.filling.preview import started
from cms.models import AgencyPage, AnnualReportPage
from report_blocks.statutory import Report
from tests import samples

from ..uploads import ready
from ..workbooks import filled


@dataclass(frozen=True)
class Office:
    """An office with a report in its first review, a live one, and an import of its editor."""

    agency: AgencyPage
    report: AnnualReportPage
    values: dict[str, object] = field(default_factory=dict)


def begin(agency: AgencyPage, editor: User) -> Office:
    report = _report(agency, 2024)
    report.save_revision(user=editor, log_action=True)
    report.get_workflow().start(report, editor)
    report.refresh_from_db()
    state = report.current_workflow_state
    live = _report(agency, 2023)
    live.save_revision().publish()
    run = ready(filled(agency=agency.title), agency=agency, user=editor)
    values = {
        "page_id": report.pk,
        "page_to_move_id": report.pk,
        "parent_page_id": agency.pk,
        "page_pk": agency.pk,
        "object_id": report.pk,
        "destination_id": agency.pk,
        "agency_id": agency.pk,
        "report_id": report.pk,
        "revision_id": report.latest_revision_id,
        "task_state_id": state.current_task_state_id,
        "task_id": state.current_task_state.task_id,
        "workflow_state_id": state.pk,
        "run_id": run.pk,
        "item_id": run.items.get().pk,
    }
    return Office(agency, report, values)


def _report(agency: AgencyPage, year: int) -> AnnualReportPage:
    page = started(agency, year)
    sections = dict.fromkeys(("overview", "problems_and_improvements", "other_matters"), "文字。")
    page.fill(Report(samples.dataset("suqian-2024"), sections=sections), year=year)
    agency.add_child(instance=page)
    page.save_revision()
    return page


def of_the_site() -> dict[str, object]:
    """One of each of the site's other things."""
    image = Image.objects.create(
        title="图", file=ImageFile(get_test_image_file().file, name="图.png")
    )
    document = Document.objects.create(title="文件", file=ContentFile(b"x", name="文件.txt"))
    redirect = Redirect.objects.create(old_path="/旧", redirect_link="/")
    collection = Collection.get_first_root_node().add_child(name="集合")
    user = User.objects.create_user("somebody")
    return {
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "redirect_id": redirect.pk,
        "collection_id": collection.pk,
        "wagtailadmin_api:documents": document.pk,
        "wagtailadmin_api:images": image.pk,
        "wagtailadmin_collections": collection.pk,
        "wagtaildocs_chooser": document.pk,
        "wagtailimages_chooser": image.pk,
        "wagtailsites": Site.objects.get().pk,
        "wagtailsettings": Site.objects.get().pk,
        "wagtailusers_users": user.pk,
        "wagtailusers_groups": Group.objects.create(name="某组").pk,
        "wagtailadmin_workflows": Workflow.objects.get(name="三审三校").pk,
        "workflow_pk": Workflow.objects.get(name="三审三校").pk,
        "task": Task.objects.get(name="初审").pk,
    }


FIXED = {
    "app_label": "cms",
    "app_name": "cms",
    "model_name": "annualreportpage",
    "content_type_app_name": "cms",
    "content_type_model_name": "annualreportpage",
    "action_name": "approve",
    "action": "publish",
    "filter_spec": "max-10x10",
    "session_id": 0,
    "uploaded_file_id": 0,
    "restriction_id": 0,
    "page_view_restriction_id": 0,
    "uidb64": "x",
    "token": "x",
    "key": "cn-2021",
    "name": "report",
    "section": "pages",
}
