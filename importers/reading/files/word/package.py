"""The XML parts of a .docx, by what they are for; elements go by their local names.

Strict and transitional documents differ in their namespaces only, and names are found through
relations because not every program calls its parts alike.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath, split
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from ..guard import VettedArchive
from ..limits import damaged

DOCUMENT, STYLES, NUMBERING = "officeDocument", "styles", "numbering"


def parts_of(archive: VettedArchive) -> dict[str, Element]:
    """The document itself, its styles and its numbering, each if it is there."""
    document = dict(_relations(archive, "")).get(DOCUMENT)
    if document is None:
        raise damaged()
    named = {DOCUMENT: document, **dict(_relations(archive, document))}
    return {
        kind: _tree(archive, named[kind])
        for kind in (DOCUMENT, STYLES, NUMBERING)
        if named.get(kind) in archive.seen
    }


def _relations(archive: VettedArchive, source: str) -> Iterator[tuple[str, str]]:
    """What a part is related to: (last word of the relation's type, name of the other part)."""
    folder, name = split(source)
    relations = join(folder, "_rels", f"{name}.rels")
    if relations not in archive.seen:
        return
    for relation in _tree(archive, relations):
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rpartition("/")[2]
            target = normpath(join("/", dirname(source), relation.get("Target", "")))
            yield kind, target.lstrip("/")


def _tree(archive: VettedArchive, name: str) -> Element:
    with archive.open(name) as stream:
        root: Element = parse(stream).getroot()
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        if any("}" in key for key in element.attrib):
            element.attrib = {k.rpartition("}")[2]: v for k, v in element.attrib.items()}
    return root


def value(parent: Element | None, name: str, default: str | None = None) -> str | None:
    """The ``val`` of a property: ``default`` if it isn't there, "" if it says nothing."""
    child = parent.find(name) if parent is not None else None
    return default if child is None else child.get("val", "")


def number(parent: Element | None, name: str, default: int = 0) -> int:
    """The ``val`` of a property that counts."""
    text = value(parent, name)
    return int(text) if text else default
