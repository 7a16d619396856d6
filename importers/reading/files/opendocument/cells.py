"""What stands in a cell of an OpenDocument: its value, its text, and whether both say the same."""

import datetime
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element

from report_blocks.statutory.codec import NOTHING

from ..texts import clean
from .names import CALCEXT, named
from .styles import Styles

FORMULA = named("table", "formula")
VALUE_TYPE, VALUE, STRING, BOOLEAN, DATE = (
    named("office", f"{kind}value{rest}")
    for kind, rest in (("", "-type"), ("", ""), ("string-", ""), ("boolean-", ""), ("date-", ""))
)
NUMBERS = ("float", "percentage", "currency")
PARAGRAPH, SPAN_STYLE = named("text", "p"), named("text", "style-name")
SPACES, SPACE_COUNT = named("text", "s"), named("text", "c")
BREAKS = {named("text", "line-break"): "\n", named("text", "tab"): "\t"}
# What hangs on a text without being a part of it.
ASIDE = {named("office", "annotation"), named("text", "note"), named("text", "ruby-text")}

_WHITE = re.compile(r"[ \t\r\n]+")
_DOUBLE = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([Ee][-+]?\d+)?", re.ASCII)
_SHOWN = re.compile(r"-?\d[\d,]*(?:\.(?P<decimals>\d+))?", re.ASCII)
_REFERENCE = re.compile(r"\[\.(\$?[A-Z]+\$?\d+)(?::\.(\$?[A-Z]+\$?\d+))?\]")
MOST_SPACES = 1000


class Content(NamedTuple):
    """A cell's value, or the formula of one that has none; ``code`` as ``Sheet.formats`` has it.

    A formula whose result is said to be blank has the value "".
    """

    value: object
    formula: str | None = None
    code: str | None = None
    is_marked: bool = False


def content_of(cell: Element, styles: Styles, style: str | None) -> Content | None:
    """What the cell holds, None if it is blank."""
    paragraphs = cell.findall(PARAGRAPH)
    shown = "\n".join("".join(_texts(paragraph)) for paragraph in paragraphs)
    formula = cell.get(FORMULA)
    value = clean(_value(cell, shown))
    if value is None and formula is None:
        return None
    is_marked = styles.is_struck("table-cell", style) or any(
        styles.is_struck("text", span.get(SPAN_STYLE))
        or styles.is_raised("text", span.get(SPAN_STYLE))
        for paragraph in paragraphs
        for span in paragraph.iter()
    )
    if value is None:
        is_blank = bool(paragraphs) or cell.get(VALUE_TYPE) == "string"
        return Content("" if is_blank else None, _plain(formula or ""), None, is_marked)
    code = None
    if paragraphs and isinstance(value, int | float) and not isinstance(value, bool):
        code = _code(value, shown)
    return Content(value, None, code, is_marked)


def _value(cell: Element, shown: str) -> object:
    """The value as it is stored: an error and what can't be told are the text that is shown."""
    kind = cell.get(VALUE_TYPE)
    if cell.get(f"{CALCEXT}value-type") == "error":
        return shown or "#VALUE!"
    if kind is None and FORMULA in cell.attrib:
        return None
    if kind in NUMBERS and (raw := cell.get(VALUE)):
        return _number(raw)
    if kind == "boolean":
        return cell.get(BOOLEAN) == "true"
    if kind == "date" and (raw := cell.get(DATE)):
        return _date(raw)
    return cell.get(STRING) or shown or None


def _number(raw: str) -> object:
    number = float(raw) if _DOUBLE.fullmatch(raw) else math.inf
    if not math.isfinite(number):
        return raw
    return int(number) if number.is_integer() else number


def _date(raw: str) -> object:
    try:
        return datetime.datetime.fromisoformat(raw)
    except ValueError:
        return raw


def _texts(element: Element) -> Iterator[str]:
    """The text of a paragraph; white space counts as one blank, as in a web page."""
    yield _WHITE.sub(" ", element.text or "")
    for child in element:
        if child.tag == SPACES:
            yield " " * min(int(child.get(SPACE_COUNT, "1")), MOST_SPACES)
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag not in ASIDE:
            yield from _texts(child)
        yield _WHITE.sub(" ", child.tail or "")


def _code(value: int | float, shown: str) -> str | None:
    """A number format that shows of the number what the file says is shown; None if all of it."""
    if not value and shown.strip() in {"", *NOTHING}:
        return None
    match = _SHOWN.search(shown)
    if match:
        digits = Decimal(match[0].replace(",", ""))
        rounding = abs(Decimal(repr(value)) - digits)
        if 2 * rounding <= Decimal(1).scaleb(-len(match["decimals"] or "")):
            before, after = shown[: match.start()].strip(), shown[match.end() :].strip()
            return f"{_quoted(before)}0{_quoted(after)}" if before or after else None
    return _quoted(shown) or '""'


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', "'")) if text else ""


def _plain(formula: str) -> str:
    """As ``formulas`` takes it: "of:=SUM([.A1:.B1];[.C1])" → "SUM(A1:B1,C1)"."""
    text = formula.partition("=")[2].replace(";", ",")
    return _REFERENCE.sub(lambda m: f"{m[1]}:{m[2]}" if m[2] else m[1], text)
