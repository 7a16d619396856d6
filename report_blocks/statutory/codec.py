"""Cells in and out: what people type (``read``, ``show``) and JSON (``from_json``, ``to_json``).

Independent of language and locale settings. A blank is never read as zero, and what is not
certainly a number is kept as text with a complaint, never guessed.
"""

import math
import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from . import sentences
from .cell import BLANK, Cell
from .model import Column, Kind
from .sentences import fill
from .text import Text

MAX_DIGITS = 15  # spreadsheets lose digits beyond the fifteenth

# What people write for "nothing"; read as blank, and the importer says so.
NOTHING = frozenset({"/", "-", "--", "—", "——", "–", "－", "无", "空", "\\"})

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NUMBER = re.compile(
    r"(?P<sign>[-+])?(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?P<fraction>\.[0-9]+)?"
    r"(?:\s*(?P<unit>[^\s\d()（）]{1,4}))?"
    r"(?:\s*[(（](?P<note>.+)[)）])?",
    re.DOTALL,
)
_LONGEST = 100  # characters of a number; Python refuses to show integers of some thousand digits
_NOTE = re.compile(r"[(（](?P<note>.+)[)）]$", re.DOTALL)
_MINUS = str.maketrans({"−": "-", "﹣": "-"})
_SIGN = re.compile(r"(?:(增加?)|减少?)\s*(?=\d)")  # 增3 and 减少2, for +3 and -2


class Reading(NamedTuple):
    """What was read: the cell, and a complaint if it is not a proper number of its column."""

    cell: Cell
    complaint: Text | None = None


def read(raw: object, column: Column) -> Reading:
    """Read what a spreadsheet or a person gives for a cell of this column."""
    match raw:
        case None:
            return Reading(BLANK)
        case bool():
            return _not_a_number(str(raw).upper())
        case int():
            return _checked(Cell(raw), column)
        case float() if raw.is_integer() and abs(raw) < 10**MAX_DIGITS:
            return _checked(Cell(int(raw)), column)
        case float() if math.isfinite(raw):
            # A computed 0.1 + 0.2 is 0.30000000000000004, which no spreadsheet ever shows.
            return _checked(Cell(Decimal(f"{raw:.{MAX_DIGITS}g}")), column)
        case Decimal() if raw.is_finite():
            return _checked(Cell(raw), column)
        case str():
            return _read_text(raw, column)
        case _:
            return _not_a_number(str(raw))


def _read_text(raw: str, column: Column) -> Reading:
    kept = raw.translate(_INVISIBLE).strip()
    text = unicodedata.normalize("NFKC", kept).strip().translate(_MINUS)
    if not text or text in NOTHING:
        return Reading(BLANK)
    if column.kind.may_be_negative and (word := _SIGN.match(text)):
        text = ("+" if word[1] else "-") + text[word.end() :]
    match = _NUMBER.fullmatch(text)
    if not match or match["unit"] not in (None, *column.units):
        return _not_a_number(kept)
    digits = (match["sign"] or "") + match["whole"].replace(",", "") + (match["fraction"] or "")
    if len(digits) > _LONGEST or any(map(_is_mark, re.split("[(（]", kept)[0])):
        return _not_a_number(kept)
    if column.kind.may_be_negative and _says_sign(match["note"] or ""):
        return _not_a_number(kept)
    note = _note(kept, match["note"] or "")
    if column.open_units and match["unit"]:
        note = "；".join(filter(None, (f"单位：{match['unit']}", note)))
    number = int(digits) if match["fraction"] is None else Decimal(digits)
    return _checked(Cell(number, note=note), column)


def _says_sign(note: str) -> bool:
    """Whether a note is about the sign: 3（减）may well be -3. One with a number is a remark."""
    return any(word in note for word in "增减负") and not any(map(str.isdecimal, note))


def _is_mark(character: str) -> bool:
    """Whether it is a digit in normal form only: 3² and 3① are no 32 and 31, but footnotes."""
    if character.isdecimal() or not character.isnumeric():
        return False
    return unicodedata.normalize("NFKC", character)[0].isdecimal()


