"""Two people at one report, and a form that was left open: nothing of either is lost."""

import pytest
from django.urls import reverse

from report_blocks.statutory import Cell, CellKey

from .helpers import form_data, with_cells
from .uploads import text

GRANTED = CellKey("information_requests", "granted", "natural_person")
pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(draft):
    """The form of a report as a browser has it, and its address."""
    page = draft()
    newest = page.latest_revision
    seen = {
        "loaded_revision_id": newest.pk,
        "loaded_revision_created_at": newest.created_at.isoformat(),
    }
    data = form_data(page) | seen | {"contact": "电话：0955-2"}
    return page, reverse("wagtailadmin_pages:edit", args=[page.pk]), data


def newest(page):
    page = type(page).objects.get(pk=page.pk)
    return page.get_latest_revision_as_object()


def test_one_alone_saves(editor, opened):
    page, address, data = opened
    assert editor.post(address, data).status_code == 302
    assert newest(page).contact == "电话：0955-2"


def test_what_another_saved_meanwhile_is_not_replaced(editor, roles, opened):
    page, address, data = opened
    with_cells(page, {GRANTED: Cell(20)}).save_revision(user=roles["checker"])
    shown = text(editor.post(address, data))
    assert "张初审" in shown
    assert "电话：0955-2" in shown  # what was typed is still in the form
    assert newest(page).report.dataset[GRANTED] == Cell(20)
    assert newest(page).contact != "电话：0955-2"


def test_saving_once_more_is_meant_and_both_are_in_the_history(editor, roles, opened):
    page, address, data = opened
    with_cells(page, {GRANTED: Cell(20)}).save_revision(user=roles["checker"])
    shown = text(editor.post(address, data))
    again = newest(page).latest_revision
    assert f'name="loaded_revision_id" value="{again.pk}"' in shown
    seen = {
        "loaded_revision_id": again.pk,
        "loaded_revision_created_at": again.created_at.isoformat(),
    }
    assert editor.post(address, data | seen).status_code == 302
    assert newest(page).contact == "电话：0955-2"
    kept = [one.as_object().report.dataset[GRANTED] for one in page.revisions.order_by("pk")]
    assert Cell(20) in kept


def test_nor_does_an_editor_that_saves_by_itself(editor, roles, opened):
    page, address, data = opened
    with_cells(page, {GRANTED: Cell(20)}).save_revision(user=roles["checker"])
    response = editor.post(address, data, headers={"accept": "application/json"})
    assert response.status_code == 400
    assert newest(page).report.dataset[GRANTED] == Cell(20)


def test_the_same_revision_written_anew_counts_as_well(editor, roles, opened):
    page, address, data = opened
    revision = page.latest_revision
    changed = with_cells(page, {GRANTED: Cell(20)})
    changed.save_revision(user=revision.user, overwrite_revision=revision)
    assert "保存过" in text(editor.post(address, data))
    assert newest(page).report.dataset[GRANTED] == Cell(20)
