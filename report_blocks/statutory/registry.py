"""The formats that are known. Shipped ones come in by the same door as anybody's.

``register(path)`` reads a file; ``formats()`` is a read-only view of what is registered.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from .format import Format, Section
from .loading import FormatError, load
from .model import Table

SHIPPED = Path(__file__).with_name("formats")

_formats: dict[str, Format] = {}


class UnknownFormat(LookupError):
    """No format, or no table, of this name is registered."""


def register(path: Path) -> Format:
    """Read a format file and make it known; a key that is taken is a FormatError."""
    format_ = load(path)
    if format_.key in _formats:
        raise FormatError(f"{path}: a format “{format_.key}” is registered already")
    _formats[format_.key] = format_
    return format_


def unregister(key: str) -> None:
    """Forget a format: for tests, and for code that replaces a shipped one."""
    _formats.pop(key, None)


def formats() -> Mapping[str, Format]:
    return MappingProxyType(_formats)


def get_format(key: str) -> Format:
    """The format of this key; UnknownFormat if none is registered."""
    try:
        return _formats[key]
    except KeyError:
        raise UnknownFormat(key) from None


def get_table(reference: str) -> Table:
    """The table of a reference such as "cn-2021/information_requests"; or UnknownFormat."""
    format_key, _, table_key = reference.partition("/")
    try:
        return get_format(format_key).tables[table_key]
    except KeyError:
        raise UnknownFormat(reference) from None


def get_section(reference: str) -> Section:
    """The section of a reference such as "cn-2021/overview"; or UnknownFormat."""
    format_key, _, section_key = reference.partition("/")
    try:
        return get_format(format_key).section(section_key)
    except KeyError:
        raise UnknownFormat(reference) from None


def format_for(year: int) -> Format:
    """The newest format that applies to a report of this year; or UnknownFormat."""
    fitting = [f for f in _formats.values() if f.applies_to(year)]
    if not fitting:
        raise UnknownFormat(str(year))
    return max(fitting, key=lambda f: f.first_year)


def _shipped() -> Iterator[Path]:
    yield from sorted(SHIPPED.glob("*.toml"))


for _path in _shipped():
    register(_path)
