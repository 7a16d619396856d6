"""Templates of sentences → sentences with marks.

``[a|b]`` in a template is a choice, ``{…}`` a slot (see ``_SLOTS``); a template whose slots do
not fit the facts (growth where numbers fell, a denial of what is there) gives None. Numbers
that a planter may falsify are marked ``⟦kind:what|shown⟧``; ``plain`` takes the marks away.
"""

import random
import re
import tomllib
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .facts import OUTCOMES, QUANTITIES, Facts, Number
from .offices import Office, percent

MARK = re.compile(r"⟦(\w+):([^|⟧]*)\|([^⟧]*)⟧")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_TITLE = re.compile("《[^》]*》")  # the year in a title is part of a name
_SLOT = re.compile(r"\{([^{}]+)\}")


@cache
def templates(source: str) -> dict[str, Any]:
    """The wordings of a source by subject, and the labels of the parts of lists."""
    found: dict[str, Any] = {}
    for path in sorted(Path(__file__).parent.glob(f"{source}*.toml")):
        for subject, wordings in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[subject] = _joined(found[subject], wordings) if subject in found else wordings
    return found


def _joined(some: Any, more: Any) -> Any:
    """Lists one after the other, tables by their keys."""
    if isinstance(some, list):
        return some + more
    return some | {key: _joined(some[key], more[key]) if key in some else more[key] for key in more}


def plain(text: str) -> str:
    """The text as a reader sees it."""
    return re.sub(" {2,}", " ", MARK.sub(r"\3", text))


class Misfit(Exception):
    """A template that does not suit these facts."""


class Setting(NamedTuple):
    """Who writes, in which year, with which numbers."""

    office: Office
    year: int
    facts: Facts
    before: Facts | None
    channels: dict[str, int]  # the numbers of posts, which may be named twice
    labels: dict[str, Any]  # what the parts of lists are called


def fill(template: str, setting: Setting, rng: random.Random) -> str | None:
    """The sentence, or None if the template does not suit the facts."""
    chosen = _TITLE.sub(lambda match: match[0].replace("{Y}", "{Y0}"), template)
    while _CHOICE.search(chosen):
        chosen = _CHOICE.sub(lambda match: rng.choice(match[1].split("|")), chosen)
    filler = _Filler(setting, rng)
    try:
        return _SLOT.sub(lambda match: filler.slot(match[1]), chosen)
    except Misfit:
        return None


