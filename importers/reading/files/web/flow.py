"""Running text as a browser shows it: lines of bold and other runs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from report_blocks.rendering.prose import Run, notation

from ..texts import clean
from .look import HEADINGS, Look, Styles

BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header"),
    *("hr", "html", "legend", "li", "main", "menu", "nav", "p", "pre", "section", "summary"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
SILENT = frozenset(
    {"datalist", "head", "iframe", "noframes", "noscript", "rp", "rt", "script", "style"}
    | {"template", "title"}
)
PICTURES = frozenset({"img", "svg", "canvas", "object", "embed", "video", "v:imagedata"})
CONTROLS = frozenset({"input", "select", "textarea"})
# Inputs that show no text of their own, or only what a click on them does.
SILENT_INPUTS = frozenset({"hidden", "button", "submit", "reset", "image", "checkbox", "radio"})

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uffef“”‘’…—"  # and no digits
# White space as HTML has it; a break between Chinese characters is none.
_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*\n[ \t\f\n]*(?=[{_WIDE}])")
_BLANK = re.compile(r"[ \t\f\n]+")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px)?\s*")
_COUNT = re.compile(r"\s*([-+]?\d{1,4})")


@dataclass
class Line:
    """A line of text, and what stands in it besides."""

    runs: list[Run] = field(default_factory=list)
    links: int = 0  # characters of links
    is_marked: bool = False  # people may see another text than the one that is read
    has_picture: bool = False
    sheet: str = ""  # of the table that stands here

    @property
    def is_empty(self) -> bool:
        return not (self.runs or self.has_picture or self.is_marked)

    @property
    def text(self) -> str:
        return "".join(run.text for run in _tidy(self.runs)).strip()

    @property
    def notation(self) -> str:
        """The text with asterisks around what is bold."""
        return notation(_tidy(self.runs))


class Flow:
    """Reads elements in their order into lines."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.lines = [Line()]

    @property
    def line(self) -> Line:
        return self.lines[-1]

    def end_line(self) -> None:
        if not self.line.is_empty:
            self.lines.append(Line())

    def read(self, parent: Element, look: Look) -> None:
        """Everything in an element of this look."""
        self.say(parent.text, look)
        for child in parent:
            self.add(child, self.styles.look(child, look))
            self.say(child.tail, look)

    def add(self, element: Element, look: Look) -> None:
        """An element of this look."""
        tag = element.tag
        if tag in SILENT:
            return
        if look.is_hidden:
            self.line.is_marked |= has_ink(element)
        elif tag == "br":
            self.end_line()
        elif tag in PICTURES:
            self.line.has_picture |= self.is_seen(element, look)
        elif tag in CONTROLS:
            self.control(element)
        elif tag in BLOCKS or "display:block" in element.get("style", "").replace(" ", ""):
            self.end_line()
            self.read(element, look)
            self.end_line()
        elif tag == "ol":
            self.end_line()
            self._numbered(element, look)
            self.end_line()
        else:
            self.read(element, look)

    def is_seen(self, picture: Element, look: Look) -> bool:
        """Whether a picture may be a table; not an icon, and not a logo, which is a link."""
        return _is_as_large_as(100, picture) and not look.is_link

    def control(self, element: Element) -> None:
        """A box to type in: what stands in it is not the page's."""

    def say(self, text: str | None, look: Look) -> None:
        if not text:
            return
        if look.keeps_lines:
            first, *others = text.split("\n")
            self._run(first, look)
            for other in others:
                self.end_line()
                self._run(other, look)
        else:
            self._run(_BREAK.sub("", text), look)

    def _run(self, text: str, look: Look) -> None:
        self.line.runs.append(Run(text, look.is_bold))
        if look.is_marked or look.is_link:
            ink = len("".join(text.split()))
            self.line.is_marked |= look.is_marked and ink > 0
            self.line.links += ink if look.is_link else 0

    def _numbered(self, list_: Element, look: Look) -> None:
        """The items of a list with their numbers, which stand nowhere in their text."""
        number = _number(list_.get("start"), 1)
        for child in list_:
            own = self.styles.look(child, look)
            if child.tag != "li" or own.is_hidden:
                self.add(child, own)
                continue
            self.end_line()
            number = _number(child.get("value"), number)
            if list_.get("type", "1") == "1":
                self._run(f"{number}. ", own)
            self.read(child, own)
            number += 1


class CellFlow(Flow):
    """Reads a cell of a table."""

    def is_seen(self, picture: Element, look: Look) -> bool:
        """Whether a picture may be a number; not a spacer."""
        return _is_as_large_as(4, picture)

    def control(self, element: Element) -> None:
        """Say what it is: a number in it is one that someone may change."""
        match element.tag:
            case "input":
                is_silent = element.get("type", "").lower() in SILENT_INPUTS
                value = "" if is_silent else element.get("value", "")
            case "select":
                options = list(element.iter("option"))
                chosen = [option for option in options if option.get("selected") is not None]
                value = "".join(next(iter(chosen[-1:] or options[:1]), element).itertext())
            case _:
                value = "".join(element.itertext())
        if value.strip():
            self._run(f"［输入框：{value.strip()}］", Look())

    @property
    def text(self) -> str:
        """The lines of the cell; "［图片］" if there is nothing in it but a picture."""
        text = "\n".join(text for line in self.lines if (text := line.text))
        if not text and self.has_picture:
            return "［图片］"
        return str(clean(text) or "")

    @property
    def has_picture(self) -> bool:
        return any(line.has_picture for line in self.lines)

    @property
    def is_marked(self) -> bool:
        has_text = any(line.text for line in self.lines)
        return any(line.is_marked or (line.has_picture and has_text) for line in self.lines)


def has_ink(element: Element) -> bool:
    """Whether there is any text in it."""
    return any(not text.isspace() for text in _inked(element))


def _inked(element: Element) -> Iterator[str]:
    if element.tag not in SILENT:
        yield element.text or " "
        for child in element:
            yield from _inked(child)
            yield child.tail or " "


def _tidy(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with white space as a browser shows it."""
    before = " "
    for run in runs:
        text = _BLANK.sub(" ", run.text)
        if before.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            before = text
            yield Run(text.replace("\xa0", " "), run.is_bold)


def _is_as_large_as(pixels: int, picture: Element) -> bool:
    sides = [_PIXELS.fullmatch(picture.get(side, "")) for side in ("width", "height")]
    return all(side is None or int(side[1]) >= pixels for side in sides)


def _number(text: str | None, default: int) -> int:
    match = _COUNT.match(text or "")
    return int(match[1]) if match else default
