"""When and where a saved page was published, as it says itself.

PubDate is the name that the 政府网站发展指引 (国办发〔2017〕47号) gives to the day. Browsers write
the address into what they save: in the head of an archive, or in a comment before the page.
"""

import datetime
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ...sheets import Publication

HEAD = 4 * 1024
_DAY = re.compile(r"\s*((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]{4,480}", re.ASCII)
_SAVED = re.compile(
    rb"(?:^(?:Snapshot-)?Content-Location:|<!--\s*saved from url=\(\d+\))\s*(\S+)", re.I | re.M
)


def publication_of(data: bytes, root: Element) -> Publication:
    """The day that all its marks agree in, and the first address; None and "" if it says none."""
    days = set(_days(root))
    return Publication(
        days.pop() if len(days) == 1 else None,
        next((a for a in _addresses(data, root) if _ADDRESS.fullmatch(a)), ""),
    )


def _days(root: Element) -> Iterator[datetime.date]:
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() != "pubdate":
            continue
        if found := _DAY.match(meta.get("content", "")):
            try:
                yield datetime.date(*map(int, found.groups()))
            except ValueError:  # a day that there is not
                continue


def _addresses(data: bytes, root: Element) -> Iterator[str]:
    if saved := _SAVED.search(data[:HEAD]):  # those that follow are of pictures and frames
        yield saved[1].decode("ascii", "replace")
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical":
            yield link.get("href", "")
