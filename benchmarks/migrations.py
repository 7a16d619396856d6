"""Migrations stay small: nothing of a format may get into them."""

from collections.abc import Iterator

from django.conf import settings

from .measuring import Result

LIMIT_KB = 8


def measure() -> Iterator[Result]:
    """The largest migration of all our apps."""
    files = settings.BASE_DIR.glob("*/migrations/[0-9]*.py")
    size, largest = max((file.stat().st_size, file) for file in files)
    name = largest.relative_to(settings.BASE_DIR)
    yield Result("largest migration", size / 1000, LIMIT_KB, "kB", str(name))
