"""How much room words take, as far as one can tell without a font; cut and broken to fit."""

import unicodedata
from collections.abc import Sequence

from .numbers import Number, full, is_known, short

WIDE, NARROW = 1.0, 0.62  # of the size: a Chinese character, and the widest usual digit
BOLD = 1.06
SIZES = (12, 11, 10, 9)
ELLIPSIS = "…"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    return sum(map(_share, text)) * size * (BOLD if bold else 1)


def _share(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA" or character in "MW@%—":
        return WIDE
    return 0.8 if character.isupper() else NARROW


def cut(text: str, room: float, size: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width_of(text, size) <= room:
        return text
    kept, used = "", width_of(ELLIPSIS, size)
    for character in text:
        used += _share(character) * size
        if used > room:
            break
        kept += character
    return kept + ELLIPSIS


def broken(text: str, room: float, size: float, *, lines: int = 2) -> list[str]:
    """The text on so many lines at most; the last one is cut."""
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines - 1 and width_of(rest, size) > room:
        end, used = 0, 0.0
        while end < len(rest) and (used := used + _share(rest[end]) * size) <= room:
            end += 1
        end = max(end, 1)
        space = rest.rfind(" ", 0, end + 1)
        if space > 0 and end < len(rest) and rest[end - 1].isascii() and rest[end].isascii():
            end = space  # between words, not within one
        found.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*found, cut(rest, room, size)] if rest else found


def fitted(
    values: Sequence[Number | None], room: float, *, bold: bool = False
) -> tuple[list[str], float] | None:
    """How to write these numbers, each within the room, and at which size; None if they can't.

    All in the same way: in full, or all shortened.
    """
    for write in (full, _shortened):
        texts = [write(value) for value in values]
        for size in SIZES:
            if all(width_of(text, size, bold=bold) <= room for text in texts):
                return texts, size
    return None


def _shortened(value: Number | None) -> str:
    return short(value) if is_known(value) else full(value)
