"""A chip on the site: it follows its cell everywhere, and a broken one is not published."""

import io
import json
import re

import openpyxl
import pypdfium2
import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from cms.models import AnnualReportPage
from cms.models.gate import PublicationRefused
from cms.publishing.documents import content_of
from report_blocks.statutory import Cell, CellKey, errors

from .helpers import form_data, posted, with_cells

pytestmark = pytest.mark.django_db
KEY = CellKey("proactive_disclosure", "licensing", "decisions")
GONE = "proactive_disclosure/licensing/renamed"


def chip(cell) -> str:
    return f'<p data-block-key="a1">行政许可 <embed embedtype="figure" cell="{cell}"/> 件。</p>'


@pytest.fixture
def chipped(draft):
    def make(cell=KEY, **changes):
        page = draft(cells={KEY: Cell(4321)}, **changes)
        page.body[0].value["text"] = RichText(chip(cell))
        page.__dict__.pop("report", None)
        page.save_revision()
        return page

    return make


def newest(page):
    return AnnualReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def faces(page, client) -> dict[str, str]:
    """The published report as text in each of its forms."""
    files = {file.name: file.file.read() for file in page.published_files.values()}
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    return {
        "page": client.get(page.url).content.decode(),
        "api": json.dumps(client.get(f"/api/v2/pages/{page.pk}/").json(), ensure_ascii=False),
        "json": files["report.json"].decode(),
        "workbook": "".join(
            str(cell.value) for sheet in book for row in sheet for cell in row if cell.value
        ),
        "again": content_of(page, "report.json").decode(),
        "pdf": "".join(
            sheet.get_textpage().get_text_range()
            for sheet in pypdfium2.PdfDocument(files["report.pdf"])
        ),
    }


def test_every_face_shows_the_present_number(chipped, client, django_capture_on_commit_callbacks):
    page = chipped()
    for number in (4321, 8765):
        page = with_cells(newest(page), {KEY: Cell(number)})
        page.give_reason("数字有误")
        page.save_revision()
        with django_capture_on_commit_callbacks(execute=True):
            page.get_latest_revision().publish()
        page = AnnualReportPage.objects.get(pk=page.pk)
        shown = {name: re.sub(r"\s", "", text) for name, text in faces(page, client).items()}
        assert [name for name, text in shown.items() if f"行政许可{number}件" not in text] == []
        assert [name for name, text in shown.items() if "<embed" in text] == []
    assert "<embed" in newest(page).body[0].value["text"].source


@pytest.mark.parametrize(
    ("cell", "number", "reason"),
    [(GONE, 4321, f"引用的数据不存在：{GONE}"), (KEY, None, "引用的数据为空：行政许可")],
)
def test_a_broken_chip_is_not_published(chipped, cell, number, reason):
    page = with_cells(chipped(cell), {KEY: Cell(number)})
    page.save_revision()
    with pytest.raises(PublicationRefused) as refusal:
        page.get_latest_revision().publish()
    assert reason in str(refusal.value)
    assert [finding.rule for finding in errors(page.findings())] == ["D05"]


def test_the_editor_saves_a_broken_chip_and_refuses_to_publish_it(admin, chipped):
    page = chipped()
    rich = ContentstateConverter(features=["figure"]).from_database_format(chip(GONE))
    changed = {"body-0-value-text": rich}
    assert posted(admin, page, **changed).status_code == 200
    assert newest(page).body[0].value["text"].source == chip(GONE)
    response = posted(admin, page, **changed, **{"action-publish": "1"})
    assert f"“一、总体情况”一节引用的数据不存在：{GONE}" in response.content.decode()
    assert not AnnualReportPage.objects.get(pk=page.pk).live


def test_the_editor_gets_the_chip_back(admin, chipped):
    page = chipped()
    html = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "FIGURE" in html
    assert "proactive_disclosure/licensing/decisions" in html
    assert form_data(newest(page))["body-count"] == len(page.body)
