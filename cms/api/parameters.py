"""The parameters of a request: each declared, read as what it is, and refused otherwise."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from .problems import (
    NOT_A_CHOICE,
    NOT_A_CODE,
    NOT_A_NUMBER,
    SHOWN,
    TWICE,
    UNKNOWN_PARAMETER,
    BadRequest,
    Wrong,
    WrongValue,
)

Read = Callable[[str], Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter by its name; ``read`` gives its value, or raises WrongValue.

    Of one that may be given several times (``many``) the value is a list, without any it is
    ``default``.
    """

    name: str
    read: Read
    many: bool = False
    default: Any = None


def values_of(query: QueryDict, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """The value of each parameter by name; BadRequest for what is unknown or no value of it."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {p.name: p.default for p in known.values()}
    wrong = [Wrong(_shown(name), UNKNOWN_PARAMETER) for name in query if name not in known]
    for name in known.keys() & query.keys():
        given = query.getlist(name)
        if len(given) > 1 and not known[name].many:
            wrong.append(Wrong(name, TWICE))
            continue
        try:
            read = [known[name].read(one) for one in given]
        except WrongValue as error:
            wrong.append(Wrong(name, error.text))
            continue
        values[name] = read if known[name].many else read[0]
    if wrong:
        raise BadRequest(sorted(wrong))
    return values


def whole(low: int, high: int) -> Read:
    """A whole number in plain digits."""

    def read(value: str) -> int:
        is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(high))
        if not is_number or not low <= int(value) <= high:
            raise WrongValue(NOT_A_NUMBER, low=low, high=high)
        return int(value)

    return read


def one_of(choices: Callable[[], Collection[str]]) -> Read:
    """One of the words that ``choices`` gives at the time of asking."""

    def read(value: str) -> str:
        if value not in choices():
            raise WrongValue(NOT_A_CHOICE, value=_shown(value))
        return value

    return read


def credit_code(value: str) -> str:
    if not re.fullmatch("[0-9A-Z]{18}", value):
        raise WrongValue(NOT_A_CODE)
    return value


def flag(value: str) -> bool:
    return one_of(lambda: ("true", "false"))(value) == "true"


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


ID_MAX = 2**31 - 1  # more, a database would stumble over
ID = whole(1, ID_MAX)
YEAR = whole(2000, 2100)
