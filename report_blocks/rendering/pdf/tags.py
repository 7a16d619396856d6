"""The structure of the document for screen readers (tagged PDF, ISO 32000-1, 14.7 and 14.8).

Headings, paragraphs, tables with their header cells, drawings, the list of contents. What repeats
or only decorates is an artifact: running headers, page numbers, lines, the header rows of a table
on its further pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFObjectReference, PDFString


class Element(PDFObject):
    """An element of the structure; ``marks`` are its pieces of content: page and number on it."""

    def __init__(self, tag: str, parent: "Element | None", more: str = "") -> None:
        self.tag, self.parent, self.more = tag, parent, more
        self.children: list[Element] = []
        self.marks: list[tuple[int, int]] = []
        if parent:
            parent.children.append(self)

    def format(self, document: Any) -> bytes:
        """Short, because there is one for each cell."""
        parent = document.Reference(self.parent or document.Catalog.StructTreeRoot)
        text = f"<</S/{self.tag}/P {_shown(parent, document)}{self.more}"
        kids = [_shown(document.Reference(child), document) for child in self.children]
        if self.marks:
            first = self.marks[0][0]
            text += f"/Pg {_page(first, document)}"
            kids += [
                str(number)
                if page == first
                else f"<</Type/MCR/Pg {_page(page, document)}/MCID {number}>>"
                for page, number in self.marks
            ]
        if kids:
            text += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        return f"{text}>>".encode()


def _shown(thing: Any, document: Any) -> str:
    shown: bytes = thing.format(document)
    return shown.decode("latin-1")


def _page(number: int, document: Any) -> str:
    return _shown(PDFObjectReference(f"Page{number}"), document)


class Tags:
    """The structure of one document while it is drawn."""

    def __init__(self) -> None:
        self.document = Element("Document", None)
        self.open = [self.document]
        self.pages: dict[int, list[Element]] = {}
        self.is_artifact = False
        self._is_marked = False

    @contextmanager
    def marked(self, canvas: Any, element: Element) -> Iterator[None]:
        """What is drawn meanwhile is content of the element, or of an artifact if in one."""
        if self.is_artifact or self._is_marked:
            yield
            return
        page = canvas.getPageNumber()
        on_page = self.pages.setdefault(page, [])
        element.marks.append((page, len(on_page)))
        canvas._code.append(f"/{element.tag} <</MCID {len(on_page)}>> BDC")
        on_page.append(element)
        self._is_marked = True
        try:
            yield
        finally:
            self._is_marked = False
            canvas._code.append("EMC")

    @contextmanager
    def artifact(self, canvas: Any, properties: str = "") -> Iterator[None]:
        self.begin_artifact(canvas, properties)
        try:
            yield
        finally:
            self.end_artifact(canvas)

    def begin_artifact(self, canvas: Any, properties: str = "") -> None:
        canvas._code.append(f"/Artifact <<{properties}>> BDC" if properties else "/Artifact BMC")
        self.is_artifact = True

    def end_artifact(self, canvas: Any) -> None:
        canvas._code.append("EMC")
        self.is_artifact = False

    def write(self, document: Any) -> None:
        """Put the structure into the document, all of whose pages are drawn."""
        catalog = document.Catalog
        root = catalog.StructTreeRoot = PDFDictionary({"Type": "/StructTreeRoot"})
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        elements = [self.document]
        for element in elements:
            elements += element.children
        references = {id(element): document.Reference(element) for element in elements}
        numbers: list[str] = []
        for key, (page, on_page) in enumerate(sorted(self.pages.items())):
            shown = (_shown(references[id(element)], document) for element in on_page)
            numbers.append(f"{key} [{' '.join(shown)}]")
            drawn = document.idToObject[f"Page{page}"]
            drawn.__NoDefault__ = [*drawn.__NoDefault__, "StructParents", "Tabs"]
            drawn.StructParents, drawn.Tabs = key, "/S"
        root["K"] = references[id(self.document)]
        root["ParentTree"] = document.Reference(PDFDictionary({"Nums": f"[{' '.join(numbers)}]"}))
        root["ParentTreeNextKey"] = len(self.pages)


def alternative(text: str, document: Any) -> str:
    """The entry that says in words what a drawing shows."""
    return f"/Alt {_shown(PDFString(text), document)}"
