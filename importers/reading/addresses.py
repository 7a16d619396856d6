"""Cell addresses: A1 notation and positions (row, column), both from one."""

import re
from functools import lru_cache

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")

Position = tuple[int, int]


@lru_cache(maxsize=4096)
def position_of(address: str) -> Position:
    """ "C5" → (5, 3). ValueError if it is no address."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise ValueError(f"not a cell address: {address!r}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


@lru_cache(maxsize=4096)
def address_of(position: Position) -> str:
    """(5, 3) → "C5"."""
    row, column = position
    return f"{letters_of(column)}{row}"


def letters_of(column: int) -> str:
    """27 → "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def range_of(reference: str) -> tuple[Position, Position]:
    """ "A4:A203" or "B3" → its first and last position. ValueError if it is no range."""
    first, _colon, last = reference.partition(":")
    start, end = position_of(first), position_of(last or first)
    return (min(start[0], end[0]), min(start[1], end[1])), (
        max(start[0], end[0]),
        max(start[1], end[1]),
    )


def area_of(reference: str) -> int:
    """The number of cells of a range."""
    (top, left), (bottom, right) = range_of(reference)
    return (bottom - top + 1) * (right - left + 1)
