"""Results of formulas that a file does not give: plain sums, and nothing else.

A workbook saved by a script holds formulas without results, which look like blanks. Sums of
cells on the same sheet can be computed with certainty; every other formula is a problem.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from report_blocks.statutory.codec import NOTHING

from ..addresses import Position, position_of, range_of

_CELLS = r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?"
_ARGUMENTS = rf"{_CELLS}(?:,{_CELLS})*"
_SUM = re.compile(rf"SUM\(({_ARGUMENTS})\)")
_PLUS = re.compile(rf"{_CELLS}(?:\+{_CELLS})*")
# A total that stays blank while nothing is filled in: the shape of our fill-in workbook.
_UNLESS_BLANK = re.compile(rf'IF\(COUNT\(({_ARGUMENTS})\)=0,"",SUM\(\1\)\)')

Number = int | Decimal

# Sums of sums of sums: so deep, and so many cells altogether, on one sheet.
MAX_DEPTH = 50
MAX_ADDENDS = 100_000
LARGEST = 1e15  # beyond it spreadsheets lose digits


class NotPlain(Exception):
    """No plain sum, a sum of something that is no number, or a sum that contains itself."""


def results(
    cells: Mapping[Position, object], uncached: Mapping[str, str]
) -> tuple[dict[Position, Number], dict[Position, str]]:
    """What the formulas without a stored result give, and those that can't be computed.

    ``uncached`` is ``{"E5": "SUM(A5:D5)"}``. A formula that gives blank is in neither.
    """
    sums = _Sums(cells, uncached)
    computed: dict[Position, Number] = {}
    broken: dict[Position, str] = {}
    for position, formula in sums.formulas.items():
        try:
            result = sums.value(position)
        except NotPlain:
            broken[position] = formula
        else:
            if result is not None:
                computed[position] = result
    return computed, broken


class _Sums:
    """The formulas of a sheet; each is computed once."""

    def __init__(self, cells: Mapping[Position, object], uncached: Mapping[str, str]) -> None:
        self.cells = cells
        self.formulas = {
            position_of(address): formula for address, formula in uncached.items() if address
        }
        self.known: dict[Position, Number | NotPlain | None] = {}
        self.open: set[Position] = set()
        self.addends = 0

    def value(self, position: Position) -> Number | None:
        """The result of the formula there; None if every part of it is blank, or NotPlain."""
        if position in self.open or len(self.open) > MAX_DEPTH:
            raise NotPlain(position)
        if position not in self.known:
            self.open.add(position)
            try:
                self.known[position] = self._sum(addends(self.formulas[position]))
            except NotPlain as reason:
                self.known[position] = reason
            finally:
                self.open.discard(position)
        known = self.known[position]
        if isinstance(known, NotPlain):
            raise known
        return known

    def _sum(self, positions: Iterator[Position]) -> Number | None:
        total: Decimal = Decimal(0)
        blank = True
        for position in positions:
            self.addends += 1
            if self.addends > MAX_ADDENDS:
                raise NotPlain(position)
            number = self._number(position)
            if number is not None:
                blank = False
                total += number
        if blank:
            return None
        return int(total) if total == total.to_integral_value() else total

    def _number(self, position: Position) -> Number | None:
        if position in self.formulas:
            return self.value(position)
        match self.cells.get(position):
            case None:
                return None
            case bool():
                raise NotPlain(position)
            case int() as whole:
                return whole
            case float() as number if abs(number) < LARGEST:
                return Decimal(repr(number))
            case str() as sign if sign.strip() in NOTHING:
                return None
            case _:
                # SUM would leave a text out in silence: 3, "4件" and 5 are not 8.
                raise NotPlain(position)


def addends(formula: str) -> Iterator[Position]:
    """The cells that a plain sum adds. NotPlain for any other formula."""
    text = formula.strip().removeprefix("=").replace(" ", "").upper()
    if match := _UNLESS_BLANK.fullmatch(text) or _SUM.fullmatch(text):
        references = match[1].split(",")
    elif _PLUS.fullmatch(text) and ":" not in text:
        references = text.split("+")
    else:
        raise NotPlain(formula)
    for reference in references:
        (top, left), (bottom, right) = _range(reference)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield row, column


def _range(reference: str) -> tuple[Position, Position]:
    try:
        return range_of(reference)
    except ValueError:
        raise NotPlain(reference) from None
