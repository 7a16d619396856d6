"""Where a line of Chinese text may end (避头尾): the rules of GB/T 15834, without any PDF.

A unit is anything with a ``width`` in points that is also its own text, and a ``frag`` that may
ask for a line break: xhtml2pdf's ``cjkU``, one a character.
"""

from collections.abc import Callable, Sequence
from typing import Any

# ℃ ％ ㎡ and the like are not parted from their number, nor + from what it is added to.
NO_START = frozenset(
    "!%),.:;?]}+¢°’”‰′″℃℉、。〃々〉》」』】〕〗〞﹚﹜﹞！＂％＇），．：；？］｜｝＋～·㎎㎏㎜㎝㎞㎡㎥"
)
NO_END = frozenset("([{£¥‘“〈《「『【〔〖〝№﹙﹛﹝＄（．［｛￡￥")
PAIRED = frozenset("—…")  # a dash or an ellipsis of two characters stays together

# Points by which the last character may stand out rather than have a line of its own.
HAIR = 1.0


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    return _may_part(before, after) and not (_is_latin(before) and _is_latin(after))


def _may_part(before: str, after: str) -> bool:
    """The rules of punctuation alone; they hold in a word too long for a line as well."""
    if after.isspace() or after in NO_START or before in NO_END:
        return False
    return not (before in PAIRED and before == after)


def _is_latin(character: str) -> bool:
    """Letters, digits and their joints: numbers, words and addresses stay whole."""
    return character.isascii() and not character.isspace() and character not in "()[]{}"


def line_end(units: Sequence[Any], start: int, width: float) -> tuple[int, bool]:
    """Where the line that begins at ``start`` ends, and whether a break was asked for there."""
    used = 0.0
    for i in range(start, len(units)):
        unit = units[i]
        if hasattr(unit.frag, "lineBreak"):
            return i + 1, True
        used += unit.width
        if used > width + 1e-6 and i > start and not unit.isspace():
            if used <= width + HAIR and not any(str(rest).strip() for rest in units[i + 1 :]):
                return len(units), False
            return _last_break(units, start, i), False
    return len(units), False


def _last_break(units: Sequence[Any], start: int, limit: int) -> int:
    """The last permitted break at or before ``limit``; ``limit`` itself if there is none."""
    rules: tuple[Callable[[str, str], bool], ...] = (may_break, _may_part)
    for rule in rules:
        for i in range(limit, start, -1):
            # A unit without text is an image or an anchor.
            if rule(str(units[i - 1]) or " ", str(units[i]) or "　"):
                return i
    return limit
