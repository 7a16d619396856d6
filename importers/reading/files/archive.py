"""The files in a .zip, one at a time, and never more in memory than one of them.

Its directory is judged before anything is unpacked. Names are only shown, no file is ever written,
so that a name can't lead anywhere. What systems leave behind in archives is passed over.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from report_blocks.statutory import Text

from .guard import DEFLATED, ENCRYPTED, STORED
from .kinds import ZIP, is_archive, too_large
from .limits import Limits, Refused, bomb, damaged
from .opening import DEFAULT_LIMITS

UTF8_NAME = 0x800
JUNK_FOLDERS = {"__macosx", "$recycle.bin"}
JUNK_FILES = {".ds_store", "thumbs.db", "desktop.ini"}
RESOURCES = ("_files", ".files")  # folders beside a saved web page: its pictures and styles
JUNK_BEGINNINGS = ("~$", "._")  # locks of open documents, and what macOS keeps beside its files
# As UTF-8, Chinese names are never made of these; names in GBK are, if they happen to be UTF-8.
_NOT_CHINESE = re.compile(r"[\x80-\u07ff]")
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """For some thousand offices; each file in it has the limits of a single one."""

    archive_bytes: int = 200 * 1024 * 1024
    most_at_once: int = 6 * 1024 * 1024  # that is read: the directory, or a file
    members: int = 6_000
    unpacked_bytes: int = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file and the name it goes by, "包.zip/民政局.xlsx"; or why it can't be had."""

    name: str
    data: bytes = b""
    refusal: Text | None = None


def members(
    source: bytes | BinaryIO,
    name: str,
    limits: Limits = DEFAULT_LIMITS,
    bounds: ArchiveLimits = ArchiveLimits(),
) -> Iterator[Member]:
    """The files of an archive in its order; of anything else, the file itself.

    ``source`` is read while this goes on, and left open. Never raises for a bad file.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        archive = _archive(file, bounds)
        if archive is None:
            file.seek(0)
            yield Member(name, file.read(limits.wide_bytes + 1))
            return
        infos = _files(archive, bounds)
    except Refused as refusal:
        yield Member(name, refusal=refusal.text)
        return
    times = Counter(shown for shown, _info in infos)
    for shown, info in dict(infos).items():
        try:
            yield Member(f"{name}/{shown}", _content(archive, info, times[shown], limits))
        except Refused as refusal:
            yield Member(f"{name}/{shown}", refusal=refusal.text)


class _Careful:
    """A file that does not give out more at a time than it should: zipfile believes in sizes."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.file, self.most = file, most
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self.most:
            raise bomb()
        return self.file.read(size)


def _archive(file: BinaryIO, bounds: ArchiveLimits) -> zipfile.ZipFile | None:
    """The archive that a file is; None if it is of another kind."""
    file.seek(0)
    if file.read(len(ZIP)) != ZIP:
        return None
    if file.seek(0, io.SEEK_END) > bounds.archive_bytes:
        raise too_large(bounds.archive_bytes)
    try:
        archive = zipfile.ZipFile(_Careful(file, bounds.most_at_once))
    except _UNREADABLE:
        raise damaged() from None
    return archive if is_archive(archive.namelist()) else None


def _files(archive: zipfile.ZipFile, bounds: ArchiveLimits) -> list[tuple[str, zipfile.ZipInfo]]:
    """What the directory declares, under the names to be shown; without junk."""
    infos = [(name, info) for info in archive.infolist() if not _is_junk(name := _name(info))]
    if not infos:
        raise Refused("压缩包中没有文件", "The archive holds no file")
    if len(infos) > bounds.members:
        raise Refused(
            f"压缩包中有超过 {bounds.members} 个文件，请分成几个压缩包上传",
            f"The archive holds more than {bounds.members} files; split it into several",
        )
    packed = sum(info.compress_size for _name, info in infos)
    unpacked = sum(info.file_size for _name, info in infos)
    # Entries that share bytes pack more than the archive holds.
    if unpacked > bounds.unpacked_bytes or packed > archive.start_dir:
        raise bomb()
    return infos


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, times: int, limits: Limits) -> bytes:
    """Unpack a file that stands ``times`` times in the archive: 0 if that was said already."""
    if times != 1:
        raise Refused(
            "压缩包中有不止一个这个名字的文件，不能确定用哪一个，请只保留一个",
            "The archive holds several files of this name; keep one",
        )
    if info.flag_bits & ENCRYPTED:
        raise Refused(
            "压缩包有密码，请不设密码重新压缩后再上传",
            "The archive has a password; pack it again without one",
        )
    if info.compress_type not in (STORED, DEFLATED):
        raise Refused(
            "压缩包使用了不支持的压缩方式，请用系统自带的“压缩”功能重新压缩为 .zip",
            "The archive uses a compression that is not supported; pack it again as a common .zip",
        )
    if info.file_size > limits.file_bytes:
        raise too_large(limits.file_bytes)
    try:
        with archive.open(info) as stream:
            return stream.read(info.file_size)  # unpacks no more, whatever is packed
    except _UNREADABLE:
        raise damaged() from None


def _name(info: zipfile.ZipInfo) -> str:
    """The name as its maker meant it: Windows and WPS write GBK, which zipfile takes for cp437."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME:
        name = _decoded(name.encode("cp437"))
    printable = (c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in name)
    *folders, last = "".join(printable).replace("\\", "/").split("/")
    return "/".join([*(folder for folder in folders if folder.strip(". ")), last])


def _decoded(raw: bytes) -> str:
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")
    if _NOT_CHINESE.search(name):
        return raw.decode("gb18030", errors="replace")
    return name


def _is_junk(name: str) -> bool:
    *folders, last = name.casefold().split("/")
    return (
        not last  # a folder
        or not JUNK_FOLDERS.isdisjoint(folders)
        or any(folder.endswith(RESOURCES) for folder in folders)
        or last in JUNK_FILES
        or last.startswith(JUNK_BEGINNINGS)
    )
