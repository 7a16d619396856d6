"""The house keeps its floors: imports run downwards, and no file is two ideas."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("cms", "importers", "report_blocks")
OURS = (*PACKAGES, "tests", "benchmarks", "scripts")
LONGEST = 300


def test_imports_run_downwards(monkeypatch, capsys):
    """The contracts of pyproject.toml; what breaks one is printed."""
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("package", ["importers", "report_blocks"])
def test_packages_that_work_without_django_load_nothing_by_themselves(package):
    assert (ROOT / package / "__init__.py").read_bytes() == b""


def test_no_file_is_longer_than_an_idea():
    files = [path for folder in OURS for path in (ROOT / folder).rglob("*.py")]
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files
        if path.parent.name != "migrations"
    }
    assert len(lengths) > 100
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_package_is_an_attic():
    attics = {"core", "common", "utils", "helpers"}
    names = {path.stem for folder in PACKAGES for path in (ROOT / folder).rglob("*")}
    assert names & attics == set()
