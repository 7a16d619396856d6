"""One pass of expat over a workbook's XML parts: counts everything, notes what is needed.

Not with regular expressions: single-quoted attributes and character references get past them.
Elements go by their local name, so that a foreign namespace can't hide one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from .limits import Limits, Refused, bomb, damaged, too_much
from .parts import KINDS, Attributes, Counts, Part

CHUNK = 64 * 1024


@dataclass
class _Pass:
    """The handlers of one part's parser."""

    counts: Counts
    kinds: Mapping[str, type[Part]]
    depth: int = 0
    part: Part | None = None
    locals: dict[str, str] = field(default_factory=dict)  # qualified → local name

    def start(self, name: str, attributes: Attributes) -> None:
        counts, limits = self.counts, self.counts.limits
        counts.elements += 1
        self.depth += 1
        if counts.elements > limits.elements:
            raise too_much("文件内容过多", "The file holds too much")
        if self.depth > limits.depth:
            raise too_much("文件结构嵌套过深", "The file is nested too deeply")
        local = self.locals.get(name) or self.locals.setdefault(name, name.rpartition(":")[2])
        if self.part is None:
            self.part = self.kinds.get(local, Part)(counts)
        if self.part.is_plain:
            counts.add_object()
        if handler := self.part.starts.get(local):
            handler(attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.part and (handler := self.part.ends.get(self.locals[name])):
            handler()

    def text(self, data: str) -> None:
        self.counts.add_text(data)
        if self.part and self.part.texts is not None:
            self.part.texts.append(data)


def pass_through(
    stream: IO[bytes], counts: Counts, kinds: Mapping[str, type[Part]] = KINDS
) -> Part:
    """Parse one part to its end. Refused for what is too much, ValueError for nonsense."""
    reading = _Pass(counts, kinds)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    for _chunk in feed(parser, stream, counts.limits):
        pass
    return reading.part or Part(counts)


def feed(parser: expat.XMLParserType, stream: IO[bytes], limits: Limits) -> Iterator[None]:
    """Parse to the end, chunk by chunk; Refused for a DTD or what is no XML."""
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        fed = 0
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            # Older expats scan an unfinished tag again with every chunk: quadratic time.
            if fed - parser.CurrentByteIndex > limits.tag_bytes:
                raise bomb()
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError:
        raise damaged() from None


def _no_doctype(*_args: object) -> None:
    raise Refused(
        "文件含有不允许的实体定义（DTD），已停止读取；请用 Office 或 WPS 另存为新文件",
        "The file holds entity definitions (DTD), which are not allowed; save it anew",
    )
