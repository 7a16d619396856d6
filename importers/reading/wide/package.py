"""The small parts of an .xlsx: which sheets it has and where, and the texts that they share."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TypeVar

from ..files.guard import directory
from ..files.limits import damaged
from ..files.parts import KINDS, Attributes, Counts, Part, StringsPart, StylesPart
from ..files.passing import pass_through
from ..files.texts import clean
from ..files.workbook import Styles
from .cells import Book, SheetReader
from .rows import Rows

P = TypeVar("P", bound=Part)

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class BookPart(Part):
    """The sheets: their names, and the relations that lead to them."""

    is_plain = False

    def __init__(self, counts: Counts) -> None:
        super().__init__(counts)
        self.sheets: list[tuple[str, str]] = []
        self.starts = {"sheet": self._sheet}

    def _sheet(self, attributes: Attributes) -> None:
        [relation] = (value for name, value in attributes.items() if name.endswith(":id"))
        self.sheets.append((attributes["name"], relation))


class RelationsPart(Part):
    """The names of other parts, by the id of the relation and by its type."""

    is_plain = False

    def __init__(self, counts: Counts) -> None:
        super().__init__(counts)
        self.targets: dict[str, str] = {}
        self.starts = {"Relationship": self._relation}

    def _relation(self, attributes: Attributes) -> None:
        target = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
        type_ = attributes.get("Type", "").rpartition("/")[2]
        self.targets |= {attributes["Id"]: target, type_: target}


class TextsPart(StringsPart):
    """The texts themselves, without the pronunciation that some of them carry."""

    is_plain = False

    def __init__(self, counts: Counts) -> None:
        super().__init__(counts)
        self.values: list[object] = []
        self._runs: list[str] = []
        self._inside = ""
        self.starts |= {"t": self._open, "rPh": self._skip}
        self.ends = {"t": self._close, "rPh": self._skip_no_more, "si": self._end}

    def _open(self, attributes: Attributes) -> None:
        self.texts = None if self._inside else []

    def _close(self) -> None:
        self._runs += self.texts or ()
        self.texts = None

    def _skip(self, attributes: Attributes) -> None:
        self._inside = "rPh"

    def _skip_no_more(self) -> None:
        self._inside = ""

    def _end(self) -> None:
        self.values.append(clean("".join(self._runs)))
        self._runs.clear()


PARTS: dict[str, type[Part]] = {
    **KINDS,
    "workbook": BookPart,
    "Relationships": RelationsPart,
    "sst": TextsPart,
}


def sheets_in(archive: zipfile.ZipFile, size: int, counts: Counts) -> Iterator[Rows]:
    """Every worksheet of an .xlsx, to be read row by row. Refused if it can't be."""
    directory(archive.infolist(), size, counts.limits)
    relations = _part(archive, RELATIONS, RelationsPart, counts).targets
    styles = texts = None
    if name := relations.get("styles"):
        styles = _part(archive, name, StylesPart, counts)
    if name := relations.get("sharedStrings"):
        texts = _part(archive, name, TextsPart, counts)
    book = Book(Styles(styles), texts.values if texts else [], texts.marked if texts else set())
    for name, relation in _part(archive, BOOK, BookPart, counts).sheets:
        yield SheetReader(archive.open(relations[relation]), name, book, counts).rows


def _part(archive: zipfile.ZipFile, name: str, kind: type[P], counts: Counts) -> P:
    with archive.open(name) as stream:
        part = pass_through(stream, counts, PARTS)
    if not isinstance(part, kind):
        raise damaged()
    return part
