"""How text looks on a page, as far as it changes what people read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

BOLD = frozenset({"b", "strong"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MARKS = frozenset({"s", "del", "strike", "sup", "sub", "bdo"})

# In a style without white space.
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|mso-hide:all|color:transparent"
    r"|(?:font-size|opacity):0+(?:\.0*)?(?:[a-z%;!]|$)"
)
_NOT_ZERO = r"[-+]?[0.]*[1-9]"
_MARKING = re.compile(
    rf"line-through|vertical-align:(?:super|sub|text-|{_NOT_ZERO})|mso-text-raise:{_NOT_ZERO}"
    r"|direction:rtl|unicode-bidi:"
)
_WEIGHT = re.compile(r"font-weight:(?:(bold|[6-9]00)|normal|lighter|[1-5]00)")
_NAME = re.compile(r"[.#]([\w-]+)")
_COMBINATOR = re.compile(r"[\s>+~]+")


class Look(NamedTuple):
    """Bold type; struck out, raised or lowered, or perhaps hidden; hidden; where it stands."""

    is_bold: bool = False
    is_marked: bool = False
    is_hidden: bool = False
    is_link: bool = False
    in_heading: bool = False
    keeps_lines: bool = False


@dataclass
class Rule:
    """What style sheets say of a class or an id."""

    marks: bool = False
    is_bold: bool | None = None


class Styles:
    """The page's own style sheets, as far as they say anything of bold type and the like."""

    def __init__(self, root: Element) -> None:
        self.rules: dict[str, Rule] = {}
        for element in root.iter("style"):
            for rule in "".join(element.itertext()).split("}"):
                selectors, _brace, declarations = rule.rpartition("{")
                self._note(selectors, _squeezed(declarations))

    def _note(self, selectors: str, style: str) -> None:
        marks, is_bold = _marks(style) or _hides(style), _weight(style)
        if not marks and is_bold is None:
            return
        for selector in selectors.split(","):
            last = _COMBINATOR.split(selector.strip())[-1]
            for name in () if ":" in last else _NAME.findall(last):
                rule = self.rules.setdefault(name, Rule())
                rule.marks |= marks
                rule.is_bold = rule.is_bold if is_bold is None else is_bold

    def look(self, element: Element, around: Look) -> Look:
        """The look of an element's text in one of that look.

        Whether a style sheet's rule holds here is not certain: what it may hide is marked.
        """
        tag = element.tag
        style = _squeezed(element.get("style", ""))
        names = [*element.get("class", "").split(), element.get("id", "")] if self.rules else ()
        rules = [self.rules[name] for name in names if name in self.rules]
        in_heading = around.in_heading or tag in HEADINGS
        return Look(
            is_bold=not in_heading and _is_bold(tag, style, rules, around.is_bold),
            is_marked=around.is_marked
            or tag in MARKS
            or _marks(style)
            or any(rule.marks for rule in rules),
            is_hidden=around.is_hidden or _has(element, "hidden") or _hides(style),
            is_link=around.is_link or tag == "button" or (tag == "a" and _has(element, "href")),
            in_heading=in_heading,  # bold by itself: no run of it is
            keeps_lines=around.keeps_lines or tag == "pre",
        )


def _is_bold(tag: str, style: str, rules: Iterable[Rule], around: bool) -> bool:
    said = [_weight(style), *(rule.is_bold for rule in rules)]
    return next((one for one in said if one is not None), around or tag in BOLD)


def _weight(style: str) -> bool | None:
    """Whether a style makes text bold, or light; None if it does not say."""
    weights = _WEIGHT.findall(style)
    return bool(weights[-1]) if weights else None


def _marks(style: str) -> bool:
    return _MARKING.search(style) is not None


def _hides(style: str) -> bool:
    return _HIDING.search(style) is not None


def _has(element: Element, attribute: str) -> bool:
    return element.get(attribute) is not None


def _squeezed(style: str) -> str:
    return "".join(style.lower().split())
