"""Format files (TOML) → ``Format``.

Every mistake in a file is a ``FormatError`` that names the file and the place in it.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from .format import Demand, Format, Section
from .key_figures import KeyFigure
from .model import Axis, CellKey, Column, Group, Kind, Layout, Line, Relation, Table, YearRelation
from .text import Text
from .words import Topic, pattern, read_topic, shared_words

T = TypeVar("T")

# Keys become JSON paths (row/column) and the defined names of workbooks.
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FORMAT_KEY = re.compile(r"[a-z][a-z0-9-]*")


class FormatError(Exception):
    """A format file that can't be used; the message names file and place."""


def load(path: Path) -> Format:
    """Read a format file without registering it; FormatError says what is wrong where."""
    try:
        with _within(str(path)):
            data = _toml(path)
            words = data.pop("words", None)
            return _format(data, _topics(_words(path, words)) if words else ())
    except (OSError, ValueError) as error:
        raise FormatError(str(error)) from error


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(path: Path, name: str) -> Path:
    """A file beside the format's, or one of those that are shipped."""
    beside = path.parent / name
    return beside if beside.exists() else Path(__file__).with_name("formats") / name


def _topics(path: Path) -> tuple[Topic, ...]:
    """The words of official prose, in a file of their own: more than one format may use them."""
    with _within(path.name):
        data = _toml(path)
        read = partial(read_topic, shared=shared_words(data))
        return tuple(_each(data["topics"], "topic", read))


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


def _unique(lines: Iterable[Line | Section | KeyFigure], what: str) -> None:
    keys = [line.key for line in lines]
    if not keys:
        raise ValueError(f"there is no {what}")
    if len(set(keys)) != len(keys):
        raise ValueError(f"a {what} key stands twice")


def _year(year: object) -> int:
    if not isinstance(year, int):
        raise ValueError(f"“{year}” is no year")
    return year


def _format(data: dict[str, Any], topics: tuple[Topic, ...]) -> Format:
    _only(
        data,
        *("key", "title", "document", "citation", "issuer", "first_year", "last_year"),
        *("sections", "tables", "key_figures"),
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
    known = {cell for table in tables.values() for cell in table.cells}
    figures = tuple(
        _each(data.get("key_figures", ()), "key figure", lambda one: _key_figure(one, known))
    )
    if figures:
        _unique(figures, "key figure")
    names = {figure.key for figure in figures}
    if strange := {part for figure in figures for part in figure.parts} - names:
        raise ValueError(f"{', '.join(sorted(strange))} is no key figure")
    return Format(
        key=key,
        title=data["title"],
        citation=data["citation"],
        document=data["document"],
        issuer=data["issuer"],
        first_year=_year(data["first_year"]),
        last_year=_year(data["last_year"]) if "last_year" in data else None,
        sections=sections,
        topics=topics,
        key_figures=figures,
    )


def _section(data: dict[str, Any], tables: dict[str, Table]) -> Section:
    hint = data.get("hint", "")
    if "table" in data:
        _only(data, "table", "hint")
        table = tables[data["table"]]
        return Section(table.key, table.heading, hint, table)
    _only(data, "key", "heading", "hint", "demands", "most_characters")
    return Section(
        key=_key(data["key"]),
        heading=data["heading"],
        hint=hint,
        table=None,
        demands=tuple(_each(data.get("demands", ()), "demand", _demand)),
        most_characters=data.get("most_characters"),
    )


def _demand(data: dict[str, Any]) -> Demand:
    _only(data, "rule", "label", "words", "name")
    name = pattern(data["name"]) if "name" in data else None
    return Demand(data["rule"], data["label"], pattern(data["words"]), name)


def _key_figure(data: dict[str, Any], known: Collection[CellKey]) -> KeyFigure:
    _only(data, "key", "label", "unit", "cells", "parts")
    cells = tuple(CellKey(*name.split("/")) for name in data["cells"])
    if strange := [str(cell) for cell in cells if cell not in known]:
        raise ValueError(f"{', '.join(strange)} is no cell of the format")
    if not cells:
        raise ValueError("there is no cell")
    unit = data.get("unit", {"zh": "", "en": ""})
    return KeyFigure(
        key=_key(data["key"]),
        label=Text(**data["label"]),
        unit=Text(**unit),
        cells=cells,
        parts=tuple(data.get("parts", ())),
    )


def _each(
    items: Iterable[dict[str, Any]], what: str, read: Callable[[dict[str, Any]], T]
) -> Iterator[T]:
    """Each item read; a mistake in one says which."""
    for number, item in enumerate(items, start=1):
        with _within(f"{what} {number}"):
            yield read(item)


def _table(format_key: str, key: str, data: dict[str, Any]) -> Table:
    _only(data, "heading", "layout", "groups", "relations", "year_relations")
    table = Table(
        format_key=format_key,
        key=key,
        heading=data["heading"],
        layout=Layout(data.get("layout", "matrix")),
        groups=tuple(_each(data["groups"], "group", _group)),
        relations=tuple(_each(data.get("relations", ()), "relation", _relation)),
        year_relations=tuple(_each(data.get("year_relations", ()), "relation", _year_relation)),
    )
    _unique((row for group in table.groups for row in group.rows), "row")
    for relation in table.relations:
        if not any(instance.relation is relation for instance in table.instances):
            raise ValueError(f"{relation.rule} names lines that no group has")
    for year_relation in table.year_relations:
        if not set(year_relation.lines) <= _lines(table, year_relation.each):
            raise ValueError(f"{year_relation.rule} names lines that the table does not have")
    _ = table.computed  # raises for a total among its own parts
    return table


def _lines(table: Table, each: Axis) -> set[str]:
    """The keys that a relation in each row, or in each column, may name."""
    if each is Axis.COLUMN:
        return set(table.rows)
    return {column.key for group in table.groups for column in group.columns}


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


def _year_relation(data: dict[str, Any]) -> YearRelation:
    _only(data, "rule", "each", "this", "last", "plus", "minus", "at_least")
    return YearRelation(
        rule=data["rule"],
        each=Axis(data["each"]),
        this=data["this"],
        last=data["last"],
        plus=tuple(data.get("plus", ())),
        minus=tuple(data.get("minus", ())),
        at_least=data.get("at_least", False),
    )
