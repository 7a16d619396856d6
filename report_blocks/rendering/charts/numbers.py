"""Numbers on a chart: where they stand on a round axis, and how they are written in little room."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import NamedTuple, TypeGuard

from report_blocks.statutory.codec import show_number

Number = int | Decimal

MISSING = "—"

_EXACT = Context(prec=60)
_ROUGH = Context(prec=3)  # digits of a shortened number
_UNITS = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_LARGEST, _SMALLEST = 16, -4  # powers of ten that are written without one


def known(values: Iterable[Number | None]) -> list[Number]:
    """Those that can be drawn: neither missing nor infinite."""
    return [value for value in values if is_known(value)]


def is_known(value: Number | None) -> TypeGuard[Number]:
    return value is not None and (isinstance(value, int) or value.is_finite())


class Axis(NamedTuple):
    """From ``low`` to ``high`` in round steps, zero among them."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def at(self, value: Number, start: float, end: float) -> float:
        """Where between ``start`` (for ``low``) and ``end`` (for ``high``) the value stands."""
        share = _EXACT.divide(
            _EXACT.subtract(Decimal(value), self.low), _EXACT.subtract(self.high, self.low)
        )
        return start + (end - start) * min(max(float(share), 0.0), 1.0)


def nice_axis(values: Iterable[Number | None], *, steps: int = 4) -> Axis:
    """An axis for these numbers and zero; for whole numbers its steps are whole."""
    numbers = [Decimal(value) for value in known(values)]
    least, most = min([Decimal(0), *numbers]), max([Decimal(0), *numbers])
    span = _EXACT.subtract(most, least)
    if not span:
        return Axis(Decimal(0), Decimal(1), (Decimal(0),))
    step = _step(_EXACT.divide(span, Decimal(steps)))
    if all(number == number.to_integral_value() for number in numbers):
        step = max(step, Decimal(1))
    first = int(_EXACT.divide(least, step).to_integral_value(ROUND_FLOOR))
    last = int(_EXACT.divide(most, step).to_integral_value(ROUND_CEILING))
    ticks = tuple(_EXACT.multiply(step, Decimal(n)) for n in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * n for n in (1, 2, 5, 10) if power * n >= least)


def full(value: Number | None) -> str:
    """In plain digits, or “—” if it is missing."""
    if not is_known(value):
        return MISSING
    return show_number(value) if abs(Decimal(value).adjusted()) < 40 else f"{Decimal(value):.2E}"


def short(value: Number) -> str:
    """Of three digits where that needs less room: 59237.2449 is 5.92万, 3525 stays."""
    exact = Decimal(value)
    if abs(exact) < 10**4 and exact == exact.to_integral_value():
        return str(int(exact))
    rough = _ROUGH.plus(exact)
    if not _SMALLEST <= rough.adjusted() < _LARGEST:
        return f"{rough:.2E}"
    for unit, size in _UNITS:
        if abs(rough) >= size:
            return _plain(rough / size) + unit
    return _plain(rough)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
