"""A page from the page cache, against a Django view that returns as many bytes and headers.

Both under gunicorn (gthread) with one process and four threads, each asked by four clients over
lasting connections, as a proxy has them. The view has no middleware and no database. It has the
page's headers, because gunicorn takes some microseconds to check and write each.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections

from .measuring import Result, compare
from .site import real_report

LIMIT = 1 / 0.8
RUNS, REQUESTS, CLIENTS = 15, 250, 4


def measure() -> Iterator[Result]:
    path = urlsplit(real_report().url).path
    connections.close_all()
    with ExitStack() as stack:
        ours = stack.enter_context(_server("cms.wsgi"))
        head, page = _ask(ours, path, times=2)
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
        for name in ("Server", "Date", "Connection", "Content-Encoding"):
            headers.pop(name, None)
        told = {"BENCHMARK_HEADERS": json.dumps(headers)}
        reference = stack.enter_context(_server("benchmarks.trivial", **told))
        assert len(_ask(reference, "/")[1]) == len(page)
        compared = compare(partial(_load, ours, path), partial(_load, reference, "/"), runs=RUNS)
    rate = REQUESTS * CLIENTS / compared.ours * 1000
    detail = f"{rate:.0f} requests a second, {len(page)} bytes; {compared}"
    yield Result("cached page : trivial view", compared.ratio, LIMIT, detail=detail)


@contextmanager
def _server(application: str, **environment: str) -> Iterator[int]:
    """The port of a server of this application."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", str(CLIENTS)),
        *("--log-level", "warning", "--keep-alive", "30"),
    ]
    database = str(settings.DATABASES["default"]["NAME"])
    process = subprocess.Popen(
        command, env={**os.environ, "BENCHMARK_DATABASE": database, **environment}
    )
    try:
        for _try in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _load(port: int, path: str) -> None:
    """All clients ask ``REQUESTS`` times each."""
    clients = [threading.Thread(target=_ask, args=(port, path, REQUESTS)) for _i in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()


def _ask(port: int, path: str, times: int = 1) -> tuple[str, bytes]:
    """Head and body of the last of so many answers over one connection."""
    lines = (f"GET {path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip", "", "")
    request = "\r\n".join(lines).encode()
    head, body = b"", b""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _time in range(times):
            connection.sendall(request)
            received = b""
            while b"\r\n\r\n" not in received:
                received += connection.recv(65536)
            head, _end, body = received.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
            while len(body) < length:
                body += connection.recv(65536)
    return head.decode("latin-1"), body
