"""Which pieces of a workbook belong to which report.

Titles part the reports ("民政局2024年政府信息公开工作年度报告"); without any, sheets that are named
after offices. A sheet without a title belongs to the report that began before it, if the others
bear that out. What stays uncertain is an error of the reports concerned, and of no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from ..problems import Problem, error, notice, warning
from ..sheets import Workbook
from ..tables.extraction import origin_at
from ..tables.leftovers import is_number
from .pieces import Key, Piece, is_short_for, pieces_of

MANY = 3  # numbers on a sheet: fewer are a year, a page


@dataclass(frozen=True)
class Part:
    """What of a workbook is one report; ``agency`` is whom its sheets are named after, if any."""

    workbook: Workbook
    agency: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass
class _Share:
    """The pieces of one report, and those of them that have no title of their own."""

    key: Key
    pieces: list[Piece] = field(default_factory=list)
    inherited: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def tables(self) -> set[str]:
        return {table for piece in self.pieces for table in piece.tables}

    @property
    def is_in_order(self) -> bool:
        order = [index for piece in self.pieces for index in sorted(piece.tables.values())]
        return order == sorted(set(order))

    @property
    def has_cover(self) -> bool:
        return not self.pieces[0].tables

    @property
    def misnamed(self) -> list[Piece]:
        """Those on sheets that are named after another office."""
        agency = self.key.agency or ""
        return [p for p in self.pieces if p.office and not is_short_for(p.office, agency)]


def split(workbook: Workbook, file: str) -> tuple[list[Part], list[Problem]]:
    """The reports of a workbook, and the problems of what belongs to none of them.

    It is one report unless a table is there twice under different titles or names. If it is not
    certainly one either, reading it will say what contradicts what.
    """
    if workbook.paragraphs:  # a document is one report
        return [Part(workbook)], []
    shares, rest = _shared_out(list(pieces_of(workbook)))
    owners = [share for share in shares if share.tables]
    pairs = list(combinations(owners, 2))
    if all(one.tables.isdisjoint(other.tables) for one, other in pairs):
        return [Part(workbook)], []
    if sum(share.key.agency is not None for share in owners) < 2:
        return [Part(workbook)], []
    for one, other in pairs:
        if one.tables.isdisjoint(other.tables):
            _may_be_one(one, other, file)
    every = {table for share in owners for table in share.tables}
    if not _is_order_certain(owners, rest):
        for share in owners:
            _may_be_anothers(share, every, file)
    left = [*rest, *(piece for share in shares if not share.tables for piece in share.pieces)]
    parts = [_part(share, workbook, file) for share in owners]
    return parts, [problem for piece in left for problem in _left_out(piece, file)]


def _shared_out(pieces: list[Piece]) -> tuple[list[_Share], list[Piece]]:
    """The pieces of each report, and those of none."""
    shares: dict[Key, _Share] = {}
    rest = []
    has_titles = any(len(piece.titles) == 1 for piece in pieces)
    before: _Share | None = None
    for piece in pieces:
        if key := _key(piece, has_titles):
            before = shares.setdefault(key, _Share(key))
            before.pieces.append(piece)
        elif before and before.key.year and not piece.titles:
            before.pieces.append(piece)
            before.inherited.append(piece)
        else:
            before = None
            rest.append(piece)
    return list(shares.values()), rest


def _key(piece: Piece, has_titles: bool) -> Key | None:
    """The report that a piece says it is of. A name says it if nothing else does, or is needed."""
    if len(piece.titles) == 1:
        return piece.titles[0]
    if piece.titles:
        return None
    if piece.office and (piece.is_complete or not has_titles):
        return Key(piece.office)
    return Key(None, sheet=piece.sheet.name) if piece.is_complete and not has_titles else None


def _is_order_certain(owners: list[_Share], rest: list[Piece]) -> bool:
    """Whether tables on sheets without a title certainly belong to the title before them.

    Every report has the same tables then, each once and in the order of the form, and begins
    with a sheet of the same sort. Were the titles on the last sheets of the reports, or all of
    them on the first sheets of the workbook, that would not be so.
    """
    heirs = [share for share in owners if any(piece.tables for piece in share.inherited)]
    pieces = [piece for share in owners for piece in share.pieces]
    return not heirs or (
        all(share.is_in_order and not share.misnamed for share in heirs)
        and all(share.tables == heirs[0].tables for share in owners)
        and len({share.has_cover for share in owners}) == 1
        and not any(piece.is_cut for piece in pieces)
        and not any(piece.tables for piece in rest)
    )


def _may_be_one(one: _Share, other: _Share, file: str) -> None:
    """Two reports without a table in common: perhaps one whose titles contradict each other."""
    for share, another in ((one, other), (other, one)):
        share.problems.append(
            error(
                origin_at(file, share.pieces[0].sheet),
                f"“{_name(share)}”和“{_name(another)}”没有一张相同的表，不能确定是两份报告，"
                "还是一份报告的标题写得不一致，请核对标题，补全各表",
                f"“{_name(share)}” and “{_name(another)}” have no table in common: two reports, "
                "or one with contradicting titles; check the titles and complete the tables",
            )
        )


def _may_be_anothers(share: _Share, every: set[str], file: str) -> None:
    """The order is not certain: tables may have come here that are not this report's, or gone."""
    if every - share.tables:
        share.problems.append(
            error(
                origin_at(file, share.pieces[0].sheet),
                f"“{_name(share)}”缺少的表可能在没有报告标题的工作表上，"
                "请在有表格的每张工作表上写明报告标题",
                f"Tables that “{_name(share)}” lacks may be on sheets without a title; put the "
                "title on each sheet with a table",
            )
        )
    for piece in share.inherited:
        if piece.tables:
            share.problems.append(
                error(
                    origin_at(file, piece.sheet),
                    f"{piece.sheet.called.zh}没有报告标题，不能确定是不是“{_name(share)}”的，"
                    "请在有表格的每张工作表上写明报告标题",
                    f"The {piece.sheet.called.en} has no title: it is not certain whether it "
                    f"belongs to “{_name(share)}”; put the title on each sheet with a table",
                )
            )


