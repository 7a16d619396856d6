"""Every address but those of pages, and objects to ask for at each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

TOLD = (
    *("admin/", "api/", "check/", "compare/", "search/", "documents/", "report-blocks/", "i18n/"),
    *("_util/", "robots", "sitemap", "feed"),
)


@dataclass(frozen=True)
class Address:
    """A pattern with the names of its parts: "admin/pages/<int:page_id>/edit/"."""

    name: str
    pattern: str

    @property
    def parts(self) -> list[str]:
        return re.findall(r"<(?:\w+:)?(\w+)>", self.pattern)


def addresses() -> list[Address]:
    """All of them but those of pages themselves, in the order of the resolver."""
    return [one for one in _walk(get_resolver()) if one.pattern.startswith(TOLD)]


def _walk(resolver, names: tuple[str, ...] = (), begin: str = "") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = begin + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            names_below = (*names, entry.namespace) if entry.namespace else names
            yield from _walk(entry, names_below, pattern)
        elif isinstance(entry, URLPattern) and entry.name:
            yield Address(":".join((*names, entry.name)), pattern)
