"""All reports of an authority of a year as files: true, made in time, only of what is public."""

import csv
import io
import json

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template
from wagtail.models import PageViewRestriction

from cms.models import AgencyPage, AnnualReportPage, BulkFile
from cms.publishing import bulk_files, tasks
from cms.publishing.bulk import write_reports
from importers.reading import read_file

from .fillings import begin_offices, filling
from .helpers import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


@pytest.fixture
def authority(site_tree):
    return site_tree[1]


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def made(monkeypatch):
    """What was written anew: (authority, year, kind)."""
    calls = []
    write = bulk_files.write

    def counted(agency, year, kind, output):
        calls.append((agency.slug, year, str(kind)))
        return write(agency, year, kind, output)

    monkeypatch.setattr(bulk_files, "write", counted)
    return calls


def content(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def offices_in(client, authority, year=2024):
    """The offices whose reports each of the three files holds."""
    url = f"{authority.url}data/{year}"
    text = content(client, f"{url}.csv").decode("utf-8-sig")
    lines = content(client, f"{url}.jsonl").splitlines()
    book = read_file(content(client, f"{url}.xlsx"), "x.xlsx").reports
    found = (
        [row["agency"] for row in csv.DictReader(io.StringIO(text))],
        [json.loads(line)["agency"] for line in lines],
        [one.report.agency for one in book],
    )
    first = set(found[0])
    assert all(set(names) == first for names in found)
    return first


class TestContent:
    def test_each_holds_every_report(self, published, authority, client):
        page = published()
        assert offices_in(client, authority) == {page.agency_name}
        url = f"{authority.url}data/2024"
        [line] = content(client, f"{url}.jsonl").splitlines()
        document = content(client, f"{page.url}report.json")
        assert json.loads(line) == json.loads(document)
        rows = list(csv.DictReader(io.StringIO(content(client, f"{url}.csv").decode("utf-8-sig"))))
        assert len(rows) == len(page.format.cells)
        [reading] = read_file(content(client, f"{url}.xlsx"), "x.xlsx").reports
        assert reading.report.dataset == page.report.dataset
        assert openpyxl.load_workbook(io.BytesIO(content(client, f"{url}.xlsx")))

    def test_they_say_which_bytes_they_are_under_chinese_names(self, published, authority, client):
        published()
        file = BulkFile.objects.get(kind="csv")
        response = client.get(file.url)
        assert response["ETag"] == f'"{file.sha256}"'
        assert response["Repr-Digest"].startswith("sha-256=:")
        assert "%E5%8C%BA%E4%BA%BA%E6%B0%91" in response["Content-Disposition"]
        again = client.get(file.url, headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        "name",
        ["2023.csv", "2024.pdf", "2024.csvx", "x.csv", "2024/", "", "-1.csv", "x/2024.csv"],
    )
    def test_there_are_no_others(self, published, authority, client, name):
        published()
        assert client.get(f"{authority.url}data/{name}").status_code == 404

    def test_an_office_that_collects_none_has_none(self, published, client):
        page = published()
        assert client.get(f"{page.agency.url}data/2024.csv").status_code == 404


class TestInTime:
    """What is published, and as it is published, after every change."""

    @pytest.fixture
    def page(self, published):
        return published()

    def test_an_unpublished_report_is_gone(self, page, authority, client, commits):
        names = [file.file.name for file in BulkFile.objects.all()]
        assert all(map(default_storage.exists, names))
        with commits():
            page.unpublish()
        assert not BulkFile.objects.exists()
        assert client.get(f"{authority.url}data/2024.csv").status_code == 404
        with commits():
            pass
        assert not any(map(default_storage.exists, names))

    def test_a_deleted_one_too_and_with_its_office(self, page, authority, commits):
        with commits():
            AnnualReportPage.objects.get(pk=page.pk).delete()
        assert not BulkFile.objects.exists()

    def test_a_deleted_office_takes_its_reports_along(self, page, authority, commits):
        with commits():
            AgencyPage.objects.get(pk=page.agency.pk).delete()
        assert not BulkFile.objects.exists()

    def test_a_correction_is_in_them(self, page, authority, client, commits):
        page.contact = "电话：0955-2"
        page.give_reason("更正")
        with commits():
            page.save_revision().publish()
        assert "0955-2" in content(client, f"{authority.url}data/2024.jsonl").decode()
        assert BulkFile.objects.count() == 3

    def test_one_that_becomes_private_is_gone(self, page, authority, commits):
        with commits():
            restriction = PageViewRestriction.objects.create(
                page=page.agency, restriction_type="login"
            )
        assert not BulkFile.objects.exists()
        with commits():
            restriction.delete()
        assert BulkFile.objects.count() == 3

    def test_those_of_a_private_authority_are_not_served(self, page, authority, client):
        PageViewRestriction.objects.create(page=authority, restriction_type="login")
        assert client.get(f"{authority.url}data/2024.csv").status_code == 302

    def test_one_that_moves_moves_from_file_to_file(self, page, authority, site_tree, commits):
        other = site_tree[0].add_child(
            instance=AgencyPage(title="别处人民政府", slug="other", collects_reports=True)
        )
        with commits():
            page.agency.move(other, pos="last-child")
        assert {file.agency_id for file in BulkFile.objects.all()} == {other.pk}

    def test_an_office_that_begins_to_collect_gets_them(self, page, authority, commits):
        authority.collects_reports = False
        with commits():
            authority.save_revision().publish()
        assert not BulkFile.objects.exists()
        authority = AgencyPage.objects.get(pk=authority.pk)
        authority.collects_reports = True
        with commits():
            authority.save_revision().publish()
        assert BulkFile.objects.count() == 3

    def test_a_new_credit_code_is_in_them(self, page, authority, client, commits):
        agency = AgencyPage.objects.get(pk=page.agency.pk)
        agency.credit_code = "12640502MB1234567X"
        with commits():
            agency.save_revision().publish()
        assert b"12640502MB1234567X" in content(client, f"{authority.url}data/2024.csv")

    def test_a_file_that_is_replaced_is_read_to_its_end(self, page, authority, client, commits):
        response = client.get(f"{authority.url}data/2024.csv")
        page.contact = "电话：0955-2"
        page.give_reason("更正")
        with commits():
            page.save_revision().publish()
        assert response["Content-Length"] == str(len(b"".join(response.streaming_content)))

    def test_above_each_other_both_have_them(self, page, site_tree, commits):
        with commits():
            agency = AgencyPage.objects.get(pk=page.agency.pk)
            agency.collects_reports = True
            agency.save_revision().publish()
        assert BulkFile.objects.count() == 6


class TestOnce:
    def test_for_many_reports_of_one_transaction(self, authority, made, commits):
        offices = begin_offices(authority, 4)
        with commits():
            list(write_reports(map(filling, offices), user=None, publish=True))
        assert sorted(made) == [("shapotou", 2024, kind) for kind in ("csv", "jsonl", "xlsx")]
        assert {file.reports for file in BulkFile.objects.all()} == {4}

    def test_for_a_burst_of_many_transactions(self, authority, made, commits):
        offices = begin_offices(authority, 4)
        writing = write_reports(map(filling, offices), user=None, publish=True, chunk=1)
        for _office in offices:
            with commits():
                next(writing)
        assert made == []
        with commits():
            assert next(writing, None) is None
        assert len(made) == 3
        assert {file.reports for file in BulkFile.objects.all()} == {4}

    def test_not_where_nothing_has_changed(self, published, authority, made):
        published()
        made.clear()
        tasks.refresh_bulk_files.call([[authority.pk, None]])
        tasks.refresh_bulk_files.call([[authority.pk, [2024]], [0, None]])
        assert made == []

    def test_again_if_a_report_came_meanwhile(self, published, authority, monkeypatch, commits):
        """Else files of an earlier state could stay, written by whoever was slower."""
        page = published()
        BulkFile.objects.all().delete()
        write, changed = bulk_files.write, []

        def slow(agency, year, kind, output):
            if not changed:
                changed.append(page)
                AnnualReportPage.objects.filter(pk=page.pk).update(title="改了")
            return write(agency, year, kind, output)

        monkeypatch.setattr(bulk_files, "write", slow)
        bulk_files.refresh(authority)
        state = bulk_files.state_of(authority, 2024)
        assert {file.made_of for file in BulkFile.objects.all()} == {state}

    def test_what_fails_leaves_the_old_ones(self, published, authority, monkeypatch, commits):
        page = published()
        before = set(BulkFile.objects.values_list("sha256", flat=True))
        monkeypatch.setattr(bulk_files, "write", lambda *args: 1 / 0)
        page.contact = "电话：0955-2"
        page.give_reason("更正")
        with commits():
            page.save_revision().publish()
        assert set(BulkFile.objects.values_list("sha256", flat=True)) == before


class TestCommand:
    def test_it_makes_what_is_missing(self, published, authority, made):
        published()
        BulkFile.objects.all().delete()
        code, output = run("make_bulk_files", "--year", 2023)
        assert (code, output) == (0, "")
        code, output = run("make_bulk_files", "--agency", authority.slug)
        assert (code, len(output.splitlines())) == (0, 3)
        assert output.startswith("shapotou\t2024.csv\t1\t")
        assert run("make_bulk_files") == (0, "")
        assert run("make_bulk_files", "--agency", "nowhere")[0] == 2


class TestListed:
    def test_on_the_page_of_the_authority_and_of_nobody_else(self, published, authority, client):
        page = published()
        html = client.get(authority.url).content.decode()
        assert f'href="{authority.url}data/2024.jsonl"' in html
        assert "data/2024" not in client.get(page.agency.url).content.decode()

    def test_on_any_page_above_those_of_the_newest_year(self, published, site_tree):
        published(year=2023)
        published(year=2024)
        template = Template("{% load bulk_data %}{% bulk_files page %}")
        html = template.render(Context({"page": site_tree[0]}))
        assert "data/2024.csv" in html
        assert "data/2023.csv" not in html
        assert site_tree[1].title in html
