"""Archives: every file in them is read, one at a time, or its name is in an error."""

import io
import pickle
import zipfile

import pytest

from importers.reading import members, read_file, read_member, read_members
from importers.reading.files.archive import ArchiveLimits
from importers.reading.files.limits import Limits
from tests import samples

GOOD, OTHER = samples.workbook("suqian-2024"), samples.workbook("suqian-2023")


class NamedIn(zipfile.ZipInfo):
    """An entry whose name is written in another encoding, without saying so."""

    __slots__ = ("encoding",)

    def __init__(self, name, encoding):
        super().__init__(name)
        self.encoding = encoding

    def _encodeFilenameFlags(self):
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def packed(*files, method=zipfile.ZIP_DEFLATED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, data in files:
            target.writestr(name, data, method)
    return output.getvalue()


def said(reading):
    return [(p.origin.file, p.text.zh) for p in reading.problems if p.severity == "error"]


def only(data):
    """The one error of an archive."""
    [(file, text)] = said(read_file(data, "包.zip"))
    return file, text


def test_every_file_under_its_own_name():
    data = packed(("2024/市政府.xlsx", GOOD), ("2023.xlsx", OTHER))
    reading = read_file(data, "包.zip")
    assert reading.problems == ()
    assert [r.file for r in reading.reports] == ["包.zip/2024/市政府.xlsx", "包.zip/2023.xlsx"]
    for report, name in zip(reading.reports, ("suqian-2024", "suqian-2023"), strict=True):
        assert report.report.dataset.numbers() == samples.numbers(name)
        assert {c.origin.file for c in report.report.dataset.cells.values()} == {report.file}


def test_a_bad_file_is_an_error_under_its_name_and_the_others_are_read():
    data = packed(
        ("好.xlsx", GOOD), ("坏.xlsx", GOOD[:5000]), ("空.xlsx", b""), ("图.png", b"\x89P\0")
    )
    reading = read_file(data, "包.zip")
    assert [r.file for r in reading.reports] == ["包.zip/好.xlsx"]
    assert [file for file, _text in said(reading)] == [
        "包.zip/坏.xlsx", "包.zip/空.xlsx", "包.zip/图.png"
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize(
    "name", ["宿迁/民政局.xlsx", "一.xlsx", "联通.xlsx", "中心（2）.xlsx", "a.xlsx"]
)
def test_names_in_any_encoding(name, encoding):
    [reading] = read_members(packed((NamedIn(name, encoding), GOOD)), "包.zip")
    assert reading.reports[0].file == reading.file == f"包.zip/{name}"


def test_what_systems_leave_behind_is_passed_over():
    junk = ["__MACOSX/._a.xlsx", "a/.DS_Store", "Thumbs.db", "desktop.ini", "~$a.xlsx", "._a.xlsx"]
    junk += ["报告_files/logo.png", "报告.files/style.css"]
    reading = read_file(
        packed(*((name, b"x") for name in junk), ("甲/", b""), ("a.xlsx", GOOD)), "z"
    )
    assert (len(reading.reports), reading.problems) == (1, ())


@pytest.mark.parametrize("files", [(), [("甲/", b""), ("甲/.DS_Store", b"x")]])
def test_an_archive_without_files(files):
    assert only(packed(*files)) == ("包.zip", "压缩包中没有文件")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/甲.xlsx", "etc/甲.xlsx"),
        ("/甲.xlsx", "甲.xlsx"),
        ("..\\..\\甲.xlsx", "甲.xlsx"),
        ("甲\n乙\x1b.xlsx", "甲\ufffd乙\ufffd.xlsx"),
    ],
)
def test_names_lead_nowhere(name, shown):
    [reading] = read_members(packed((name, GOOD)), "包.zip")
    assert reading.reports[0].file == f"包.zip/{shown}"


def test_an_archive_within_an_archive():
    file, text = only(packed(("内.zip", packed(("甲.xlsx", GOOD)))))
    assert file == "包.zip/内.zip"
    assert "压缩包里还有压缩包" in text


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\4"])
def test_other_archives(start):
    assert "重新压缩为 .zip" in only(start + bytes(100))[1]


def test_two_files_of_one_name():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("甲.xlsx", GOOD), ("甲.xlsx", OTHER), ("乙.xlsx", OTHER))
    reading = read_file(data, "包.zip")
    assert [r.file for r in reading.reports] == ["包.zip/乙.xlsx"]
    [(file, text)] = said(reading)
    assert file == "包.zip/甲.xlsx"
    assert "不止一个这个名字" in text


