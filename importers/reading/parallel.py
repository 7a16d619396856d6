"""Many files read on all cores, in processes that know nothing but the reader."""

import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from .files.archive import Member
from .problems import FileReading
from .read import read_member

FEW = 8  # files that are not worth processes of their own
TOGETHER = 64  # files that are held in memory at a time

S = TypeVar("S")


def read_many(sources: Iterable[tuple[S, Member]]) -> Iterator[tuple[S, FileReading]]:
    """Each member read, in their order, with what it came with."""
    rest = iter(sources)
    first = list(islice(rest, FEW))
    if len(first) < FEW:
        yield from ((source, read_member(member)) for source, member in first)
        return
    # "spawn", because a worker may have threads and open connections.
    context = get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_end_with_parent) as pool:
        rest = chain(first, rest)
        while some := list(islice(rest, TOGETHER)):
            members = [member for _source, member in some]
            for (source, _member), reading in zip(
                some, pool.map(read_member, members), strict=True
            ):
                yield source, reading


def _end_with_parent() -> None:
    """Leave no process behind when the one that it reads for is killed."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
