"""Files inside the PDF: found by readers, byte for byte, as the document's data."""

import io
import shutil
import subprocess

import pypdf
import pytest

from report_blocks.rendering.pdf import Attachment, render_pdf

PAGE = '<html lang="zh-CN"><head><title>甲</title></head><body><h1>甲</h1></body></html>'
DATA = '{"名称": "数据"}\r\n\x00'.encode() * 50
FILE = Attachment("report.json", DATA, "application/json", "本报告的数据")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(PAGE, attachments=[FILE])


def test_the_bytes_are_the_same(pdf):
    assert pypdf.PdfReader(io.BytesIO(pdf)).attachments == {"report.json": [DATA]}


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="no pdfdetach")
def test_the_same_for_another_reader(pdf, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf)
    command = ["pdfdetach", "-saveall", "-o", str(tmp_path), str(tmp_path / "a.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "report.json").read_bytes() == DATA


def test_it_is_associated_with_the_document_as_its_data(pdf):
    root = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    [file] = [one.get_object() for one in root["/AF"]]
    assert file["/AFRelationship"] == "/Data"
    assert file["/Desc"] == "本报告的数据"
    stream = file["/EF"]["/F"].get_object()
    assert stream["/Subtype"] == "/application/json"
    assert stream["/Params"]["/Size"] == len(DATA)


def test_it_is_the_same_every_time(pdf):
    assert render_pdf(PAGE, attachments=[FILE]) == pdf


def test_without_files_nothing_is_said_of_any():
    root = pypdf.PdfReader(io.BytesIO(render_pdf(PAGE))).root_object
    assert "/AF" not in root
    assert "/Names" not in root
