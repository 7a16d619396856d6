"""Many files read on all cores, in processes that know nothing but the reader."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from .files.archive import Member
from .problems import FileReading
from .read import read_member

FEW = 8  # files that are not worth processes of their own
AHEAD = 64  # files that are held in memory, in the processes' hands or read already

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
        # What takes the readings has work of its own; meanwhile the next files are read.
        ahead: deque[tuple[S, Future[FileReading]]] = deque()
        for source, member in chain(first, rest):
            ahead.append((source, pool.submit(read_member, member)))
            if len(ahead) == AHEAD:
                yield _result(*ahead.popleft())
        yield from (_result(*one) for one in ahead)


def _result(source: S, future: "Future[FileReading]") -> tuple[S, FileReading]:
    return source, future.result()


def _end_with_parent() -> None:
    """Leave no process behind when the one that it reads for is killed."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
