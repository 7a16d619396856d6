"""Finds Chromium for the browser tests, or installs it; prints where it is.

    .venv/bin/python scripts/browser.py

Taken in this order: ``CHROMIUM`` in the environment; a Chromium or Chrome on the PATH; the one
that Playwright has downloaded. If there is none: Debian's package (as root or by sudo), and
where there is no such package, Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a usable browser, or None."""
    for path in (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), _downloaded()):
        if path and _works(path):
            return path
    return None


def _works(path: str) -> bool:
    # Ubuntu's chromium-browser may be a stub that asks for snap.
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _downloaded() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install Chromium by the system's package manager, else by Playwright."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and _is_debian():
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"]):
            subprocess.run([*root, "apt-get", *command], env=environment, check=False)
    if find() is None:
        playwright = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
        subprocess.run(playwright, check=False)


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text()


def main() -> None:
    if find() is None:
        print("Chromium is not here; installing it …", file=sys.stderr)
        install()
    path = find()
    if path is None:
        raise SystemExit("Chromium could not be installed; set CHROMIUM to its path")
    print(path)


if __name__ == "__main__":
    main()
