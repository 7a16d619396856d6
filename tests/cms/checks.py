"""Handing in files at the public page that checks them, and reading what it says."""

import io
import re
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import samples

from .workbooks import filled

URL = "/check/"
CITY = "宿迁市人民政府"
FINE, NOT_CHECKED = "没有发现错误", "没有核对的文件"


def city(year=2024, **cells):
    """宿迁市's figures of a year in our workbook, with cells replaced."""
    dataset = samples.dataset(f"suqian-{year}").with_cells(cells.get("cells", {}))
    return filled(dataset, CITY, year)


def send(client, *contents, **headers):
    """The page after handing in these contents, or (name, content)."""
    named = [one if isinstance(one, tuple) else ("报告.xlsx", one) for one in contents]
    files = [SimpleUploadedFile(name, content) for name, content in named]
    return client.post(URL, {"file": files}, headers=headers)


def text(response):
    """The words of the page, one blank between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def packed(*files):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return output.getvalue()
