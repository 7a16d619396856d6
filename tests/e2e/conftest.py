"""The demo site in a process of its own, and people who use it in Chromium."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import expect

from cms.demo.roles import PASSWORD

ROOT = Path(__file__).parents[2]

expect.set_options(timeout=15_000)  # a saving takes its time on a machine with other work

# Wagtail says when it knows what the form held at first.
TELL_WHEN_WATCHED = """document.addEventListener('w-unsaved:watch-edits', () => {
  document.documentElement.classList.add('is-watched');
});"""


@dataclass(frozen=True)
class Site:
    """The address of the running demo, what its preparation printed, and who has logged in."""

    url: str
    output: str
    environment: dict[str, str] = field(repr=False)
    cookies: dict[str, list] = field(default_factory=dict)

    def run(self, code: str) -> None:
        """Run Python beside the site, with its database."""
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-c", code]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """What ``make demo`` serves, on a free port and in a folder of its own.

    With services in the environment: on PostgreSQL and Redis, and with a worker process.
    """
    with ExitStack() as stack:
        environment = {
            **os.environ,
            **_services(stack),
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "VAR_DIR": str(tmp_path_factory.mktemp("demo")),
            "TRUSTED_PROXIES": "1",  # visitors can come from an address of their own
            "PYTHONUNBUFFERED": "1",
        }
        port = _free_port()
        command = [sys.executable, str(ROOT / "manage.py")]
        prepared = subprocess.run(
            [*command, "demo", "--no-serve", "--port", str(port)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        log = stack.enter_context((tmp_path_factory.mktemp("log") / "site.log").open("w+"))

        def start(*arguments: str) -> None:
            process = subprocess.Popen(
                [*command, *arguments], env=environment, stdout=log, stderr=log
            )
            stack.callback(process.wait, timeout=20)
            stack.callback(process.terminate)

        if environment.get("TASKS_BACKEND") == "database":
            start("db_worker")
        start("runserver", f"127.0.0.1:{port}", "--noreload")
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, log)
        yield Site(url, prepared.stdout, environment)


def _services(stack: ExitStack) -> dict[str, str]:
    """The environment for a database of our own on the server of ``DATABASE_URL``, if given."""
    if "DATABASE_URL" not in os.environ:
        return {}
    server, name = os.environ["DATABASE_URL"], f"reports_{uuid4().hex}"

    def run(statement: str) -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement)

    run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    stack.callback(run, f"DROP DATABASE {name} WITH (FORCE)")
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    return {"DATABASE_URL": url, "CACHE_KEY_PREFIX": name, "TASKS_BACKEND": "database"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(url: str, log: TextIO) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310, our own server
            return
        except OSError:
            time.sleep(0.2)
    log.seek(0)
    pytest.fail(f"the server does not answer: {log.read()}")


class Person:
    """Somebody with a browser of their own; remembers what their browser complained of."""

    def __init__(self, browser, site: Site, *, width: int = 1280, **options) -> None:
        self.site = site
        self.context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
            **options,
        )
        self.page = self.context.new_page()
        self.page.add_init_script(TELL_WHEN_WATCHED)
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(f"{message.text} {message.location['url']}")
                if message.type == "error"
                else None
            ),
        )

        self.sent: list[object] = []
        self.answered: list[object] = []
        self.page.on("request", lambda request: self._note(self.sent, request))
        for event in ("requestfinished", "requestfailed"):
            self.page.on(event, lambda request: self._note(self.answered, request))

    def _note(self, requests: list[object], request) -> None:
        if request.method == "POST":
            requests.append(request)

    def wait_until_watched(self) -> None:
        """Wait until the editor looks for changes: those from before it does not see."""
        self.page.wait_for_selector("html.is-watched", state="attached")

    @contextmanager
    def saving(self, text: str) -> Iterator[None]:
        """Do something within; wait until the editor has saved by itself a form with this text."""
        with self.page.expect_response(lambda one: text in (one.request.post_data or "")):
            yield

    def settle(self) -> None:
        """Wait until the editor has saved by itself: submitting meanwhile would overtake it."""
        sent = -1
        while len(self.sent) > sent or len(self.answered) < len(self.sent):
            sent = len(self.sent)
            self.page.wait_for_timeout(1500)  # it waits half a second after the last change

    def log_in(self, name: str) -> "Person":
        """Once by the form; after that with the cookies that it gave."""
        if name not in self.site.cookies:
            self.page.goto("/admin/login/")
            self.page.fill("input[name=username]", name)
            self.page.fill("input[name=password]", PASSWORD)
            self.page.click("main button[type=submit]")
            self.page.wait_for_url("**/admin/")
            self.site.cookies[name] = self.context.cookies()
        self.context.add_cookies(self.site.cookies[name])
        return self

    def open_menu(self) -> None:
        """The menu beside the page's main action (Save draft)."""
        self.page.click("footer [data-controller~='w-dropdown'] button[data-w-dropdown-target]")


@pytest.fixture
def person(chromium, site) -> Iterator[object]:
    """``person()`` is a citizen, ``person("editor")`` has logged in; width and more as options."""
    people: list[Person] = []

    def come(name: str = "", **options) -> Person:
        people.append(Person(chromium, site, **options))
        return people[-1].log_in(name) if name else people[-1]

    yield come
    for one in people:
        one.context.close()


def page_id(url: str) -> str:
    """The id in an admin address such as /admin/pages/12/edit/."""
    return re.search(r"/pages/(\d+)/", url)[1]
