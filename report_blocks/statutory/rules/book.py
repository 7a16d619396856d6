"""The rule book as data: what each rule demands, how grave it is, where it comes from.

``catalogue/*.toml`` holds the rules by family, each with an example that passes and one that fails.
Here they become values; the checks themselves are the modules beside this one.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..findings import Finding, Severity
from ..format import Format
from ..model import CellKey
from ..text import Text
from .examples import Example

FOLDER = Path(__file__).with_name("catalogue")
EDITION = "2026.11"  # of the book as a whole, for people; ``version`` tells every change

Policy = Mapping[str, Severity | None]  # by rule; None is off


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. A fixed one can't be made milder: what it finds is plainly wrong."""

    id: str
    family: Text
    severity: Severity
    is_fixed: bool
    title: Text
    method: Text
    source: Text
    passes: Example | None = None
    fails: Example | None = None

    def severity_under(self, policy: Policy) -> Severity | None:
        """What an office's own settings make of it; None if they switch it off."""
        return self.severity if self.is_fixed else policy.get(self.id, self.severity)


def found(rule: str, text: Text, **place: Any) -> Finding:
    """A finding of a rule, as grave as the book says; a rule of a format's own is an error."""
    listed = book().get(rule)
    return Finding(rule, listed.severity if listed else Severity.ERROR, text, **place)


def source_of(rule: str, format_: Format | None) -> Text:
    """Where a rule comes from, for reports of this format; None if it is not installed.

    A rule that the format brings itself has its document for a source.
    """
    source = book()[rule].source if rule in book() else _OF_A_FORMAT
    citation = format_.citation if format_ else "—"
    return Text(*(words.replace("{citation}", citation) for words in source))


_OF_A_FORMAT = Text("报告格式（{citation}）", "The form ({citation})")


def at(key: CellKey) -> dict[str, str]:
    """The place of a finding that is about one cell."""
    return key._asdict()


@cache
def book() -> Mapping[str, Rule]:
    """All rules by id, in the order of the families."""
    rules: dict[str, Rule] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        family = Text(**data.pop("family"))
        rules |= {key: _rule(key, family, entry) for key, entry in data.items()}
    return MappingProxyType(rules)


def _rule(key: str, family: Text, entry: Mapping[str, Any]) -> Rule:
    known = {"severity", "fixed", "title", "method", "source", "passes", "fails"}
    if unknown := set(entry) - known:
        raise ValueError(f"{key}: {', '.join(sorted(unknown))} is not known here")
    return Rule(
        id=key,
        family=family,
        severity=Severity(entry["severity"]),
        is_fixed=entry.get("fixed", False),
        title=Text(**entry["title"]),
        method=Text(**entry["method"]),
        source=Text(**entry["source"]),
        passes=Example.from_data(entry["passes"]) if "passes" in entry else None,
        fails=Example.from_data(entry["fails"]) if "fails" in entry else None,
    )


@cache
def version() -> str:
    """The edition, and a fingerprint of all that decides what is found: rules and formats."""
    digest = hashlib.sha256()
    statutory = Path(__file__).parent.parent
    for path in sorted([*statutory.rglob("*.py"), *statutory.rglob("*.toml")]):
        digest.update(path.relative_to(statutory).as_posix().encode() + path.read_bytes())
    return f"{EDITION}+{digest.hexdigest()[:8]}"
