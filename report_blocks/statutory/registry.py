"""Format files (TOML) → ``Format``. Shipped formats come in by the same door as anybody's.

``register(path)`` reads a file; ``formats()`` is a read-only view of what is registered.
Every mistake in a file is a ``FormatError`` that names the file and the place in it.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from .model import Axis, Column, Format, Group, Kind, Layout, Line, Relation, Section, Table

T = TypeVar("T")

SHIPPED = Path(__file__).with_name("formats")

# Keys become JSON paths (row/column) and the defined names of workbooks.
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FORMAT_KEY = re.compile(r"[a-z][a-z0-9-]*")

_formats: dict[str, Format] = {}


class FormatError(Exception):
    """A format file that can't be used; the message names file and place."""


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


def load(path: Path) -> Format:
    """Read a format file without registering it; FormatError says what is wrong where."""
    try:
        with _within(str(path)):
            return _format(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise FormatError(str(error)) from error


@contextmanager
def _within(place: str) -> Iterator[None]:
    """A mistake found inside is a ValueError that says where: "cases: row 2: label …"."""
    try:
        yield
    except KeyError as error:
        raise ValueError(f"{place}: {error.args[0]} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{place}: {error}") from error


def _only(data: dict[str, Any], *names: str) -> None:
    """A misspelt setting would otherwise be left out in silence."""
    if unknown := set(data) - set(names):
        raise ValueError(f"{', '.join(sorted(unknown))} is not known here")


def _key(key: str, pattern: re.Pattern[str] = _KEY) -> str:
    if not pattern.fullmatch(key):
        raise ValueError(f"“{key}” can't be a key: {pattern.pattern}")
    return key


def _unique(lines: Iterable[Line | Section], what: str) -> None:
    keys = [line.key for line in lines]
    if not keys:
        raise ValueError(f"there is no {what}")
    if len(set(keys)) != len(keys):
        raise ValueError(f"a {what} key stands twice")


def _year(year: object) -> int:
    if not isinstance(year, int):
        raise ValueError(f"“{year}” is no year")
    return year


def _format(data: dict[str, Any]) -> Format:
    _only(
        data,
        *("key", "title", "document", "citation", "issuer", "first_year", "last_year"),
        *("sections", "tables"),
    )
    key = _key(data["key"], _FORMAT_KEY)
    tables = {}
    for name, table in data["tables"].items():
        with _within(name):
            tables[name] = _table(key, _key(name), table)
    sections = tuple(_each(data["sections"], "section", lambda one: _section(one, tables)))
    _unique(sections, "section")
    if unused := set(tables) - {section.key for section in sections}:
        raise ValueError(f"no section holds the table {', '.join(sorted(unused))}")
    return Format(
        key=key,
        title=data["title"],
        citation=data["citation"],
        document=data["document"],
        issuer=data["issuer"],
        first_year=_year(data["first_year"]),
        last_year=_year(data["last_year"]) if "last_year" in data else None,
        sections=sections,
    )


def _section(data: dict[str, Any], tables: dict[str, Table]) -> Section:
    hint = data.get("hint", "")
    if "table" in data:
        _only(data, "table", "hint")
        table = tables[data["table"]]
        return Section(table.key, table.heading, hint, table)
    _only(data, "key", "heading", "hint")
    return Section(_key(data["key"]), data["heading"], hint, None)


def _each(
    items: Iterable[dict[str, Any]], what: str, read: Callable[[dict[str, Any]], T]
) -> Iterator[T]:
    """Each item read; a mistake in one says which."""
    for number, item in enumerate(items, start=1):
        with _within(f"{what} {number}"):
            yield read(item)


def _table(format_key: str, key: str, data: dict[str, Any]) -> Table:
    _only(data, "heading", "layout", "groups", "relations")
    table = Table(
        format_key=format_key,
        key=key,
        heading=data["heading"],
        layout=Layout(data.get("layout", "matrix")),
        groups=tuple(_each(data["groups"], "group", _group)),
        relations=tuple(_each(data.get("relations", ()), "relation", _relation)),
    )
    _unique((row for group in table.groups for row in group.rows), "row")
    for relation in table.relations:
        if not any(instance.relation is relation for instance in table.instances):
            raise ValueError(f"{relation.rule} names lines that no group has")
    _ = table.computed  # raises for a total among its own parts
    return table


def _group(data: dict[str, Any]) -> Group:
    _only(data, "label", "stub", "rows", "columns")
    group = Group(
        label=data.get("label", ""),
        stub=data.get("stub", ""),
        rows=tuple(_each(data["rows"], "row", _row)),
        columns=tuple(_each(data["columns"], "column", _column)),
    )
    _unique(group.rows, "row")
    _unique(group.columns, "column")
    return group


def _row(data: dict[str, Any]) -> Line:
    _only(data, "key", "label", "path", "short")
    return Line(**_names(data))


def _column(data: dict[str, Any]) -> Column:
    _only(data, "key", "label", "path", "short", "kind", "unit", "units")
    kind, names = Kind(data.get("kind", "count")), _names(data)
    if "units" not in data:
        return Column(**names, kind=kind, unit=data.get("unit", "件"))
    if "unit" in data:
        raise ValueError("unit and units exclude each other")
    return Column(**names, kind=kind, unit="", open_units=_texts(data["units"], "units"))


def _names(data: dict[str, Any]) -> dict[str, Any]:
    path = _texts(data["path"] if "path" in data else [data["label"]], "path")
    short = data.get("short", path[-1])
    return {"key": _key(data["key"]), "path": path, "short": short}


def _texts(texts: object, what: str) -> tuple[str, ...]:
    if not (isinstance(texts, list) and texts and all(isinstance(one, str) for one in texts)):
        raise ValueError(f"{what} is not a list of texts: {texts!r}")
    return tuple(texts)


def _relation(data: dict[str, Any]) -> Relation:
    is_total = "total" in data
    _only(data, "rule", "each", *(("total", "parts") if is_total else ("left", "right")))
    return Relation(
        rule=data["rule"],
        each=Axis(data["each"]),
        left=(data["total"],) if is_total else tuple(data["left"]),
        right=tuple(data["parts"] if is_total else data["right"]),
        is_total=is_total,
    )


def _shipped() -> Iterator[Path]:
    yield from sorted(SHIPPED.glob("*.toml"))


for _path in _shipped():
    register(_path)
