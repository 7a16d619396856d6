"""What an index is asked for, whichever database it is of."""

from typing import NamedTuple

from cms.models.search_tokens import Phrase


class Figure(NamedTuple):
    """A key figure that is no less than one number and no more than the other."""

    key: str
    least: float
    most: float


class Terms(NamedTuple):
    """Entries with all of ``wanted`` and none of ``never``.

    Their ids begin with ``first`` and end before ``end``.
    """

    wanted: tuple[Phrase, ...]
    never: tuple[Phrase, ...]
    first: int
    end: int
    figure: Figure | None
