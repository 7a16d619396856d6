"""The record of a report: complete, unchangeable through the application, and tampering shows."""

import csv
import io
import json

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry, Revision

from cms.models import AnnualReportPage, RecordEntry, RecordHead
from cms.models.record import ImmutableRecord
from cms.models.verification import verify
from report_blocks.statutory import Cell, CellKey

from .helpers import SECRECY, review, run, with_cells
from .uploads import text

GRANTED = CellKey("information_requests", "granted", "natural_person")
LABEL = "（一）予以公开"
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(draft, roles):
    """A report of four entries: begun, saved, a cell changed, saved again."""
    page = draft()
    page.save_revision(user=roles["editor"], log_action=True)
    with_cells(page, {GRANTED: Cell(20)}).save_revision(user=roles["editor"], log_action=True)
    page.save_revision(user=roles["checker"], log_action=True)
    return page


def entries(page):
    return list(RecordEntry.objects.filter(report=page.pk))


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


class TestWhatIsKept:
    def test_who_what_before_and_after(self, page):
        _begun, _first, second, third = entries(page)
        assert second.person == "editor 王编辑"
        assert second.action == "wagtail.edit"
        assert second.changes == {str(GRANTED): ["1408", "20"]}
        assert (third.person, third.changes) == ("checker 张初审", {})
        assert verify(page.pk) is None

    def test_everything_that_the_history_says(self, people, roles, draft):
        page = draft()
        page.get_workflow().start(page, roles["editor"])
        review(people["checker"], page)
        review(people["reviewer"], page, "reject", comment="请核对")
        logged = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
        assert [one.action for one in logged] == [one.action for one in entries(page)]
        assert len(logged) > 3
        assert verify(page.pk) is None

    def test_texts_without_the_numbers_of_persons(self, page):
        number = "640502197903070124"
        page.contact = f"联系人 {number}"
        page.save_revision(log_action=True)
        *_others, last = entries(page)
        assert last.changes["contact"][1] == "联系人 ****0124"
        assert number not in json.dumps(RecordHead.objects.get(pk=page.pk).state)

    def test_one_revision_written_twice_as_an_editor_saves_by_itself(self, page, roles):
        revision = page.save_revision(user=roles["editor"], log_action=True)
        page = with_cells(revision.as_object(), {GRANTED: Cell(7)})
        page.save_revision(user=roles["editor"], log_action=True, overwrite_revision=revision)
        *_others, last = entries(page)
        assert last.changes == {str(GRANTED): ["20", "7"]}
        assert verify(page.pk) is None

    def test_the_passing_of_a_review_changes_nothing(self, people, roles, draft):
        page = draft()
        page.get_workflow().start(page, roles["editor"])
        changed = with_cells(page.get_latest_revision_as_object(), {GRANTED: Cell(20)})
        changed.save_revision(user=roles["editor"], log_action=True)
        review(people["checker"], page)
        told = {one.action: one.changes for one in entries(page)}
        assert told["wagtail.edit"] == {str(GRANTED): ["1408", "20"]}
        assert told["wagtail.workflow.approve"] == {}

    def test_it_outlives_the_report(self, page, admin):
        pk = page.pk
        admin.post(reverse("wagtailadmin_pages:delete", args=[pk]))
        assert not AnnualReportPage.objects.exists()
        assert [one.action for one in RecordEntry.objects.filter(report=pk)][-1] == "wagtail.delete"
        assert verify(pk) is None


class TestUnchangeable:
    @pytest.mark.parametrize(
        "deed",
        [
            lambda entry: entry.save(),
            lambda entry: entry.delete(),
            lambda entry: RecordEntry.objects.filter(pk=entry.pk).update(person="他人"),
            lambda entry: RecordEntry.objects.all().delete(),
            lambda entry: RecordEntry.objects.bulk_update([entry], ["person"]),
        ],
    )
    def test_by_the_application(self, page, deed):
        with pytest.raises(ImmutableRecord):
            deed(entries(page)[0])
        assert verify(page.pk) is None


