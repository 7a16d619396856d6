"""Looks a workbook through before a spreadsheet library may open it.

Libraries trust what a file declares: 1.8 kB can take gigabytes or never end. Here the zip
directory is judged by its declarations and every XML part passes once through expat with
counters (``passing``), so that work and memory are bounded whatever comes.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any

from .limits import Limits, Refused, bomb, damaged
from .parts import Counts, Part, StringsPart, StylesPart, WorksheetPart
from .passing import pass_through

STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1
XML = (".xml", ".rels")

# What zipfile raises for damaged archives.
UNZIPPING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)

# Local file header: signature to extra length; name and extra field follow, then the data.
LOCAL_HEADER = 30


@dataclass
class Inspection:
    """What the pass has noted, by part name, for those who read the parts afterwards."""

    seen: set[str] = field(default_factory=set)
    worksheets: dict[str, WorksheetPart] = field(default_factory=dict)
    styles: StylesPart | None = None
    marked_strings: set[int] = field(default_factory=set)
    pictures: bool = False


def inspect(data: bytes, limits: Limits) -> Inspection:
    """Pass a workbook, or raise Refused."""
    inspection = Inspection()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            directory(infos, len(data), limits)
            _no_macros(infos)
            counts = Counts(limits)
            for info in infos:
                if info.filename.endswith(XML):
                    with archive.open(info) as stream:
                        _note(inspection, info.filename, pass_through(stream, counts))
                inspection.pictures |= "/media/" in info.filename
    except UNZIPPING:
        raise damaged() from None
    return inspection


class VettedArchive(zipfile.ZipFile):
    """Opens only what the guard has seen: a relation may point at a part of any name."""

    def __init__(self, data: bytes, inspection: Inspection) -> None:
        super().__init__(io.BytesIO(data))
        self.seen = inspection.seen

    def open(self, name: Any, *args: Any, **kwargs: Any) -> IO[bytes]:
        if getattr(name, "filename", name) not in self.seen:
            raise KeyError(name)
        return super().open(name, *args, **kwargs)


def directory(infos: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Judge the zip directory, without unpacking anything."""
    names = [info.filename for info in infos]
    if len(infos) > limits.entries or len(set(names)) != len(names):
        raise damaged()
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts for name in names):
        raise damaged()
    # zipfile never inflates past the size that an entry declares.
    xml_bytes = sum(info.file_size for info in infos if info.filename.endswith(XML))
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked_bytes or xml_bytes > limits.xml_bytes:
        raise bomb()
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.flag_bits & ENCRYPTED:
            raise Refused(
                "文件内容已加密，请去掉密码后再上传",
                "The file's content is encrypted; remove the password and upload it again",
            )
        if info.compress_type not in (STORED, DEFLATED):
            raise Refused(
                "文件使用了不支持的压缩方式，请用 Office 或 WPS 另存为新文件后再上传",
                "The file uses a compression that is not supported; save it anew in Office or WPS",
            )
        # Entries that share bytes unpack to far more than the file holds.
        name_bytes = len(info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437"))
        start = info.header_offset
        if start < end:
            raise damaged()
        end = start + LOCAL_HEADER + name_bytes + info.compress_size
        if end > size:
            raise damaged()


def _no_macros(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.filename.endswith("vbaProject.bin") for info in infos):
        raise Refused(
            "文件含有宏，请另存为不含宏的文件（.xlsx、.docx）后再上传",
            "The file holds macros; save it without them, as .xlsx or .docx",
        )


def _note(inspection: Inspection, name: str, part: Part) -> None:
    inspection.seen.add(name)
    match part:
        case WorksheetPart():
            inspection.worksheets[name] = part
        case StylesPart():
            inspection.styles = part
        case StringsPart():
            inspection.marked_strings |= part.marked
        case _:
            pass
