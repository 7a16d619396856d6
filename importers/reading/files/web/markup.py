"""HTML → a tree of elements, as browsers make one of whatever people write.

libxml2 reads as browsers do and in linear time. The tree is not its own: that one ends in silence
where it is too deep for it, and takes quadratic time for a tag with very many attributes.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, TreeBuilder

from lxml import etree

from ..limits import Limits, bomb, too_much

PAGE = "page"  # the root: some files have several <html>
CUT = "cut off"  # an attribute of elements that the file ends in; no page can have it


def tree_of(texts: Iterable[str], limits: Limits) -> Element:
    """The elements of a page and its frames; Refused if it is far more than a report."""
    builder = _Guarded(limits)
    builder.start(PAGE, {})
    for text in texts:
        if text.strip():
            parser = etree.HTMLParser(target=builder, encoding="utf-8")
            parser.feed(text.encode())
            builder.is_over = True
            parser.close()
            builder.is_over = False
    builder.end(PAGE)
    return builder.root()


def is_cut(element: Element) -> bool:
    """Whether the file ends within the element."""
    return element.get(CUT) is not None


class _Guarded(TreeBuilder):
    """Builds the tree, and counts what goes into it."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.elements = self.depth = self.text_chars = 0
        self.is_over = False  # what is still open was never closed

    def start(self, tag: str, attributes: Mapping[str, str], /) -> Element:
        self.elements += 1
        self.depth += 1
        if self.elements > self.limits.tags:
            raise too_much("网页内容过多", "The page holds too much")
        if self.depth > self.limits.tags_deep:
            raise too_much("网页结构嵌套过深", "The page is nested too deeply")
        return super().start(tag, dict(attributes))

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        element = super().end(tag)
        if self.is_over:
            element.set(CUT, "")
        return element

    def data(self, text: str, /) -> None:
        self.text_chars += len(text)
        if self.text_chars > self.limits.text_chars:
            raise bomb()
        super().data(text)

    def close(self) -> None:  # type: ignore[override]  # the parser is done, the tree is not
        pass

    def root(self) -> Element:
        return super().close()
