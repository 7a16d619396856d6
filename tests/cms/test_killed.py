"""Killed at any moment, an import leaves whole reports only, and running it again finishes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from .killing import DEATHS
from .workbooks import filled

OFFICES = 7  # few enough to be read in the process that is killed
ROOT = Path(__file__).parents[2]


def test_killed_at_random_moments(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for i in range(OFFICES):
        (folder / f"office-{i}.xlsx").write_bytes(filled(agency=f"office-{i}"))
    seed = int.from_bytes(os.urandom(4), "big")
    answer = subprocess.run(
        [sys.executable, "-m", "tests.cms.killing", str(folder), str(seed)],
        cwd=ROOT,
        env={
            **os.environ,
            "TASKS_BACKEND": "database",  # only the reports: their files are another's work
            "VAR_DIR": str(tmp_path / "var"),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    told = json.loads(answer.stdout.splitlines()[-1])
    assert told["wrong"] == [], f"seed {seed}"
    assert told["live"] == OFFICES
    assert len(told["left"]) == DEATHS