def _name(share: _Share) -> str:
    agency, year, sheet = share.key
    return f"{agency or sheet}{year or ''}"


def _part(share: _Share, workbook: Workbook, file: str) -> Part:
    sheets = tuple(piece.sheet for piece in share.pieces)
    problems = list(share.problems)
    by_name = share.key.agency if share.key.year is None else None
    if by_name:
        problems.append(
            notice(
                origin_at(file, sheets[0]),
                f"没有报告标题，行政机关取自工作表的名称：{by_name}",
                f"There is no title; the agency is taken from the sheet's name: {by_name}",
            )
        )
    if heirs := [piece.sheet for piece in share.inherited if piece.tables]:
        names = "、".join(f"“{sheet.name}”" for sheet in heirs)
        problems.append(
            warning(
                origin_at(file, heirs[0]),
                f"{heirs[0].noun.zh}{names}没有报告标题，按先后顺序归入“{_name(share)}”，请确认",
                f"{names} have no title and are taken for part of “{_name(share)}” by their "
                "order; make sure that they are",
            )
        )
    for piece in share.misnamed:
        problems.append(
            warning(
                origin_at(file, piece.sheet),
                f"{piece.sheet.called.zh}中的报告标题是“{_name(share)}”，与工作表的名称不一致，"
                "请确认",
                f"The title on the {piece.sheet.called.en} says “{_name(share)}”, unlike the "
                "sheet's name; make sure which is right",
            )
        )
    return Part(replace(workbook, sheets=sheets), by_name, tuple(problems))


def _left_out(piece: Piece, file: str) -> Iterator[Problem]:
    """What of a piece that belongs to no report people have to know."""
    sheet = piece.sheet
    numbers = sum(is_number(sheet, place, ()) for place in sheet.cells)
    if piece.tables or (piece.titles and (numbers >= MANY or sheet.has_drawing)):
        yield error(
            origin_at(file, sheet),
            f"不能确定{sheet.called.zh}属于哪一份报告，或者没有认出其中的表，没有读取；"
            "请在每张工作表上写明一份报告的标题，并对照官方格式补全表格",
            f"It is not certain which report the {sheet.called.en} belongs to, or its tables were "
            "not made out; it was not read. Put the title of one report on each sheet",
        )
    elif numbers:
        yield warning(
            origin_at(file, sheet),
            f"{sheet.called.zh}不属于任何一份报告，其中的数没有读取，请确认",
            f"The {sheet.called.en} belongs to no report; its numbers were not read",
        )
