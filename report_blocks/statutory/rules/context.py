"""What a report is held against, beside itself: other published reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..report import Report


@dataclass(frozen=True)
class Context:
    """What the caller knows; what is None is not checked.

    ``before`` is the office's published report of the year before. ``offices`` are those whose
    figures an authority's report adds up, each with its report of the year or None.
    """

    before: Report | None = None
    offices: Mapping[str, Report | None] | None = None


NOTHING = Context()
