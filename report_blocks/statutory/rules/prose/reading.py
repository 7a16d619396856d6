"""Prose as the rules read it: paragraphs in half width without blanks, and the numbers in them."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from ...report import Report

_BLANK = re.compile(r"[\s*\u200b-\u200d\ufeff]+")
_UNITS = (
    "件次|人次|万元|亿元|平方米|个百分点|%|‰|元|件|份|宗|起|条|项|个|例|次|笔|封|篇|期|场|部|家"
    "|名|人|处|批|单"
)
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z第〔\[/-])(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<rough>余|多|来)?(?P<big>[万亿](?!元))?(?P<more>余|多)?"
    rf"(?P<unit>{_UNITS})(?!年级)"
    r"|(?<![第零一二两三四五六七八九十百千每])(?P<chinese>[零一二两三四五六七八九十百千]{1,7})(?P<of>件次|件|宗|条|份|篇)"
)
_ROUGHLY = re.compile(r"(?:近|约|超过?|突破|接近|高于|逾|不足|不到|大约|将近|至少|达到?近|高达近)$")
_MARK = re.compile("[,;:、(]")
_DIGITS = "零一二三四五六七八九"
_SENTENCE = re.compile(r"[^。!?]+[。!?]?")
# 公开(含部分公开)的5件 is one; other words in brackets are one of their own.
_CLAUSE = re.compile(r"(?:\((?:包?[含括][^()\d,。;:]{1,12}|部分公开)\)|[^,;:。!?()])+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit; ``start`` and ``end`` are places in the paragraph."""

    start: int
    end: int
    value: int | Decimal
    unit: str
    decimals: int = 0
    is_rough: bool = False

    @property
    def is_percent(self) -> bool:
        return self.unit == "%"


@dataclass(frozen=True)
class Paragraph:
    """A line of a section's prose, and its numbers in their order."""

    section: str
    text: str
    numbers: tuple[Number, ...]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence begins and ends."""
        for match in _SENTENCE.finditer(self.text):
            yield match.span()

    def places(self, start: int, end: int) -> range:
        """The places among ``numbers`` of those that begin between these characters."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def clause(self, place: int) -> tuple[int, int]:
        """Where the clause that holds this character begins and ends."""
        index = bisect_right(self._clauses, (place, len(self.text) + 1)) - 1
        if index >= 0 and self._clauses[index][0] <= place < self._clauses[index][1]:
            return self._clauses[index]
        return place, place

    def clauses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each clause of a sentence begins and ends."""
        for begin, stop in self._clauses:
            if start <= begin < end:
                yield begin, stop

    @cached_property
    def _starts(self) -> list[int]:
        return [number.start for number in self.numbers]

    @cached_property
    def _clauses(self) -> list[tuple[int, int]]:
        return [match.span() for match in _CLAUSE.finditer(self.text)]

    def quote(self, number: Number) -> str:
        """So much of the text that people see which number is meant."""
        place = bisect_left(self._starts, number.start)
        before = self.numbers[place - 1].end if place else 0
        start = max(self.clause(number.start)[0], number.start - 24, before)
        return self.text[start : number.end].lstrip("、")


@lru_cache(maxsize=512)  # each rule asks for the same lines
def plain(text: str) -> str:
    """Half width, without blanks and marks of bold type."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def last_words(text: str) -> str:
    """What stands behind the last mark or bracket: the words of the number that follows."""
    return _MARK.split(text)[-1]


def paragraphs(report: Report) -> Iterator[Paragraph]:
    """Every paragraph of the sections' prose, in their order."""
    for section in report.dataset.format.prose_sections:
        for line in report.sections.get(section.key, "").splitlines():
            if text := plain(line):
                yield Paragraph(section.key, text, tuple(_numbers(text)))


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if match["chinese"]:
            if (written := chinese_number(match["chinese"])) is not None:
                yield Number(match.start(), match.end(), written, match["of"])
            continue
        fraction = match["fraction"] or ""
        digits = match["digits"].replace(",", "") + fraction
        value: int | Decimal = Decimal(digits) if fraction else int(digits)
        if match["big"]:
            value = Decimal(digits) * (10_000 if match["big"] == "万" else 100_000_000)
        before = text[max(0, match.start() - 4) : match.start()]
        is_rough = bool(
            match["rough"] or match["more"] or match["big"] or _ROUGHLY.search(before)
        ) or text[match.end() : match.end() + 2] in ("以上", "左右")
        yield Number(
            match.start(), match.end(), value, match["unit"], max(0, len(fraction) - 1), is_rough
        )


def chinese_number(text: str) -> int | None:
    """The value of 三十四 or 一百零五; None if it is not well formed."""
    total, digit = 0, None
    for character in text.replace("两", "二"):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS.index(character)
        else:
            unit = {"十": 10, "百": 100, "千": 1000}[character]
            if digit is None:
                if unit != 10 or total % 100:
                    return None
                digit = 1
            total, digit = total + digit * unit, None
    return total + (digit or 0)
