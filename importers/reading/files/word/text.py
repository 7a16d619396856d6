"""What a paragraph says: the text that people see, as bold runs and others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from report_blocks.rendering.prose import Run, notation

from .numbering import Numbering
from .styles import Look, Styles

UNREADABLE = "□"  # symbols of fonts that nobody need have, and equations
PRIVATE = range(0xE000, 0xF900)
_SCRIPTS = {
    "superscript": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "subscript": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
_DRAWN = frozenset({"drawing", "pict", "object"})
_PICTURES = frozenset({"pic", "imagedata", "chart", "OLEObject", "relIds"})
_SAID = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# Elements that hold no text of the paragraph.
_SILENT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "rt", "tblPr", "tblGrid"})


@dataclass
class Passage:
    """A paragraph's text, what stands in it besides, and what people should know of it."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # text boxes
    has_picture: bool = False
    has_scripts: bool = False  # something is raised or lowered
    has_footnote: bool = False
    has_struck: bool = False
    has_hidden: bool = False
    has_unreadable: bool = False
    formula: str = ""  # of a field without a result
    is_contents: bool = False  # a line of the table of contents

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_marked(self) -> bool:
        """Whether people may see another text than the one that is read."""
        return self.has_scripts or self.has_footnote or self.has_struck or self.has_hidden

    @property
    def notation(self) -> str:
        """The text with asterisks around what is bold, line by line."""
        return "\n".join(map(notation, _lines(self.runs)))


@dataclass
class _Field:
    """A field that the reader is in: what it says is seen only after its code."""

    code: str = ""
    is_result: bool = False
    has_text: bool = False


class Texts:
    """Reads paragraphs in their order: numbers are counted and fields go on across them."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.fields: list[_Field] = []

    def passage(self, paragraph: Element) -> Passage:
        properties = paragraph.find("pPr")
        style = self.styles.style_of(properties)
        passage = Passage()
        is_contents = self._in_contents
        self._read(paragraph, passage, style, self.styles.look(None, style))
        passage.is_contents = is_contents or self._in_contents
        if passage.text.strip() and (label := self.numbering.label(properties)) != "":
            passage.has_unreadable |= label is None
            first = next(run for run in passage.runs if run.text.strip())
            passage.runs.insert(0, Run(label or UNREADABLE, first.is_bold))
        return passage

    @property
    def _in_contents(self) -> bool:
        return any(field.code.split()[:1] == ["TOC"] for field in self.fields)

    def _read(self, parent: Element, passage: Passage, style: str, look: Look) -> None:
        for child in parent:
            if (text := _said(child)) is not None:
                passage.has_unreadable |= text == UNREADABLE and child.tag != "t"
                self._say(passage, text, look)
            elif child.tag == "r":
                self._read(child, passage, style, self.styles.look(child.find("rPr"), style))
            elif child.tag in ("fldChar", "instrText"):
                self._field(child, passage)
            elif child.tag in ("footnoteReference", "endnoteReference"):
                passage.has_footnote = True
            elif child.tag in _DRAWN:
                passage.boxes += boxes_in(child)
                passage.has_picture |= any(part.tag in _PICTURES for part in _seen(child))
            elif child.tag not in _SILENT:
                for branch in branches(child):
                    self._read(branch, passage, style, look)

    @property
    def is_in_code(self) -> bool:
        """Whether what comes is what a field does, not what it shows."""
        return any(not field.is_result for field in self.fields)

    def _say(self, passage: Passage, text: str, look: Look) -> None:
        if self.is_in_code:
            return
        has_ink = bool(text.strip())
        if self.fields:
            self.fields[-1].has_text |= has_ink
        if look.is_hidden:
            passage.has_hidden |= has_ink
            return
        passage.has_struck |= look.is_struck and has_ink
        passage.has_scripts |= bool(look.script) and has_ink
        shown = text.translate(_SCRIPTS.get(look.script, {}))
        passage.runs.append(Run(shown, look.is_bold))

    def _field(self, element: Element, passage: Passage) -> None:
        kind = element.get("fldCharType", "")
        if kind == "begin":
            self.fields.append(_Field())
        elif not self.fields:
            return
        elif element.tag == "instrText":
            self.fields[-1].code += element.text or ""
        elif kind == "separate":
            self.fields[-1].is_result = True
        elif kind == "end":
            ended = self.fields.pop()
            if ended.code.strip().startswith("=") and not ended.has_text:
                passage.formula = ended.code.strip()
            if self.fields:
                self.fields[-1].has_text |= ended.has_text


def _said(element: Element) -> str | None:
    """The text that an element is by itself; None if it is something else."""
    match element.tag:
        case "t":
            return element.text or ""
        case "br":
            return "" if element.get("type") in ("page", "column") else "\n"
        case "sym":
            code = int(element.get("char", "") or "0", 16)
            return UNREADABLE if code in PRIVATE or code < 0x20 else chr(code)
        case "oMath":
            return UNREADABLE
        case tag:
            return _SAID.get(tag)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs of each line."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(Run(first, run.is_bold))
        for other in others:
            yield line
            line = [Run(other, run.is_bold)]
    yield line


def boxes_in(drawing: Element) -> list[Element]:
    """The text boxes of a drawing, each once."""
    return [part for part in _seen(drawing) if part.tag == "txbxContent"]


def _seen(parent: Element) -> Iterator[Element]:
    """Everything below an element that is shown; not what is inside text boxes."""
    for branch in branches(parent):
        for child in branch:
            yield child
            if child.tag != "txbxContent":
                yield from _seen(child)


def branches(element: Element) -> list[Element]:
    """The element itself, or one branch of it: some content is given twice, for older programs."""
    if element.tag != "AlternateContent":
        return [element]
    return element.findall("Choice")[:1] or element.findall("Fallback")[:1]
