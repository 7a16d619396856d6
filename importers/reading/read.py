"""``read_file``: one file → reports and problems."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from report_blocks.statutory import Dataset, Format, Origin, Report, Severity, Text, formats
from report_blocks.statutory.rules.privacy import numbers_of_persons

from .addresses import letters_of
from .files.archive import Member, members
from .files.limits import Refused
from .files.opening import open_file
from .files.properties import properties
from .problems import FileReading, Problem, ReportReading, error, notice
from .sheets import Workbook
from .splitting.shares import Part, split
from .tables.extract import extract
from .tables.extraction import Extraction, origin_at
from .tables.fitting import best_format
from .wide.sheet import is_wide, wide_reports
from .wide.stream import is_stream, read_stream
from .words.identity import identity_in
from .words.narrative import words_in
from .words.own import META, is_own, own_format, own_words
from .words.words import Words

SHOWN_LINES = 20


def read_file(data: bytes, name: str) -> FileReading:
    """Read a file by its content; ``name`` only says where. Problems say what is wrong with it.

    Of an archive, all its files. Never raises for a bad file, and gives the same for the same
    bytes.
    """
    return _together(name, read_members(data, name))


def read_members(source: bytes | BinaryIO, name: str) -> Iterator[FileReading]:
    """Read the files of an archive one after the other; a file of any other kind by itself.

    Each reading is under its own name ("包.zip/民政局.xlsx"), in the order of the archive. Only one
    file is in memory at a time, if ``source`` is a file opened in binary mode. To spread the work,
    map ``read_member`` over ``members(source, name)``: what goes in and out can be pickled.
    """
    return map(read_member, members(source, name))


def read_member(member: Member) -> FileReading:
    """Read one file of an archive, which may not be an archive itself."""
    if member.refusal:
        return _refused(member.name, member.refusal)
    if is_stream(member.data):
        reading = read_stream(member.data, member.name)
    else:
        try:
            workbook = open_file(member.data)
        except Refused as refusal:
            return _refused(member.name, refusal.text)
        reading = _read_all(workbook, member.name)
    if numbers := numbers_of_persons(properties(member.data)):
        return _with_number(reading, numbers[0])
    return reading


def _with_number(reading: FileReading, number: str) -> FileReading:
    """Refused as a whole: the file itself is kept, and may be passed on."""
    problem = error(
        Origin(reading.file),
        f"文件属性（作者、标题、备注等）中有个人证件号码或银行卡号（末四位 {number[-4:]}），"
        "请清除后再上传",
        f"The file's properties (author, title, comments) hold the number of a person's card "
        f"ending in {number[-4:]}; remove it and upload the file again",
    )
    reports = [replace(one, problems=(problem, *one.problems)) for one in reading.reports]
    rest = reading.rest if reports else (problem, *reading.rest)
    return replace(reading, reports=tuple(reports), rest=rest)


def _refused(name: str, text: Text) -> FileReading:
    return FileReading(name, rest=(error(Origin(name), *text),))


def _together(name: str, readings: Iterable[FileReading]) -> FileReading:
    reports: list[ReportReading] = []
    rest: list[Problem] = []
    for reading in readings:
        reports += reading.reports
        rest += reading.rest
    return FileReading(name, tuple(reports), tuple(rest))


def _read_all(workbook: Workbook, name: str) -> FileReading:
    """Each report of a workbook."""
    if is_wide(workbook):
        return wide_reports(workbook, name)
    if is_own(workbook):
        return _read(workbook, name)
    parts, problems = split(workbook, name)
    readings = [_read_part(part, name) for part in parts]
    return _together(name, [*readings, FileReading(name, rest=tuple(problems))])


def _read_part(part: Part, name: str) -> FileReading:
    reading = _read(part.workbook, name)
    if not reading.reports:
        return replace(reading, rest=(*part.problems, *reading.rest))
    [report] = reading.reports
    agency = report.report.agency or part.agency
    report = replace(
        report,
        report=replace(report.report, agency=agency),
        problems=(*part.problems, *report.problems),
    )
    return replace(reading, reports=(report,))


def _read(workbook: Workbook, name: str) -> FileReading:
    is_ours = is_own(workbook)
    if is_ours:
        format_, problems = own_format(workbook, name)
        identity = None
    else:
        identity, problems = identity_in(workbook, name)
        format_ = best_format(formats().values(), workbook, identity.year)
    if format_ is None:
        return FileReading(name, rest=tuple(problems) or (_nothing_found(workbook, name),))
    if identity is None:
        words = own_words(workbook, format_, name)
    else:
        words = words_in(workbook, format_, name, identity)
    extraction = extract(workbook, format_, name)
    problems += [*words.problems, *extraction.problems]
    is_empty = not extraction.placed and not words.sections
    if is_empty and not any(problem.severity is Severity.ERROR for problem in problems):
        return FileReading(name, rest=(_nothing_found(workbook, name),))
    problems += _hidden(workbook, name, is_ours)
    problems += [notice(Origin(name), *remark) for remark in workbook.remarks]
    reading = ReportReading(
        _report(format_, extraction, words),
        placed=frozenset(extraction.placed),
        tables=frozenset(extraction.clean),
        problems=tuple(problems),
        file=name,
        publication=workbook.publication,
    )
    return FileReading(name, (reading,))


def _report(format_: Format, extraction: Extraction, words: Words) -> Report:
    return Report(
        dataset=Dataset(format_.key, extraction.cells),
        agency=words.identity.agency,
        year=words.identity.year,
        preamble=words.preamble,
        sections=words.sections,
        contact=words.contact,
    )


def _nothing_found(workbook: Workbook, name: str) -> Problem:
    if workbook.has_pictures:
        return error(
            Origin(name),
            "没有找到政府信息公开年度报告的表格，文件中只有图片："
            "表格须为可编辑的单元格，不能是图片",
            "No table of an annual report was found, but pictures: tables must be cells",
        )
    return error(
        Origin(name),
        "没有找到政府信息公开年度报告的表格",
        "No table of an annual report on government information disclosure was found",
    )


def _hidden(workbook: Workbook, name: str, is_ours: bool) -> Iterator[Problem]:
    """What people do not see in the file was read all the same; they are told."""
    for sheet in workbook.sheets:
        if sheet.is_hidden and sheet.cells and not (is_ours and sheet.name == META):
            yield notice(
                Origin(name, sheet.name),
                f"{sheet.called.zh}是隐藏的，也已读取",
                f"The {sheet.called.en} is hidden; it was read all the same",
            )
        rows = [str(row) for row in sorted(sheet.hidden_rows)]
        columns = [letters_of(column) for column in sorted(sheet.hidden_columns)]
        for hidden, zh, en in ((rows, "行", "rows"), (columns, "列", "columns")):
            if hidden:
                named = "、".join(hidden[:SHOWN_LINES])
                yield notice(
                    origin_at(name, sheet),
                    f"{sheet.called.zh}有隐藏的{zh}，也已读取：{named}",
                    f"The {sheet.called.en} has hidden {en}, which were read too: {named}",
                )
