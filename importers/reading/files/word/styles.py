"""How the text of a run looks, as far as it changes what people read."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .package import value

OFF = frozenset({"0", "false", "off", "none"})
RAISED = 6  # half-points above or below the line that are meant to be seen


class Look(NamedTuple):
    """A run's bold type, and whether it is struck out, hidden, or raised or lowered."""

    is_bold: bool = False
    is_struck: bool = False
    is_hidden: bool = False
    script: str = ""  # "superscript", "subscript"


class Styles:
    """The styles of a document, by their id."""

    def __init__(self, root: Element | None) -> None:
        root = Element("styles") if root is None else root
        self.styles = {style.get("styleId", ""): style for style in root.iter("style")}
        self.defaults = root.find("docDefaults/rPrDefault/rPr")
        self.paragraph = next(
            (
                name
                for name, style in self.styles.items()
                if style.get("type") == "paragraph" and style.get("default", "0") not in OFF
            ),
            "",
        )
        self._look = lru_cache(maxsize=1024)(self._from_styles)

    def chain(self, name: str) -> Iterator[Element]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = value(self.styles[name], "basedOn") or ""

    def style_of(self, properties: Element | None) -> str:
        """The id of a paragraph's style."""
        return value(properties, "pStyle") or self.paragraph

    def look(self, run: Element | None, paragraph_style: str) -> Look:
        """The look of a run with these properties in a paragraph of this style."""
        inherited = self._look(value(run, "rStyle") or "", paragraph_style)
        if run is None:
            return inherited
        return Look(
            _first(_switch(run, "b"), inherited.is_bold),
            _struck(run, inherited.is_struck),
            _first(_switch(run, "vanish"), inherited.is_hidden),
            _script(run, inherited.script),
        )

    def _from_styles(self, run_style: str, paragraph_style: str) -> Look:
        chains = [
            [rpr for style in self.chain(name) if (rpr := style.find("rPr")) is not None]
            for name in (run_style, paragraph_style)
        ]

        def toggled(name: str) -> bool:
            # Bold in a bold paragraph is light again, where both come from styles.
            states = [
                next((on for rpr in chain if (on := _switch(rpr, name)) is not None), None)
                for chain in chains
            ]
            if states == [None, None]:
                return bool(_switch(self.defaults, name))
            return bool(states[0]) != bool(states[1])

        script = ""
        for rpr in reversed([*chains[0], *chains[1]]):
            script = _script(rpr, script)
        struck = toggled("strike") or toggled("dstrike")
        return Look(toggled("b"), struck, toggled("vanish"), script)


def _switch(properties: Element | None, name: str) -> bool | None:
    """Whether a property is on or off; None if nothing is said."""
    state = value(properties, name)
    return None if state is None else state not in OFF


def _first(stated: bool | None, inherited: bool) -> bool:
    return inherited if stated is None else stated


def _struck(run: Element, inherited: bool) -> bool:
    states = [_switch(run, "strike"), _switch(run, "dstrike")]
    return any(states) or (inherited and states[0] is not False)


def _script(run: Element, inherited: str) -> str:
    stated = value(run, "vertAlign")
    if stated is not None:
        return "" if stated == "baseline" else stated
    position = int(value(run, "position") or 0)
    if abs(position) >= RAISED:
        return "superscript" if position > 0 else "subscript"
    return inherited