class _Filler:
    """Fills the slots of one sentence."""

    def __init__(self, setting: Setting, rng: random.Random) -> None:
        self.setting, self.rng, self.office = setting, rng, setting.office
        self.posts: dict[str, int] = {}
        self.decimals = rng.choice((0, 1, 2, 2))

    def slot(self, slot: str) -> str:
        name, _, rest = slot.partition(" ")
        if slot in QUANTITIES:
            return self.quantity(slot)
        if slot.startswith("~"):
            return self.office.show(self.rng.randint(*map(int, slot[1:].split("-"))))
        return _SLOTS[name](self, rest)

    def now(self, quantities: str) -> Number:
        """The sum of quantities: ``granted+partial``."""
        return sum((self.setting.facts[name] for name in quantities.split("+")), 0)

    def quantity(self, name: str, label: str = "") -> str:
        number = self.now(name)
        if not number and not self.office.zeros and not label:
            raise Misfit
        return f"⟦q:{name}|{self.office.show(number)}⟧"

    def either(self, names: str) -> str:
        name = self.rng.choice(names.split())
        return self.quantity(name).replace(
            "q:new|", "q:handled|" if self.now("carried_in") else "q:new|"
        )

    def deny(self, name: str) -> str:
        _require(not self.now(name))
        return f"⟦deny:{name}|⟧"

    def needs(self, name: str) -> str:
        _require(bool(self.now(name)))
        return ""

    def needs_no(self, name: str) -> str:
        _require(not self.now(name))
        return ""

    def needs_all(self, fraction: str) -> str:
        """Only where the part is the whole."""
        part, whole = map(self.now, fraction.split("/"))
        _require(0 < part == whole)
        return ""

    def _growth(self, name: str, sign: int) -> tuple[Number, Number]:
        _require(self.setting.before is not None)
        last = self.setting.before[name]  # type: ignore[index]
        off = sign * (self.now(name) - last)
        _require(last > 0 and off > 0)
        return off, last

    def rate(self, name: str, sign: int) -> str:
        off, last = self._growth(name, sign)
        shown = percent(off, last, self.decimals)
        _require(shown.strip("0.%") != "")
        return f"⟦rate:{name}|{self.office.dress(shown)}⟧"

    def difference(self, name: str, sign: int) -> str:
        return f"⟦diff:{name}|{self.office.show(self._growth(name, sign)[0])}⟧"

    def others(self) -> str:
        """The whole area, for an office whose own numbers are only a part of it."""
        _require(self.office.name.endswith("局"))
        return self.office.area

    def within(self, name: str) -> str:
        """Some part of a quantity, about which the tables say nothing."""
        _require(self.now(name) >= 4)
        return self.office.show(self.rng.randint(2, int(self.now(name)) - 1))

    def beyond(self, name: str) -> str:
        """What several years add up to."""
        _require(self.now(name) > 0)
        return self.office.show(int(self.now(name)) * 3 + self.rng.randint(3, 90))

    def above(self, name: str) -> str:
        """What a quantity is only a part of: cases filed, of those decided."""
        _require(self.now(name) > 0)
        return self.office.show(int(self.now(name)) + self.rng.randint(2, 40))

    def times(self, name: str) -> str:
        """How many times last year's number it is."""
        off, last = self._growth(name, 1)
        exact = Decimal(off + last) / Decimal(last)
        _require(exact >= Decimal("1.1"))
        return self.office.dress(str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP)))

    def unchanged(self, name: str) -> str:
        _require(self.setting.before is not None)
        _require(0 < self.now(name) == self.setting.before[name])  # type: ignore[index]
        return ""

    def government(self) -> str:
        """Only for a government, which reports for its departments as well."""
        _require(self.office.name.endswith("人民政府") and self.office.size != "none")
        return ""

    def last(self, name: str) -> str:
        _require(self.setting.before is not None)
        _require(self.setting.before[name] > 0)  # type: ignore[index]
        return self.office.show(self.setting.before[name])  # type: ignore[index]

    def share(self, fraction: str) -> str:
        part, whole = map(self.now, fraction.split("/"))
        _require(part > 0 and whole > 0)
        return f"⟦share:{fraction}|{self.office.dress(percent(part, whole, self.decimals))}⟧"

    def ten_thousands(self, name: str) -> str:
        _require(self.now(name) >= 10_000)
        exact = Decimal(self.now(name)) / 10_000
        return self.office.dress(str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP)))

    def about(self, name: str, *, more: bool) -> str:
        """A rounded number, below (余) or above (近) the exact one."""
        number = int(self.now(name))
        step = 10 ** (len(str(number)) - 2)
        _require(number >= 100 and number % step != 0)
        return self.office.show(number // step * step + (0 if more else step))

    def listed(self, kind: str) -> str:
        labels = self.setting.labels
        if kind == "channels":
            names = self.rng.choice(labels["channels"])
            parts = self._split(int(self.now("new")), len(names))
            marks = [f"⟦part:new|{self.office.show(part)}⟧" for part in parts]
        else:
            rows = [
                (self.rng.choice(words), f"new_{name}" if kind == "applicants" else name)
                for name, words in labels[kind].items()
            ]
            zeros = self.office.zeros and kind != "details"
            rows = [(label, name) for label, name in rows if zeros or self.now(name)]
            names = [label for label, _ in rows]
            marks = [self.quantity(name, "listed") for _, name in rows]
        _require(bool(names) and self.now("new") > 0)
        form = self.rng.choice(labels["forms"][kind])
        words = [
            form.format(label=label, number=mark) for label, mark in zip(names, marks, strict=True)
        ]
        return self.rng.choice(labels["joints"]).join(words)

    def _split(self, total: int, count: int) -> list[int]:
        _require(total >= 2 * count)
        cuts = sorted(self.rng.sample(range(1, total), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]

    def total(self, _rest: str) -> str:
        return f"⟦sum:posts|{self.office.show(sum(self._posts().values()))}⟧"

    def listed_parts(self, _rest: str) -> str:
        words = self._posts().items()
        return "、".join(f"{label}⟦part:posts|{self.office.show(n)}⟧条" for label, n in words)

    def _posts(self) -> dict[str, int]:
        if not self.posts:
            labels = self.rng.choice(self.setting.labels["posts"])
            parts = self._split(self.rng.randint(20, 9_000), len(labels))
            self.posts = dict(zip(labels, parts, strict=True))
        return self.posts

    def channel(self, name: str) -> str:
        return f"⟦again:{name}|{self.office.show(self.setting.channels[name])}⟧"

    def year(self, kind: str, off: int = 0) -> str:
        shown = self.office.dress(str(self.setting.year + off))
        return f"⟦{kind}:|{shown}⟧" if kind else shown


def _require(fits: bool) -> None:
    if not fits:
        raise Misfit


_SLOTS: dict[str, Callable[[_Filler, str], str]] = {
    "Y": lambda f, _: f.year("year"),
    "Y0": lambda f, _: f.year(""),
    "Y-": lambda f, _: f.year("", -1),
    "Y+": lambda f, _: f.year("", 1),
    "P1": lambda f, _: f.year("period"),
    "us": lambda f, _: f.rng.choice(f.office.selves),
    "Us": lambda f, _: f.office.name,
    "area": lambda f, _: f.others(),
    "site": lambda f, _: f.office.site,
    "url": lambda f, _: f.office.url,
    "wx": lambda f, _: f.office.account,
    "address": lambda f, _: f.office.address,
    "zip": lambda f, _: f.office.postcode,
    "phone": lambda f, _: f.office.phone,
    "mail": lambda f, _: f.office.mail,
    "wxn": lambda f, _: f.channel("wx"),
    "wbn": lambda f, _: f.channel("wb"),
    "webn": lambda f, _: f.channel("web"),
    "T": _Filler.total,
    "P": _Filler.listed_parts,
    "no": _Filler.deny,
    "if": _Filler.needs,
    "ifno": _Filler.needs_no,
    "ifall": _Filler.needs_all,
    "either": _Filler.either,
    "up": lambda f, name: f.rate(name, 1),
    "down": lambda f, name: f.rate(name, -1),
    "more": lambda f, name: f.difference(name, 1),
    "less": lambda f, name: f.difference(name, -1),
    "last": _Filler.last,
    "some": _Filler.within,
    "beyond": _Filler.beyond,
    "above": _Filler.above,
    "times": _Filler.times,
    "same": _Filler.unchanged,
    "ifgov": lambda f, _: f.government(),
    "pct": _Filler.share,
    "wan": _Filler.ten_thousands,
    "yu": lambda f, name: f.about(name, more=True),
    "near": lambda f, name: f.about(name, more=False),
    "list": _Filler.listed,
}
assert set(OUTCOMES) <= set(QUANTITIES)