class TestTampering:
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("person", "他人"),
            ("time", "2025-01-01 00:00:00"),
            ("action", "wagtail.publish"),
            ("changes", "{}"),
            ("data", '{"a": 1}'),
            ("content", "0" * 64),
            ("revision", 1),
            ("hash", "0" * 64),
            ("previous", "0" * 64),
        ],
    )
    def test_an_entry_altered(self, page, column, value):
        second = entries(page)[2]
        statement = f"UPDATE cms_recordentry SET {column} = %s WHERE id = %s"  # noqa: S608
        sql(statement, value, second.pk)
        assert verify(page.pk).number == 3

    @pytest.mark.parametrize("number", [1, 2])
    def test_an_entry_taken_out(self, page, number):
        sql("DELETE FROM cms_recordentry WHERE report = %s AND number = %s", page.pk, number)
        assert verify(page.pk).number == number

    def test_the_end_cut_off(self, page):
        sql("DELETE FROM cms_recordentry WHERE report = %s AND number = 4", page.pk)
        assert verify(page.pk).why == "cut off"

    def test_two_entries_exchanged(self, page):
        for old, new in ((1, 9), (2, 1), (9, 2)):
            sql("UPDATE cms_recordentry SET number = %s WHERE number = %s", new, old)
        assert verify(page.pk).number == 1

    def test_an_altered_entry_with_a_hash_that_fits(self, page):
        second = entries(page)[2]
        second.person = "他人"
        statement = "UPDATE cms_recordentry SET person = %s, hash = %s WHERE id = %s"
        sql(statement, second.person, second.computed_hash(), second.pk)
        assert verify(page.pk).number == 4

    def test_a_revision_altered_behind_its_back(self, page):
        revision = page.get_latest_revision()
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"contact": "x"})
        assert verify(page.pk).why == "revision altered"

    def test_the_command_names_it(self, page):
        code, out = run("verify_records")[:2]
        assert code == 0
        assert RecordHead.objects.get(pk=page.pk).hash in out
        sql("DELETE FROM cms_recordentry WHERE report = %s AND number = 1", page.pk)
        code, out = run("verify_records")[:2]
        assert code == 1
        assert "第 1 条" in out


class TestInTheAdmin:
    def address(self, page, name="report_record"):
        return reverse(name, args=[page.pk])

    @pytest.mark.parametrize("name", ["editor", "checker", "publisher", "auditor", "admin"])
    def test_for_those_who_may_change_it_and_the_auditor(self, people, page, name):
        shown = text(people[name].get(self.address(page)))
        assert LABEL in shown
        assert "1408" in shown
        assert page.title in text(people[name].get(reverse("report_records")))
        assert "总体情况" in text(people[name].get(self.address(page, "report_draft")))

    @pytest.mark.parametrize("name", ["stranger", "nobody"])
    def test_for_nobody_else(self, people, page, name):
        for address in ("report_record", "report_draft"):
            assert people[name].get(self.address(page, address)).status_code == 302
        assert page.title not in people[name].get(reverse("report_records")).content.decode()

    def test_in_a_process_that_has_not_looked_for_actions_yet(self, people, page, monkeypatch):
        for name in ("formatters", "choices"):
            monkeypatch.setattr(registry, name, type(getattr(registry, name))())
        monkeypatch.setattr(registry, "has_scanned_for_actions", False)
        assert "编辑" in text(people["auditor"].get(self.address(page)))

    def test_tampering_is_said(self, people, page):
        sql("DELETE FROM cms_recordentry WHERE report = %s AND number = 2", page.pk)
        assert "档案被改动过" in text(people["auditor"].get(self.address(page)))

    def test_as_a_file(self, people, page):
        client = people["auditor"]
        rows = list(csv.reader(io.StringIO(text(client.get(self.address(page) + "?export=csv")))))
        assert ["1408", "20"] in [row[5:7] for row in rows]
        chain = json.loads(text(client.get(self.address(page) + "?export=json")))
        assert [one["number"] for one in chain["entries"]] == [1, 2, 3, 4]


def test_who_answered_for_secrecy_is_part_of_it(people, roles, draft):
    page = draft()
    page.get_workflow().start(page, roles["editor"])
    for name in ("checker", "reviewer"):
        review(people[name], page)
    review(people["publisher"], page, **SECRECY)
    told = {one.action: one for one in entries(page)}
    assert told["cms.secrecy_checked"].data == {"checked_by": "陈保密"}
    assert told["cms.secrecy_checked"].person == "publisher 陈终审"
    assert "wagtail.publish" in told
