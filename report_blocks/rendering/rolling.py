"""Last year's stored prose with its years moved on; tags, links and chips stay as they are."""

import re

from report_blocks.statutory.rolling import rolled

from .prose import BLOCKS

_TAG = re.compile(r"""<(/?)([A-Za-z][\w-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*>""")
_LINES = BLOCKS | {"br"}
_OBJECT = "\ufffc"  # where a chip or an image stands in the text


def rolled_html(html: str, year: int) -> str:
    """Rich text of the report of ``year`` as that of the next one would begin.

    Sentences are read across tags, so that “<b>2022年</b>印发的《…》” is told as what it is.
    """
    pieces, tags, end = [], [], 0
    for match in _TAG.finditer(html):
        pieces += [html[end : match.start()], _stands_for(match)]
        tags.append(match[0])
        end = match.end()
    pieces.append(html[end:])
    text = rolled("".join(pieces), year)
    result, place = [], 0
    for index, piece in enumerate(pieces):
        is_tag = index % 2 == 1
        result.append(tags[index // 2] if is_tag else text[place : place + len(piece)])
        place += len(piece)
    return "".join(result)


def _stands_for(tag: re.Match[str]) -> str:
    """What a tag is to who reads the text: the end of a line, a thing, or nothing."""
    name = tag[2].lower()
    if name in _LINES:
        return "\n"
    return _OBJECT if name == "embed" and not tag[1] else ""
