"""What kind of file it is, by its content: its name may say anything."""

import io
import zipfile
from collections.abc import Iterable
from enum import Enum, auto

from .limits import Limits, Refused, damaged
from .texts import decoded
from .web.page import is_page

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
# An entry in the directory of an OLE container: its name, its name's length, and the rest.
OLE_ENTRY = 128
OLE_NAME = 64

OPEN_DOCUMENT_MANIFEST = "META-INF/manifest.xml"
# Of files that are a zip themselves: Office documents, whole or not, e-books and the like.
PACKAGE_PARTS = frozenset(
    {
        "[Content_Types].xml", "xl/workbook.xml", "word/document.xml", "mimetype",
        OPEN_DOCUMENT_MANIFEST, "META-INF/MANIFEST.MF",
    }
)  # fmt: skip
OTHER_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
# How texts begin that are code for a program: XML, RTF, PDF, JSON.
MARKUP = ("<", "{", "%PDF")


class Kind(Enum):
    """The kinds that can be read."""

    WORKBOOK = auto()  # .xlsx
    LEGACY = auto()  # .xls, .et
    OPEN_DOCUMENT = auto()  # .ods
    DELIMITED = auto()  # .csv, .tsv
    DOCUMENT = auto()  # .docx
    WEBPAGE = auto()  # .html, .mht, and what many systems call .xls or .doc
    ARCHIVE = auto()  # .zip of such files


def kind_of(data: bytes, limits: Limits) -> Kind:
    """The kind of a file; Refused with what to do if it is none that can be read."""
    if not data:
        raise Refused("文件是空的，请重新选择文件", "The file is empty; choose another")
    if len(data) > limits.file_bytes:
        raise too_large(limits.file_bytes)
    if data.startswith(OTHER_ARCHIVES):
        raise Refused(
            "这是 .rar 或 .7z 压缩包，请解压后重新压缩为 .zip 再上传",
            "This is a .rar or .7z archive; unpack it and pack it again as .zip",
        )
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith(ZIP):
        return _zip(data)
    return _text(data)


def too_large(limit: int) -> Refused:
    size = limit // 1024 // 1024
    return Refused(
        f"文件超过 {size} MB，请去掉图片等无关内容后再上传",
        f"The file is larger than {size} MB; remove pictures and upload it again",
    )


def is_archive(names: Iterable[str]) -> bool:
    """Whether a zip with these entries is one of files, and no file of some program itself."""
    return PACKAGE_PARTS.isdisjoint(names)


def _ole(data: bytes) -> Kind:
    """The container of old Office files, and of all that have a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(
            "文件有打开密码，请去掉密码后再上传",
            "The file has a password; remove it and upload it again",
        )
    if _has_entry(data, "Workbook") or _has_entry(data, "Book"):
        return Kind.LEGACY
    if _has_entry(data, "WordDocument"):
        raise Refused(
            "这是旧版文档（.doc、.wps），请用 Word 或 WPS 另存为 .docx 后再上传",
            "This is an old document (.doc, .wps); save it as .docx and upload it again",
        )
    raise Refused(
        "这是旧版 Office 或 WPS 文件，其中没有找到工作簿，可能已损坏；请另存为 .xlsx 后再上传",
        "This is an old Office or WPS file without a workbook, or damaged; save it as .xlsx",
    )


def _has_entry(data: bytes, name: str) -> bool:
    """Whether the directory of an OLE container has an entry of this name."""
    encoded = f"{name}\0".encode("utf-16-le")
    place = data.find(encoded)
    while place >= 0:
        length = data[place + OLE_NAME : place + OLE_NAME + 2]
        if place % OLE_ENTRY == 0 and int.from_bytes(length, "little") == len(encoded):
            return True
        place = data.find(encoded, place + 1)
    return False


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged() from None
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Kind.DOCUMENT
    if OPEN_DOCUMENT_MANIFEST in names:
        return Kind.OPEN_DOCUMENT
    if is_archive(names):
        return Kind.ARCHIVE
    raise Refused(
        "这不是 .xlsx 工作簿，请用 Excel 或 WPS 另存为 .xlsx 后再上传",
        "This is not an .xlsx workbook; save it as .xlsx in Excel or WPS",
    )


def _text(data: bytes) -> Kind:
    if is_page(data):
        return Kind.WEBPAGE
    text = decoded(data)
    if text is None or text.lstrip().startswith(MARKUP):
        raise Refused(
            "这不是能读取的文件，请用 Excel 或 WPS 另存为 .xlsx 后再上传",
            "This is no file that can be read; save it as .xlsx in Excel or WPS",
        )
    return Kind.DELIMITED
