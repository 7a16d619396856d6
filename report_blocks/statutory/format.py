"""A statutory format: its sections in their order, and the document that set it."""

import re
from dataclasses import dataclass
from functools import cached_property

from .key_figures import KeyFigure
from .model import CellKey, Column, Table
from .words import Topic


@dataclass(frozen=True, slots=True)
class Demand:
    """What a section of prose is to speak of, and the words that tell it does.

    With a ``name``, which headings have, it is one of the section's themes: some paragraph has to
    be about it.
    """

    rule: str
    label: str
    words: re.Pattern[str]
    name: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the report's numbered parts: prose, or one statutory table."""

    key: str
    heading: str
    hint: str
    table: Table | None
    demands: tuple[Demand, ...] = ()
    most_characters: int | None = None  # advised, not enforced

    @property
    def is_prose(self) -> bool:
        return self.table is None


@dataclass(frozen=True)
class Format:
    """A statutory format: the sections in their fixed order, and the document that set it."""

    key: str
    title: str
    citation: str
    document: str
    issuer: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()

    @cached_property
    def tables(self) -> dict[str, Table]:
        return {s.table.key: s.table for s in self.sections if s.table is not None}

    @cached_property
    def prose_sections(self) -> tuple[Section, ...]:
        return tuple(s for s in self.sections if s.is_prose)

    @cached_property
    def cells(self) -> dict[CellKey, Column]:
        return {
            key: column for table in self.tables.values() for key, column in table.cells.items()
        }

    def section(self, key: str) -> Section:
        """The section with this key; KeyError if there is none."""
        return {s.key: s for s in self.sections}[key]

    def applies_to(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
