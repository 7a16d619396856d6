"""The order of offices' names: A–Z by pinyin, without the place that all of them begin with."""

import re

from pypinyin import lazy_pinyin

_GOVERNMENT = re.compile(r"人民政府(?:办公[厅室])?$")
_PLACES = re.compile(r"(?<=[省市州盟])(?=.)")


def pinyin(name: str) -> str:
    """A syllable for each character of the name, a space between them; others as they are."""
    # pypinyin calls `errors` for what is no Chinese; it takes a list too, but does not say so.
    parts = lazy_pinyin(name, errors=list)  # type: ignore[arg-type]
    return " ".join(part.strip().lower() or "_" for part in parts)


def place_of(authority: str) -> str:
    """The place that an authority governs: 沙坡头区 of 中卫市沙坡头区人民政府; "" if none."""
    place = _GOVERNMENT.sub("", authority)
    return "" if place == authority else _PLACES.split(place)[-1]


def order(name: str, syllables: str, place: str) -> tuple[str, ...]:
    """What a name is sorted by: the syllables of what tells the office from others there."""
    begins = name.rfind(place) + len(place) if place and place in name else 0
    return tuple(syllables.split(" ")[begins if begins < len(name) else 0 :])
