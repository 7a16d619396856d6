"""Checks a stranger's files in a process of its own, one lot at a time, within bounds.

The readers bound what a file may ask of them, not what its text may ask of the rules: ten
kilobytes of Word can hold a sentence of a million characters. Whatever happens, the process ends
alone, has written nothing, and leaves the rest of the site's workers free.
"""

import fcntl
import logging
import resource
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from report_blocks.statutory import register

from .checked import Checked, check_files

SECONDS = 10  # of computing; twice as long of waiting
MEMORY = 1024 * 1024 * 1024

logger = logging.getLogger(__name__)

# Forked from a process that has loaded the readers and nothing else, in some 30 ms.
_context = get_context("forkserver")
_context.set_forkserver_preload([__name__])


class Busy(Exception):
    """Somebody else's files are being checked."""


class BrokenOff(Exception):
    """The files took too much time or memory, or a check fell over them."""


def check_apart(
    files: Sequence[tuple[str, bytes]],
    *,
    lock: Path,
    formats: Sequence[str] = (),
    seconds: int = SECONDS,
) -> Checked:
    """``check_files``, or Busy, or BrokenOff. ``formats`` are files of formats besides ours."""
    with _alone(lock):
        receiving, sending = _context.Pipe(duplex=False)
        process = _context.Process(
            target=_check, args=(sending, files, formats, seconds), daemon=True
        )
        process.start()
        sending.close()
        try:
            answer = receiving.recv() if receiving.poll(2 * seconds) else "time"
        except EOFError:
            answer = "the limit of time or memory"
        finally:
            process.kill()
            process.join()
            receiving.close()
    if isinstance(answer, Checked):
        return answer
    logger.warning("a check was broken off by %s", answer)
    raise BrokenOff


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the site's one place for checks, in whatever process."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


def _check(
    sending: Connection, files: Sequence[tuple[str, bytes]], formats: Sequence[str], seconds: int
) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")  # they go to the log, and may quote a cell
    try:
        for path in formats:
            register(Path(path))
        sending.send(check_files(files))
    except Exception as error:  # noqa: BLE001  # its message may quote the file: only where it was
        last = traceback.extract_tb(error.__traceback__)[-1]
        sending.send(f"{type(error).__name__} in {last.name}, {last.filename}:{last.lineno}")
