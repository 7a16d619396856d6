"""Hostile and broken files: a clear message, bounded work, nothing raised.

Each file of ``hostile`` is read in a child process whose memory is limited, so that a file that
gets through the guard fails the test instead of the machine.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from .. import hostile

MEMORY = 700 * 1024 * 1024
ROOT = Path(__file__).parents[4]
CHILD = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from importers.reading import read_file
data = sys.stdin.buffer.read()
# Not ru_maxrss: a child takes that over from its parent, which may have used far more.
def peak():
    [line] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    return int(line.split()[1])
before, started = peak(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
reading = read_file(data, "坏文件.xlsx")
used, took = peak() - before, resource.getrusage(resource.RUSAGE_SELF).ru_utime - started
assert not reading.reports, reading.reports
assert used < 150_000, used
assert took < 15, took
print("；".join(p.text.zh for p in reading.problems))
"""

CASES = {
    hostile.far_cell: "很远的位置",
    hostile.far_cell_in_single_quotes: "很远的位置",
    hostile.huge_merge: "合并的单元格过多",
    hostile.merge_by_character_reference: "合并的单元格过多",
    hostile.many_merges: "合并的单元格过多",
    hostile.a_million_rows: "超过 20000 行",
    hostile.a_million_rows_of_values: "展开后过大",
    hostile.many_rows_of_values: "很远的位置（A5001）",
    hostile.zip_bomb: "展开后过大",
    hostile.bzip2_bomb: "压缩方式",
    hostile.long_string: "展开后过大",
    hostile.many_strings: "内容过多",
    hostile.entities: "DTD",
    hostile.external_entity: "DTD",
    hostile.deep: "嵌套过深",
    hostile.many_entries: "损坏",
    hostile.doubled_entries: "损坏",
    hostile.overlapping_entries: "损坏",
    hostile.macros: "宏",
    hostile.word_document: "不是 .xlsx",
    hostile.with_password: "密码",
    hostile.really_with_password: "文件有打开密码，请去掉密码后再上传",
    hostile.encrypted_entries: "加密",
    hostile.big_tag: "展开后过大",
    hostile.big_comment: "展开后过大",
    hostile.many_objects: "内容过多",
    hostile.sheet_under_another_name: "无法打开",
    hostile.far_cell_in_another_folder: "很远的位置",
    hostile.no_workbook_part: "无法打开",
    hostile.style_of_a_date_far_away: "没有找到",
    hostile.string_that_is_not_there: "无法打开",
    hostile.old_excel: "另存为 .xlsx",
    hostile.truncated: "损坏",
    hostile.flipped: "损坏",
    hostile.too_large: "超过 5 MB",
    hostile.empty: "空的",
    hostile.text: "纯文本",
    hostile.no_xml: "损坏",
    hostile.nonsense_addresses: "损坏",
}


def read_in_child(data):
    """The sentences that reading gives, in a process that dies of too much memory."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=data,
        cwd=ROOT,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_it_is_refused_with_its_reason(make):
    assert CASES[make] in read_in_child(make())


ABSURD = [
    hostile.many_hidden_columns,
    hostile.many_cells,
    hostile.many_styled_blanks,
    hostile.styled_blank_far_away,
    hostile.sums_of_everything,
    hostile.small_merges,
    hostile.labels_everywhere,
]


@pytest.mark.parametrize("make", ABSURD, ids=lambda make: make.__name__)
def test_what_is_legal_and_absurd_is_read_within_bounds(make):
    assert "没有找到" in read_in_child(make())
