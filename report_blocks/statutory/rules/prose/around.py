"""What stands around a number: the words that may tell what it is of."""

import re
from typing import NamedTuple

from .reading import Paragraph

_FILLERS = set("共计合总数量为是的其中了有达到约等、达,:分别仍则即已余另均剩下外")
_EACH = re.compile(r"(?:分别|依次|各)(?:为|是|有|达到?|计|作出|收到|办理)|分别")
_CONSISTS = re.compile("[,(]?(?:其中)?(?:分别|依次)?(?:为|是|包括|包含|含)")
_LISTED = re.compile("、(?!行政法规|举报|投诉|公共安全|经济安全)")
DENIED = re.compile("无(?!法)|没有(?!现成)")
_AHEAD = 16  # characters behind a number in which words may stand
_SIDE_BY_SIDE = {"、", "和", "及", "与", "、和"}


class Around(NamedTuple):
    """The text between a number and the one before, what follows it, and its unit.

    Of numbers told by 分别, ``place`` is this one's among ``of``; else both are 0. A number that
    ``is_first`` begins its clause.
    """

    before: str
    behind: str
    unit: str
    place: int = 0
    of: int = 0
    is_first: bool = False


def around(paragraph: Paragraph, place: int, start: int) -> Around:
    """The text between a number and the one before in its clause, and what follows it.

    A clause that says no more than 共 belongs to the one before.
    """
    text, numbers = paragraph.text, paragraph.numbers
    number = numbers[place]
    clause_start, clause_end = paragraph.clause(number.start)
    clause_start = max(clause_start, start)
    last = numbers[place - 1].end if place else 0
    following = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
    listed = _LISTED.search(text, number.end, clause_end)
    end = min(clause_end, following, number.end + _AHEAD, listed.start() if listed else clause_end)
    behind = text[number.end : max(end, number.end)]
    if end == following and _CONSISTS.match(behind):
        behind = ""  # 其余23件为予以公开9件: of the number that follows
    begin = max(clause_start, last)
    is_first = set(text[begin : number.start]) <= _FILLERS
    if each := _EACH.search(text, clause_start, number.start):
        told = paragraph.places(each.end(), clause_end)
        before = text[clause_start : each.start()]
        return Around(before, behind, number.unit, told.index(place), len(told))
    if run := _run(paragraph, place):
        first = numbers[run.start].start
        before = text[max(paragraph.clause(first)[0], start) : first]
        return Around(before, behind, number.unit, place - run.start, len(run))
    if begin == last and text[begin : number.start].endswith("、"):
        return Around("", behind, number.unit)  # those words go with the number before them
    if set(text[begin : number.start]) <= _FILLERS and begin > start:
        previous = paragraph.clause(begin - 2)[0]
        if DENIED.match(text, previous):
            previous = begin  # 无结转件, 6件均已办结
        begin = max(min(previous, begin), start, last)
    before = text[begin : number.start].rstrip(":")
    return Around(before, behind, number.unit, is_first=is_first)


def _run(paragraph: Paragraph, place: int) -> range | None:
    """The numbers that stand side by side: 行政复议、行政诉讼5件、3件."""
    numbers, text = paragraph.numbers, paragraph.text
    begin = end = place
    while begin and text[numbers[begin - 1].end : numbers[begin].start] in _SIDE_BY_SIDE:
        begin -= 1
    while (
        end + 1 < len(numbers) and text[numbers[end].end : numbers[end + 1].start] in _SIDE_BY_SIDE
    ):
        end += 1
    return range(begin, end + 1) if end > begin else None
