"""F01 to F03: numbers of persons and marks of secrecy, which no report may disclose.

《政府信息公开条例》第十四、十五条. A sentence never repeats a number, only its end.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from ..findings import Finding
from ..model import CellKey
from ..report import Report
from ..text import Text
from .book import found

# What people put between the digits of a long number, or what hides among them.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_GAP = re.compile(r"(?<=\d)[ \t\u2010-\u2015-]{1,2}(?=[\dXx])")

_IDENTITY_CARD = re.compile(r"(?<![\dA-Za-z])[1-9]\d{16}[\dXx](?![\dA-Za-z])")
_BANK_CARD = re.compile(r"(?<![\dA-Za-z])(?:62\d{14,17}|4\d{15}|5[1-5]\d{14})(?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86)?(1[3-9]\d{9})(?![\d.])")
_MARKING = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|内部(?:资料|文件)[,，、;；]?\s*(?:注意保存|不得外传)"
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_REGIONS = range(11, 92)


class _Passage(NamedTuple):
    """A text of the report: what it is called, and its place."""

    zh: str
    en: str
    text: str
    section: str | None = None
    cell: CellKey | None = None


def identity_cards(report: Report) -> Iterator[Finding]:
    """F01: no number of an identity card or a bank card stands anywhere."""
    for passage in _passages(report):
        for number in numbers_of_persons(passage.text):
            is_identity = _is_identity_card(number)
            zh, en = ("身份证号码", "identity card") if is_identity else ("银行卡号", "bank card")
            yield _number("F01", passage, zh, en, number)


def mobile_numbers(report: Report) -> Iterator[Finding]:
    """F02: a mobile number is a person's, but for how to reach the office."""
    for passage in _passages(report):
        if passage.zh != CONTACT:
            for number in _MOBILE.findall(_joined(passage.text)):
                yield _number("F02", passage, "手机号码", "mobile", number)


def secrecy_markings(report: Report) -> Iterator[Finding]:
    """F03: nothing is marked as secret (保守国家秘密法: 绝密★, 机密★, 秘密★) or internal."""
    for passage in _passages(report):
        for mark in _MARKING.findall(_joined(passage.text)):
            yield found(
                "F03",
                Text(
                    f"{passage.zh}中有涉密或内部标志“{mark}”，公开前须删去或作保密审查",
                    f"{passage.en} bears a mark of secrecy, “{mark}”",
                ),
                **_place(passage),
            )


CONTACT = "联系方式"


def _passages(report: Report) -> Iterator[_Passage]:
    yield _Passage("引言", "The preamble", report.preamble)
    for section in report.dataset.format.prose_sections:
        heading = section.heading
        text = report.sections.get(section.key, "")
        yield _Passage(f"“{heading}”一节", f"“{heading}”", text, section=section.key)
    yield _Passage(CONTACT, "The contact", report.contact)
    for table in report.dataset.format.tables.values():
        for key in table.cells:
            cell = report.dataset[key]
            for text in (cell.note, cell.text):
                if text:
                    label = table.label(key)
                    yield _Passage(f"“{label}”的说明", f"The note of “{label}”", text, cell=key)


@lru_cache(maxsize=64)
def _joined(text: str) -> str:
    """Half-width, without what is not seen, and long numbers in one piece."""
    return _GAP.sub("", _UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


def _is_identity_card(number: str) -> bool:
    """GB 11643-1999: region, a day that there was, and the check character."""
    if len(number) != len(_WEIGHTS) + 1 or int(number[:2]) not in _REGIONS:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return born.year >= 1900 and _CHECKS[total % 11] == number[17].upper()


def _has_luhn_sum(number: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    others = (int(digit) for digit in number[::-2])
    return (sum(others) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0


def _number(rule: str, passage: _Passage, zh: str, en: str, number: str) -> Finding:
    end = number[-4:]
    return found(
        rule,
        Text(
            f"{passage.zh}中有{zh}（末四位 {end}），公开会泄露个人信息，请删去",
            f"{passage.en} holds the number of {en} ending in {end}; remove it",
        ),
        **_place(passage),
    )


def _place(passage: _Passage) -> dict[str, Any]:
    key = passage.cell
    if key is None:
        return {"section": passage.section}
    return {"table": key.table, "row": key.row, "column": key.column, "cells": (key,)}


def numbers_of_persons(text: str) -> list[str]:
    """The numbers of identity and bank cards in a text, or in the name of a file."""
    joined = _joined(text)
    identities = filter(_is_identity_card, _IDENTITY_CARD.findall(joined))
    cards = filter(_has_luhn_sum, _BANK_CARD.findall(joined))
    return list(dict.fromkeys((*identities, *cards)))  # one of Gansu may be both


def masked(text: str) -> str:
    """The text with numbers of identity and bank cards reduced to their last four digits.

    For logs: one in disguise is masked too, and takes the text's other gaps with it.
    """
    joined = _joined(text)
    numbers = numbers_of_persons(text)
    if not numbers:
        return text
    for number in numbers:
        joined = joined.replace(number, f"****{number[-4:]}")
    return joined
