"""Much work of one kind on all cores, in processes that know nothing else: files to be read."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from .files.archive import Member
from .problems import FileReading
from .read import read_member

FEW = 8  # things that are not worth processes of their own
AHEAD = 64  # things that are held in memory, in the processes' hands or done already

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


def read_many(sources: Iterable[tuple[S, Member]]) -> Iterator[tuple[S, FileReading]]:
    """Each member read, in their order, with what it came with."""
    return on_all_cores(read_member, sources)


def on_all_cores(work: Callable[[T], R], sources: Iterable[tuple[S, T]]) -> Iterator[tuple[S, R]]:
    """The result of the work for each, in their order, with what it came with.

    Things and results are pickled, and ``work`` is a function of a module. A few are done here.
    """
    rest = iter(sources)
    first = list(islice(rest, FEW))
    if len(first) < FEW:
        yield from ((source, work(thing)) for source, thing in first)
        return
    # "spawn", because a worker may have threads and open connections.
    context = get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_end_with_parent) as pool:
        # What takes the results has work of its own; meanwhile the next ones are made.
        ahead: deque[tuple[S, Future[R]]] = deque()
        for source, thing in chain(first, rest):
            ahead.append((source, pool.submit(work, thing)))
            if len(ahead) == AHEAD:
                yield _result(*ahead.popleft())
        yield from (_result(*one) for one in ahead)


def _result(source: S, future: "Future[R]") -> tuple[S, R]:
    return source, future.result()


def _end_with_parent() -> None:
    """Leave no process behind when the one that it reads for is killed."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
