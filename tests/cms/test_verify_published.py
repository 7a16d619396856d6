"""``verify_published``: all faces agree, and each change to one of them is found and named."""

import hashlib
import io
import json
import random
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.base import ContentFile

from cms.filling.preview import started
from cms.models import AnnualReportPage, BulkFile
from cms.publishing import faces, verifying
from cms.publishing.bulk_files import refresh
from cms.publishing.documents import content_of, document_of
from report_blocks.rendering.data import json_bytes, table_csv
from report_blocks.rendering.workbook import write_workbook
from report_blocks.statutory import BLANK, Cell, CellKey
from tests import earlier, samples

from .helpers import run

pytestmark = pytest.mark.django_db
GRANTED = CellKey("information_requests", "granted", "business")
NOTED = Cell(21, note="其中修订16件")


def keep(file, content):
    """A changed file with the SHA-256 that belongs to it, so that only its content is wrong."""
    file.file.save("changed", ContentFile(content), save=False)
    file.size, file.sha256 = len(content), hashlib.sha256(content).hexdigest()
    file.save()


@pytest.fixture
def page(published):
    return published("suqian-2024", cells={GRANTED: NOTED})


class TestAgreed:
    @pytest.mark.parametrize("name", ["suqian-2024", "shapotou-justice-2022", "city-2025"])
    def test_real_reports(self, published, name):
        published(name, int(name[-4:]))
        assert run("verify_published") == (0, "核对 4 项，不一致 0 项\n")

    def test_a_report_of_2020_with_a_decimal(self, agency, django_capture_on_commit_callbacks):
        page = started(agency, 2020)
        page.fill(replace(earlier.report(), dataset=earlier.dataset()), year=2020)
        agency.add_child(instance=page)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        assert run("verify_published") == (0, "核对 4 项，不一致 0 项\n")

    def test_only_what_is_asked_for(self, page, site_tree):
        assert run("verify_published", "--since", "2999-01-01")[1].startswith("核对 0 项")
        assert run("verify_published", "--since", "2020-01-01")[1].startswith("核对 4 项")
        assert run("verify_published", "--agency", page.agency.slug)[1].startswith("核对 1 项")
        assert run("verify_published", "--agency", "nowhere")[0] == 2

    def test_an_office_that_was_renamed_since(self, page):
        page.agency.title = "改名局"
        page.agency.save()
        assert run("verify_published", "--agency", "justice")[0] == 0


def mutations(data, number):
    """Cells of the dataset with other contents: one more, one less, blank, a note."""
    chance = random.Random(data.format_key)
    keys = chance.sample(sorted(data.format.cells), number)
    for i, key in enumerate(keys):
        old = data[key].number
        new = [Cell(10 * (old or 0) + 7), BLANK if old is not None else Cell(0)][i % 2]
        yield key, data.with_cells({key: new})


class TestChangedFaces:
    """Each face of a dataset that differs in one cell differs in that very cell."""

    @pytest.fixture(params=["suqian-2024", "shapotou-justice-2022"])
    def truth(self, request):
        return samples.dataset(request.param)

    def test_workbooks(self, truth):
        report = samples.report("suqian-2024", agency="甲局", year=2024)
        for key, changed in mutations(truth, 6):
            content = write_workbook(replace(report, dataset=changed), "甲局2024年报告")
            right = replace(report, dataset=truth)
            assert faces.of_workbook(content, right).place == str(key)

    def test_csv(self, truth):
        for key, changed in mutations(truth, 40):
            found = faces.of_csv(table_csv(changed.table(key.table)), truth.table(key.table))
            assert found.place == str(key)

    def test_the_page(self, page, truth, rf):
        for key, changed in mutations(truth, 20):
            page.fill(replace(page.report, dataset=changed), year=page.year)
            html = page.serve(rf.get(page.url), view=page.read).render().content.decode()
            assert faces.of_page(html, truth).place == str(key)

    def test_json(self, page, truth):
        right = document_of(page, replace(page.report, dataset=truth))
        for key, changed in mutations(truth, 40):
            document = document_of(page, replace(page.report, dataset=changed))
            assert faces.of_json(json_bytes(document), right).place == str(key)

    def test_the_pdf(self, page, truth):
        for key, changed in mutations(truth, 2):
            page.fill(replace(page.report, dataset=changed), year=page.year)
            content = content_of(page, "report.pdf")
            found = faces.of_pdf(content, truth)
            assert found is not None
            assert found.place.startswith(key.table)
            assert faces.of_pdf(content, changed) is None

    @pytest.mark.parametrize("value", [21.0, "21", None, True, 0])
    def test_a_number_of_another_kind(self, page, value):
        right = document_of(page, page.report)
        changed = json.loads(json_bytes(right))
        changed["tables"][GRANTED.table][GRANTED.row][GRANTED.column] = value
        found = faces.of_json(json.dumps(changed).encode(), right)
        assert (found.place, found.expected) == (str(GRANTED), "21")