def _note(text: str, normal: str) -> str:
    """The words in the brackets behind the number, as they were written.

    As ``normal``, in normal form, where the brackets are others (22⑴ is 22(1)).
    """
    match = _NOTE.search(text) if normal else None
    return (match["note"] if match else normal).strip()


def _tidy(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _not_a_number(text: str) -> Reading:
    return Reading(Cell(text=text), fill(sentences.NOT_A_NUMBER, value=text))


def _checked(cell: Cell, column: Column) -> Reading:
    if column.kind.is_whole and isinstance(cell.number, Decimal):
        cell = replace(cell, number=_tidy(cell.number))
    return Reading(cell, complaint(cell, column))


def complaint(cell: Cell, column: Column) -> Text | None:
    """Why the cell's content is not a proper number of its column, or None (rule A05)."""
    number = cell.number
    if isinstance(number, int) and 0 <= number < 10**MAX_DIGITS and not cell.text:
        return None  # nearly every cell there is
    if cell.text:
        return fill(sentences.NOT_A_NUMBER, value=cell.text)
    if number is None:
        return None
    shown = show_number(number)
    if number < 0 and not column.kind.may_be_negative:
        return fill(sentences.NEGATIVE, value=shown)
    if column.kind.is_whole and number != int(number):
        return fill(sentences.NOT_WHOLE, value=shown)
    if sum(c.isdigit() for c in shown) > MAX_DIGITS:
        return fill(sentences.TOO_LONG, value=shown, digits=MAX_DIGITS)
    return None


def doubt(cell: Cell, column: Column) -> Text | None:
    """Why a proper number can still be misread, or None: it lacks its unit (rule A07)."""
    if not column.open_units or not cell.number:
        return None
    if any(unit in cell.note for unit in column.open_units):
        return None
    units = "、".join(column.open_units)
    return fill(sentences.NO_UNIT, value=show_number(cell.number), units=units)


def show_number(number: int | Decimal) -> str:
    """Plain digits: 3525, 59237.2449; never an exponent, never a separator."""
    return str(number) if isinstance(number, int) else format(number, "f")


def show(cell: Cell) -> str:
    """What stands in the cell in an editor or a spreadsheet: number, note in brackets; or ""."""
    if cell.text:
        return cell.text
    number = "" if cell.number is None else show_number(cell.number)
    return f"{number}（{cell.note}）" if cell.note else number


def printed(cell: Cell) -> str:
    """What the form shows in the cell: the number in plain digits, what was typed, or ""."""
    return cell.text if cell.number is None else show_number(cell.number)


def to_json(cell: Cell) -> Any:
    """A number, or an object if the cell has a note or is not a number. See ``from_json``."""
    if not cell.note and not cell.text:
        return number_to_json(cell.number)
    parts = {"value": number_to_json(cell.number), "note": cell.note, "text": cell.text}
    return {name: part for name, part in parts.items() if part not in (None, "")}


def number_to_json(number: int | Decimal | None) -> int | float | str | None:
    """As JSON numbers where that loses nothing anywhere, else as strings ("12.50").

    Whole numbers of more than fifteen digits are strings too: browsers round them.
    """
    if number is None or (isinstance(number, int) and abs(number) < 10**MAX_DIGITS):
        return number
    plain = show_number(number)
    if isinstance(number, int):
        return plain
    return float(number) if repr(float(number)) == plain else plain


def from_json(value: Any) -> Cell:
    """The cell of a JSON value; strings are read as typed text. ValueError for other shapes."""
    match value:
        case bool() | list():
            raise ValueError(f"not a cell: {value!r}")
        case int():  # nearly every cell there is
            return _whole(value)
        case dict():
            inner = from_json(value.get("value"))
            note, text = value.get("note", ""), value.get("text", "") or inner.text
            if not (isinstance(note, str) and isinstance(text, str)):
                raise ValueError(f"not a cell: {value!r}")
            return Cell(inner.number, note=note or inner.note, text=text)
        case float() if math.isfinite(value):
            return Cell(Decimal(repr(value)))
        case float():
            return Cell(text=str(value))
        case _:
            return read(value, _ANY).cell


@lru_cache(maxsize=1024)
def _whole(number: int) -> Cell:
    return Cell(number)


_ANY = Column("", ("",), "", kind=Kind.AMOUNT, unit="")
