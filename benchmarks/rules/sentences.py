"""Sentences shaped after published reports, and what each number in them is.

More than 600 reports were read; names, figures and all that is beside the point are made up.
A line::

    {"agency", "year", "text", "numbers": [["12", "new"]], "denies": ["rec"],
     "table": {"carried_out": 0}, "unclear": ["3"]}

``numbers`` are those that are a quantity of the tables (``facts.QUANTITIES``), ``denies`` what
the sentence says there was none of; all other numbers are of something else. ``table`` is what
the tables have to say besides for the sentence to be true, ``unclear`` what nobody can tell.
Every other cell holds a number that no sentence tells, so whatever is misread is a false alarm.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from report_blocks.statutory import Cell, CellKey, Context, Dataset, Finding, Report, get_format
from report_blocks.statutory.rules.prose import told_in_prose
from report_blocks.statutory.rules.prose.reading import chinese_number
from report_blocks.statutory.rules.stale import other_years

from .facts import FORMAT, QUANTITIES, Number

FOLDER = Path(__file__).parent / "sentences"
# Every section one has named its subject before it comes to a number.
_BEFORE = "现将政府信息公开和依申请公开工作情况报告如下。\n"
_UNLIKELY = 700_001


@dataclass
class Tally:
    """How many numbers and denials were found when wrong, and what was told of right ones."""

    planted: int = 0
    found: int = 0
    alarms: int = 0
    errors: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.planted

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.alarms)


def tally(name: str) -> Tally:
    """All the sentences of ``sentences/{name}.jsonl``."""
    total = Tally()
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        _add(total, json.loads(line))
    return total


def alarms(name: str) -> Iterator[tuple[str, Finding]]:
    """The sentences that something false is told of, and what."""
    for text in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        for finding in _alarms(line, _cells(line)):
            yield line["text"], finding


def years(name: str) -> Tally:
    """How many of the report's own years are found when they are those of the report before."""
    total = Tally()
    for text in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        total.alarms += _is_of_another_year(line, line["text"])
        for said in _with(line["text"], f"{line['year']}年", f"{line['year'] - 1}年"):
            total.planted += 1
            total.found += _is_of_another_year(line, said)
    return total


def _is_of_another_year(line: dict[str, Any], text: str) -> bool:
    return any(other_years(_report(line, text, {})))


def _add(total: Tally, line: dict[str, Any]) -> None:
    cells, text = _cells(line), line["text"]
    found = _alarms(line, cells)
    total.alarms += len(found)
    total.errors += sum(one.rule in ("D01", "D02") for one in found)
    for shown, _quantity in line["numbers"]:
        value = _value(shown)
        wrong = str(value + value // 3 + 17)
        total.planted += 1
        total.found += any(
            str(one.found) == wrong
            for said in _with(text, shown, wrong)
            for one in _findings(line, said, cells)
        )
    for quantity in line.get("denies", ()):
        some = cells | {QUANTITIES[quantity][0]: Cell(5)}
        total.planted += 1
        total.found += bool(_findings(line, text, some))


def _alarms(line: dict[str, Any], cells: dict[CellKey, Cell]) -> list[Finding]:
    unclear = set(line.get("unclear", ()))
    found = _findings(line, line["text"], cells)
    return [one for one in found if str(one.found) not in unclear]


def _with(text: str, shown: str, wrong: str) -> Iterator[str]:
    """The text with another number at each place where this one stands."""
    for match in re.finditer(rf"(?<![\d.]){re.escape(shown)}(?![\d.])", text):
        yield text[: match.start()] + wrong + text[match.end() :]


def _findings(line: dict[str, Any], text: str, cells: dict[CellKey, Cell]) -> list[Finding]:
    return list(told_in_prose(_report(line, text, cells), Context()))


def _report(line: dict[str, Any], text: str, cells: dict[CellKey, Cell]) -> Report:
    dataset, sections = Dataset(FORMAT, cells), {"overview": _BEFORE + text}
    return Report(dataset, line["agency"], line["year"], sections=sections)


def _cells(line: dict[str, Any]) -> dict[CellKey, Cell]:
    """What the sentence tells; all other cells hold what no sentence does."""
    keys = get_format(FORMAT).cells
    cells = {key: Cell(_UNLIKELY + 1000 * place) for place, key in enumerate(keys)}
    told: dict[str, Number] = {quantity: _value(shown) for shown, quantity in line["numbers"]}
    told |= dict.fromkeys(line.get("denies", ()), 0) | line.get("table", {})
    # Of a sum whose parts are told as well, the rest is in the first of the others.
    single = {QUANTITIES[one][0]: told[one] for one in told if len(QUANTITIES[one]) == 1}
    for quantity in sorted(told, key=lambda one: -len(QUANTITIES[one])):  # sums before their parts
        untold = [key for key in QUANTITIES[quantity] if key not in single]
        rest = told[quantity] - sum(single.get(key, 0) for key in QUANTITIES[quantity])
        cells |= dict.fromkeys(untold, Cell(0)) | dict.fromkeys(untold[:1], Cell(rest))
    cells |= {key: Cell(number) for key, number in single.items()}
    return cells


def _value(shown: str) -> Number:
    digits = shown.replace(",", "")
    if (written := chinese_number(digits) if not digits[0].isdigit() else None) is not None:
        return written
    return Decimal(digits) if "." in digits else int(digits)
