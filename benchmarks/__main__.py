"""Measures the claims and prints a table; exits with 1 if one is missed.

``python -m benchmarks`` measures all of them, ``python -m benchmarks page editor`` only these.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

import django

from .measuring import Result

CLAIMS = (
    "reading",
    "wide",
    "pdf",
    "page",
    "cached",
    "editor",
    "save",
    "browser",
    "bulk",
    "many",
    "growth",
    "rulebook",
    "flat",
    "compare",
    "search",
    "migrations",
)
ROW = "{:<52} {:>14} {:>14}  {:<6}  {}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("claims", nargs="*", metavar="claim", help=f"of: {', '.join(CLAIMS)}")
    names = parser.parse_args().claims or CLAIMS
    if unknown := [name for name in names if name not in CLAIMS]:
        parser.error(f"no such claim: {', '.join(unknown)}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    django.setup()
    print(ROW.format("claim", "measured", "at most", "", "").rstrip())
    missed = 0
    for result in _results(names):
        print(_row(result), flush=True)
        missed += not result.ok
    return min(missed, 1)


def _results(names: Iterable[str]) -> Iterator[Result]:
    for name in names:
        # Only now: the claims import models, and some need the dependency group "bench".
        yield from import_module(f"benchmarks.{name}").measure()


def _row(result: Result) -> str:
    return ROW.format(
        result.name,
        f"{result.measured:.2f} {result.unit}",
        f"{result.limit:g} {result.unit}",
        "ok" if result.ok else "MISSED",
        result.detail,
    ).rstrip()


if __name__ == "__main__":
    sys.exit(main())