class TestChangedFiles:
    """What the command says of a site that somebody has been at."""

    @pytest.fixture
    def told(self, page):
        def tell():
            code, output = run("verify_published", "--agency", "justice")
            line = output.splitlines()[0]
            assert code == 1, output
            url, file, place, values = line.split("\t")
            assert url == page.full_url
            return file, place, values

        return tell

    @pytest.mark.parametrize(
        "name", ["report.pdf", "report.xlsx", "report.json", "information_requests.csv"]
    )
    def test_one_byte(self, page, told, name):
        file = page.files.get(name=name)
        with file.file.open("rb") as stored:
            content = bytearray(stored.read())
        content[-2] ^= 1
        with file.file.storage.open(file.file.name, "wb") as stored:
            stored.write(content)
        assert told()[0] == name
        assert "SHA-256" in told()[2]

    @pytest.mark.parametrize("name", ["report.pdf", "report.xlsx", "report.json"])
    def test_not_of_its_kind(self, page, told, name):
        keep(page.files.get(name=name), b"nothing")
        assert told()[0] == name

    @pytest.mark.parametrize("name", ["report.pdf", "proactive_disclosure.csv"])
    def test_a_file_that_is_gone(self, page, told, name):
        file = page.files.get(name=name)
        file.file.storage.delete(file.file.name)
        assert told()[0] == name
        file.delete()
        assert told()[:2] == (name, "")

    def test_a_workbook_that_was_edited(self, page, told):
        file = page.files.get(name="report.xlsx")
        book = openpyxl.load_workbook(file.file)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value == 3440:
                        cell.value = 3441
        output = io.BytesIO()
        book.save(output)
        keep(file, output.getvalue())
        assert told() == (
            *("report.xlsx", "information_requests/new_requests/natural_person"),
            "应为“3440”，实为“3441”",
        )

    def test_a_page_that_says_something_else(self, page, told, monkeypatch):
        """As a template would that shows another number."""
        shown = "report_blocks.rendering.html.printed"
        monkeypatch.setattr(shown, lambda cell: "3441" if cell.number == 3440 else str(cell.number))
        _file, place, values = told()
        assert place == "information_requests/new_requests/natural_person"
        assert values == "应为“3440”，实为“3441”"

    def test_a_note_that_the_json_lacks(self, page, told):
        file = page.files.get(name="report.json")
        document = json.load(file.file) | {"notes": {}}
        keep(file, json.dumps(document).encode())
        assert told()[:2] == ("report.json", "notes/information_requests")

    def test_a_page_whose_numbers_were_changed_in_the_database(self, page, told):
        other = replace(page.report, dataset=page.report.dataset.with_cells({GRANTED: Cell(22)}))
        page.fill(other, year=page.year)
        AnnualReportPage.objects.filter(pk=page.pk).update(body=page.body)
        _file, place, values = told()
        assert place == str(GRANTED)
        assert "22" in values


class TestChangedBulkFiles:
    @pytest.fixture
    def changed(self, page, site_tree):
        """The difference that is found when a bulk file holds what ``change`` makes of it."""

        def find(kind, change):
            file = BulkFile.objects.get(kind=kind)
            assert verifying.verify_bulk(file) is None
            with file.file.open("rb") as stored:
                content = change(stored.read())
            keep(file, content)
            found = verifying.verify_bulk(BulkFile.objects.get(kind=kind))
            assert run("verify_published", "--agency", "shapotou")[0] == 1
            return found.difference

        return find

    def test_a_number_of_the_csv(self, changed):
        found = changed("csv", lambda content: content.replace(b",3440,", b",3441,"))
        assert "new_requests/natural_person" in found.place

    def test_a_line_more_or_less(self, changed):
        lines = changed("csv", lambda content: content[: content[:-2].rindex(b"\r\n") + 2])
        assert "review_and_litigation" in lines.place

    def test_a_number_of_the_json_lines(self, changed):
        found = changed("jsonl", lambda content: content.replace(b": 3440", b": 3441"))
        assert found.place.endswith("information_requests/new_requests/natural_person")
        assert found[1:] == ("3440", "3441")

    def test_a_report_that_is_missing(self, changed):
        assert changed("jsonl", lambda content: b"") == ("", "1 reports", "0 reports")

    def test_a_number_of_the_workbook(self, changed):
        def edit(content):
            book = openpyxl.load_workbook(io.BytesIO(content))
            for cell in book.worksheets[0][3]:
                if cell.value == 3440:
                    cell.value = 3441
            output = io.BytesIO()
            book.save(output)
            return output.getvalue()

        found = changed("xlsx", edit)
        assert found.place.endswith("information_requests/new_requests/natural_person")

    def test_files_of_another_state(self, page, site_tree):
        AnnualReportPage.objects.filter(pk=page.pk).update(title="改了")
        found = verifying.verify_bulk(BulkFile.objects.first())
        assert found.difference.expected.startswith("made of")
        refresh(site_tree[1])
        assert verifying.verify_bulk(BulkFile.objects.first()) is None
