"""The numbers that Word puts before paragraphs by itself: they stand nowhere in their text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .package import number, value
from .styles import OFF, Styles

MOST = 999  # numbers beyond are written in digits
LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"


def chinese(count: int) -> str:
    """12 → 十二, 105 → 一百零五."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{_DIGITS[tens] if hundreds or tens > 1 else ''}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not count else "")


def _letters(count: int) -> str:
    """1 → a, 27 → aa, as Word goes on."""
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else ""


def _roman(count: int) -> str:
    pairs = zip(
        (900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    text = ""
    for worth, letters in pairs:
        times, count = divmod(count, worth)
        text += letters * times
    return text


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
)
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, chinese),
    **dict.fromkeys(_CIRCLED, _circled),
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: "".join(chr(ord(digit) + 0xFEE0) for digit in str(count)),
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalEnclosedParen": lambda count: f"({count})",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ideographTraditional": lambda count: "甲乙丙丁戊己庚辛壬癸"[(count - 1) % 10],
    "none": lambda _count: "",
}


@dataclass
class _List:
    """A list as it is defined: its levels, and how far each was counted."""

    levels: dict[int, Element]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        root = Element("numbering") if root is None else root
        self.styles = styles
        self.numbers = {num.get("numId", ""): num for num in root.iter("num")}
        self.lists = {
            abstract.get("abstractNumId", ""): _List(_levels(abstract))
            for abstract in root.iter("abstractNum")
        }
        self.linked = {
            name: abstract.get("abstractNumId", "")
            for abstract in root.iter("abstractNum")
            if (name := value(abstract, "styleLink"))
        }
        self.aliases = {
            abstract.get("abstractNumId", ""): name
            for abstract in root.iter("abstractNum")
            if (name := value(abstract, "numStyleLink"))
        }
        self.started: set[tuple[str, int]] = set()  # numbers whose own start was taken

    def label(self, properties: Element | None) -> str | None:
        """The number before a paragraph with these properties, "" if it has none.

        None if it has one that this reader can't tell.
        """
        name, level = self._place(properties)
        num = self.numbers.get(name)
        if num is None:
            return ""
        abstract = value(num, "abstractNumId") or ""
        abstract = self.linked.get(self.aliases.get(abstract, ""), abstract)
        list_ = self.lists.get(abstract)
        if list_ is None or not 0 <= level < LEVELS:
            return None
        overrides = {o.get("ilvl", ""): o for o in num.iter("lvlOverride")}
        levels = list_.levels | {
            int(ilvl or 0): lvl
            for ilvl, override in overrides.items()
            if (lvl := override.find("lvl")) is not None
        }
        if level not in levels:
            return None
        start = value(overrides.get(str(level)), "startOverride")
        if start and (name, level) not in self.started:
            self.started.add((name, level))
            list_.counts.pop(level, None)
        first = int(start) if start else number(levels[level], "start", 1)
        list_.counts[level] = list_.counts.get(level, first - 1) + 1
        for deeper in range(level + 1, LEVELS):
            restart = value(levels.get(deeper), "lvlRestart")
            if restart is None or int(restart or 0) > level:
                list_.counts.pop(deeper, None)
        return _text(levels, list_.counts, level)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The number's id and level, from the paragraph or its style."""
        own = properties.find("numPr") if properties is not None else None
        if own is not None and own.find("numId") is not None:
            return value(own, "numId") or "", number(own, "ilvl")
        for style in self.styles.chain(self.styles.style_of(properties)):
            given = style.find("pPr/numPr")
            if given is not None and given.find("numId") is not None:
                level = number(own if own is not None else given, "ilvl")
                return value(given, "numId") or "", level
        return "", 0


def _levels(parent: Element) -> dict[int, Element]:
    return {int(level.get("ilvl", "0")): level for level in parent.iter("lvl")}


def _text(levels: dict[int, Element], counts: dict[int, int], level: int) -> str | None:
    own = levels[level]
    pattern = value(own, "lvlText") or ""
    if value(own, "numFmt") == "bullet":
        return ""
    is_legal = value(own, "isLgl", "0") not in OFF
    parts = []
    for i, piece in enumerate(_PLACE.split(pattern)):
        if i % 2 == 0:
            parts.append(piece)
            continue
        at = int(piece) - 1
        kind = value(levels.get(at), "numFmt", "decimal") or "decimal"
        shown = FORMATS.get("decimal" if is_legal and at < level else kind)
        count = counts.get(at, number(levels.get(at), "start", 1))
        if shown is None or not 0 <= count <= MOST:
            return None
        parts.append(shown(count))
    text = "".join(parts)
    is_apart = value(own, "suff", "tab") != "nothing" and text[-1:].isalnum()
    return f"{text} " if is_apart else text