def test_files_with_a_password():
    data = bytearray(packed(("甲.xlsx", GOOD)))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert "压缩包有密码" in only(bytes(data))[1]


def test_other_compressions():
    assert "不支持的压缩方式" in only(packed(("甲.xlsx", GOOD), method=zipfile.ZIP_BZIP2))[1]


def test_a_file_that_was_damaged_within():
    data = bytearray(packed(("甲.xlsx", GOOD), ("乙.xlsx", OTHER)))
    data[2_000:2_010] = bytes(10)
    reading = read_file(bytes(data), "包.zip")
    assert [r.file for r in reading.reports] == ["包.zip/乙.xlsx"]
    assert "损坏" in said(reading)[0][1]


@pytest.mark.parametrize("cut", [30, 5_000, -30, -1])
def test_a_truncated_archive(cut):
    assert "损坏" in only(packed(("甲.xlsx", GOOD), ("乙.xlsx", OTHER))[:cut])[1]


def test_a_file_in_an_archive_has_the_limits_of_any_other():
    file, text = only(packed(("大.xlsx", bytes(6 * 1024 * 1024))))
    assert file == "包.zip/大.xlsx"
    assert "超过 5 MB" in text


BOUNDS = [
    (ArchiveLimits(archive_bytes=1_000), "超过 0 MB"),
    (ArchiveLimits(members=2), "超过 2 个文件"),
    (ArchiveLimits(unpacked_bytes=10_000), "展开后过大"),
    (ArchiveLimits(most_at_once=100), "展开后过大"),
]


@pytest.mark.parametrize(("bounds", "reason"), BOUNDS, ids=[reason for _b, reason in BOUNDS])
def test_bounds_of_the_whole(bounds, reason):
    data = packed(*((f"{i}.xlsx", GOOD) for i in range(3)))
    [member] = members(data, "包.zip", bounds=bounds)
    assert (member.name, member.data) == ("包.zip", b"")
    assert reason in member.refusal.zh


def test_entries_that_share_their_bytes():
    data = bytearray(packed(*((f"{i}.xlsx", GOOD) for i in range(4))))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        offsets = [info.header_offset for info in opened.infolist()]
    start = data.find(b"PK\x01\x02")
    for offset in offsets[1:]:
        place = data.index(offset.to_bytes(4, "little"), start)
        data[place : place + 4] = offsets[0].to_bytes(4, "little")
    reading = read_file(bytes(data), "包.zip")
    assert len(reading.reports) <= 1
    assert said(reading)


def test_a_file_that_unpacks_to_more_than_it_declares():
    """No more is unpacked than was declared, and that is not what was packed."""
    data = bytearray(packed(("甲.csv", bytes(3 * 1024 * 1024))))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature) + place
        data[at : at + 4] = (1000).to_bytes(4, "little")
    assert "损坏" in only(bytes(data))[1]


def test_one_file_is_in_memory_at_a_time():
    class Watched(io.BytesIO):
        most = 0

        def read(self, size=-1):
            data = super().read(size)
            self.most = max(self.most, len(data))
            return data

    source = Watched(packed(*((f"{i}.xlsx", GOOD) for i in range(40))))
    found = members(source, "包.zip")
    next(found)
    assert source.tell() < len(source.getvalue()) / 10
    assert {member.data for member in found} == {GOOD}
    assert source.most <= max(len(GOOD), 70_000)
    assert not source.closed


def test_the_files_can_be_sent_to_other_processes():
    for member in members(packed(("甲.xlsx", GOOD), ("坏.xlsx", b"")), "包.zip"):
        sent = pickle.loads(pickle.dumps(member))  # noqa: S301
        assert pickle.loads(pickle.dumps(read_member(sent))) == read_member(member)  # noqa: S301


@pytest.mark.parametrize("data", [GOOD, b"", b"PK", GOOD[:3_000], "甲,乙\n".encode()])
def test_what_is_no_archive_is_one_file(data):
    [reading] = read_members(io.BytesIO(data), "甲.xlsx")
    assert reading == read_file(data, "甲.xlsx")
    assert reading.file == "甲.xlsx"


def test_a_file_too_large_is_not_taken_into_memory():
    [member] = members(io.BytesIO(bytes(100)), "甲", limits=Limits(wide_bytes=10))
    assert len(member.data) == 11
