"""A whole report as one immutable value: identity, prose and numbers, without page or file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .dataset import Dataset


@dataclass(frozen=True)
class Report:
    """What a report says. What is not known is None (agency, year) or "" (prose).

    Prose is plain text: one paragraph a line, ``**…**`` for the bold run-ins of official
    prose. ``sections`` maps the keys of the format's prose sections to their text;
    ``contact`` is the footer (address, postcode, telephone, e-mail).
    """

    dataset: Dataset
    agency: str | None = None
    year: int | None = None
    preamble: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sections", MappingProxyType(dict(self.sections)))

    def __reduce__(self) -> tuple[Any, ...]:
        sections = dict(self.sections)
        return Report, (
            self.dataset, self.agency, self.year, self.preamble, sections, self.contact
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """``{"agency", "year", "preamble", "sections", "contact", "dataset"}``, lossless."""
        return {
            "agency": self.agency,
            "year": self.year,
            "preamble": self.preamble,
            "sections": dict(self.sections),
            "contact": self.contact,
            "dataset": self.dataset.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        """The other way round; ValueError if it is not of that shape."""
        try:
            return cls(**{**data, "dataset": Dataset.from_json(data["dataset"])})
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a report: {error}") from error
