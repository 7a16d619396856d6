"""How much a file may ask for before it is refused, and the refusal itself."""

from dataclasses import dataclass

from report_blocks.statutory import Text

from ..addresses import Position, address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What no honest report comes near: a real one has about 3,000 elements and 10 kB.

    Together they bound reading to about two seconds and 150 MB, whatever a file declares.
    Counts are for the whole file unless a comment says otherwise.
    """

    file_bytes: int = 5 * 1024 * 1024
    wide_bytes: int = 20 * 1024 * 1024  # of a wide workbook, which has limits of its own
    entries: int = 1000
    unpacked_bytes: int = 64 * 1024 * 1024
    xml_bytes: int = 16 * 1024 * 1024  # of the parts that are parsed
    elements: int = 200_000
    depth: int = 100
    tags: int = 100_000  # elements of a web page; those that are not closed nest
    tags_deep: int = 200
    tag_bytes: int = 256 * 1024  # of one tag with its attributes, or one comment
    text_chars: int = 4_000_000
    sheets: int = 300
    rows: int = 20_000  # row elements of one sheet, empty ones too
    last_row: int = 5_000  # of a cell that holds something
    last_column: int = 256
    merged_cells: int = 20_000  # cells that merged ranges cover
    objects: int = 40_000  # elements that openpyxl makes objects of, some 20 µs each
    child_bytes: int = 512 * 1024 * 1024  # of memory, for the process that reads an .xls
    child_seconds: int = 10
    result_bytes: int = 2 * 1024 * 1024  # that it may give back


class Refused(Exception):
    """The file can't be read; ``text`` says why, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.text = Text(zh, en)
        super().__init__(zh)


def damaged() -> Refused:
    return Refused(
        "文件已损坏或不完整，请在 Office 或 WPS 中打开，另存为新文件后再上传",
        "The file is damaged or incomplete; open it in Office or WPS and save it anew",
    )


def bomb() -> Refused:
    return Refused(
        "文件展开后过大，不像是一份年度报告，已停止读取",
        "The file unpacks to far more than an annual report; reading was stopped",
    )


def too_much(zh: str, en: str) -> Refused:
    return Refused(
        f"{zh}，已停止读取；请把报告内容复制到新的文件中再上传",
        f"{en}; reading was stopped. Copy the report into a new file",
    )


def too_many_rows(limit: int) -> Refused:
    return too_much(f"工作表有超过 {limit} 行", f"A sheet has more than {limit} rows")


def far_away(position: Position) -> Refused:
    address = address_of(position)
    return too_much(
        f"工作表在很远的位置（{address}）有内容", f"A sheet has content far away ({address})"
    )


def too_many_merged() -> Refused:
    return too_much("工作表合并的单元格过多", "A sheet merges too many cells")
