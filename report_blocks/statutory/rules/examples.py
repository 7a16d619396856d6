"""An example of a rule: so much of a report, and of its context, as the rule looks at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..cell import Cell
from ..dataset import Dataset
from ..model import CellKey
from ..registry import get_format
from ..report import Report
from .context import Context

YEAR = 2024


@dataclass(frozen=True)
class Example:
    """A report of ``YEAR`` that holds these things, and last year's if the rule looks at it."""

    report: Report
    context: Context = field(default_factory=Context)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Example":
        """``{"cells": {"table/row/column": 3}, "text": …, "before": {…}, …}``; see ``_report``.

        ValueError for what is not known.
        """
        rest = dict(data)
        before = rest.pop("before", None)
        offices = rest.pop("offices", None)
        return cls(
            _report(rest, YEAR),
            Context(
                before=_report(before, YEAR - 1) if before is not None else None,
                offices=offices and {n: _report(one, YEAR) for n, one in offices.items()},
            ),
        )


def _report(data: Mapping[str, Any], year: int) -> Report:
    """``text`` is the prose of section one, other sections go by their keys in ``sections``.

    ``{"repeat": {"text", "times"}}`` makes a long section one.
    """
    known = {"format", "agency", "year", "preamble", "contact", "text", "repeat"}
    known |= {"sections", "cells"}
    if unknown := set(data) - known:
        raise ValueError(f"{', '.join(sorted(unknown))} is not known here")
    sections = dict(data.get("sections", {}))
    if "text" in data:
        sections["overview"] = data["text"]
    if "repeat" in data:
        sections["overview"] = data["repeat"]["text"] * data["repeat"]["times"]
    format_key = data.get("format", "cn-2021")
    return Report(
        Dataset(format_key, dict(_cells(data.get("cells", {}), format_key))),
        agency=data.get("agency", "某市某局"),
        year=data.get("year", year),
        preamble=data.get("preamble", ""),
        sections=sections,
        contact=data.get("contact", ""),
    )


def _cells(values: Mapping[str, Any], format_key: str) -> Iterator[tuple[CellKey, Cell]]:
    """Each cell that is named; "*" stands for all of the format."""
    for name, value in values.items():
        keys = get_format(format_key).cells if name == "*" else [CellKey(*name.split("/"))]
        for key in keys:
            yield key, _cell(value)


def _cell(value: int | float | str) -> Cell:
    """A number, or the text that stands in its place."""
    if isinstance(value, str):
        return Cell(text=value)
    return Cell(Decimal(str(value)) if isinstance(value, float) else value)
