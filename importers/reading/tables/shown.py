"""Whether a cell shows the number that it holds: people copy what they see.

A number format can show 30000 as 3万, 0.05 as 5%, or nothing at all. No one can tell which of
the two was meant, so such a number is a problem. So is one that is struck out, wholly or in
part, or has a footnote mark set high behind it, which reads as one digit more; and, in documents,
one with something hidden or embedded in its cell.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from report_blocks.statutory import Text

from ..addresses import Position
from ..sheets import Sheet

# What stands for itself ("件", \\. and, in Chinese formats, !.), what is left open (_) or filled
# up (* ), what is in square brackets (colours, conditions, currencies), and the rest.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|E[+-]|.', re.DOTALL
)
_CURRENCY = re.compile(r"\$([^-]*)")
_ZERO_ONLY = re.compile(r"=0*\.?0+")
_DIGITS = re.compile(
    r"General|G/通用格式|@|(?:[#0?,]*[#0?])?(?:\.[#0?]*)?(?:E[+-]0+)?", re.IGNORECASE
)
# What may stand beside the digits, and does not change them.
_DECORATION = re.compile(r"[\s¥￥()（）+]*")


class _Part(NamedTuple):
    """A format between two semicolons: its places for digits, its words and its condition."""

    digits: str
    words: str
    condition: str

    def is_plain(self, unit: str) -> bool:
        words = self.words.replace(unit, "", 1)
        has_digits = bool(self.digits) and bool(_DIGITS.fullmatch(self.digits))
        return has_digits and bool(_DECORATION.fullmatch(words))


def disguise(sheet: Sheet, position: Position, unit: str) -> Text | None:
    """Why people may see another number than the one in the cell, or None if they see it."""
    if position in sheet.marked:
        return Text(
            "有删除线、上标、下标，或者隐藏、嵌入的内容，或者表中缺这一格，不能确定填报的是哪个数，"
            "请只保留要填报的数",
            "has something struck out, raised, lowered, hidden or embedded, or is no cell at all; "
            "keep nothing but the number",
        )
    number, code = sheet.cells.get(position), sheet.formats.get(position)
    if code is None or isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return None
    if is_shown(code, (number > 0) - (number < 0), unit):
        return None
    return Text(
        f"单元格中存的是 {number}，但数字格式“{code}”显示出来的不是这个数，请改为“常规”格式后核对",
        f"holds {number}, but its number format “{code}” shows something else; set it to General",
    )


@lru_cache(maxsize=1024)
def is_shown(code: str, sign: int, unit: str) -> bool:
    """Whether a number format shows a number of this sign as it is, with its unit at most."""
    parts = list(_parts(code))
    if any(part.condition for part in parts):
        return all(
            part.is_plain(unit) for part in parts if not _ZERO_ONLY.fullmatch(part.condition)
        )
    # One for all numbers; or positive and zero, negative; or positive, negative, zero, text.
    if sign == 0 and len(parts) > 2:  # often "-", or nothing
        return not parts[2].digits.strip("#0?,.") and not re.search(r"\d", parts[2].words)
    if sign < 0 and len(parts) > 1:
        return parts[1]._replace(words=parts[1].words.replace("-", "")).is_plain(unit)
    return parts[0].is_plain(unit)


def _parts(code: str) -> Iterator[_Part]:
    digits = words = condition = ""
    for token in _TOKEN.finditer(code):
        text, quoted, escaped, bracket = token[0], *token.group("quoted", "escaped", "bracket")
        if quoted is not None or escaped is not None:
            words += quoted or escaped or ""
        elif bracket is not None:
            currency = _CURRENCY.match(bracket)
            words += currency[1] if currency else ""
            condition += bracket if bracket[:1] in "<>=" else ""
        elif text == ";":
            yield _Part(digits, words, condition)
            digits = words = condition = ""
        elif text in " ()+-$" or not (text.isascii() or text in "通用格式"):
            words += text
        elif text[0] not in "_*":
            digits += text
    yield _Part(digits, words, condition)
