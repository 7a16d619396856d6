"""What a file says besides its tables."""

from dataclasses import dataclass, field

from ..problems import Problem
from .identity import Identity


@dataclass
class Words:
    """The texts of a report, and the problems met in finding them."""

    identity: Identity = field(default_factory=Identity)
    preamble: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    contact: str = ""
    problems: list[Problem] = field(default_factory=list)
