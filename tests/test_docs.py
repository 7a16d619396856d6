"""The docs are complete, and what they show is true."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from cms.models import AnnualReportPage
from importers.reading.files.limits import Limits
from report_blocks.rendering.data import report_json
from report_blocks.statutory import (
    CellKey,
    Dataset,
    Report,
    check,
    format_for,
    get_format,
    loading,
    register,
    registry,
    unregister,
)
from report_blocks.statutory.cell import Cell
from report_blocks.statutory.rules.listing import markdown

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "cms" / "demo" / "README.md"])

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
KIB, MIB = 1024, 1024 * 1024


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def row(page: str, name: str) -> str:
    """The row of a table in the docs that tells of this name; "" if there is none."""
    lines = (line for line in text(page).splitlines() if line.startswith("| "))
    return next((line for line in lines if f"`{name}`" in line.split(" | ")[0]), "")


def links(page: Path) -> list[Path]:
    """The files of this repository that a page links to or shows."""
    targets = (target.partition("#")[0] for target in LINK.findall(page.read_text("utf-8")))
    return [
        (page.parent / target).resolve() for target in targets if target and "://" not in target
    ]


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _is_call(node)]


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def strings(nodes: list[ast.expr]) -> set[str]:
    """Every string constant in these expressions."""
    return {
        leaf.value
        for node in nodes
        for leaf in ast.walk(node)
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    }


def environment_variables() -> set[str]:
    """What cms/settings reads by ``env.…("NAME")``."""
    return {
        name
        for path in (ROOT / "cms" / "settings").glob("*.py")
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env"
        for name in strings(call.args[:1])
    }


def format_keys() -> set[str]:
    """What a format file may hold: the names that the loader's ``_only`` lets pass."""
    return {
        name
        for call in calls(Path(loading.__file__))
        if ast.unparse(call.func) == "_only"
        for name in strings(call.args[1:])
    }


def example() -> str:
    return re.findall(r"```toml\n(.*?)```", text("formats.md"), re.DOTALL)[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_image_is_there(page):
    assert [str(target) for target in links(page) if not target.exists()] == []


def test_every_page_is_reachable_from_the_readme():
    reached: set[Path] = set()
    waiting = [READMES[0]]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting += [t for t in links(page) if t.suffix == ".md" and t not in reached]
    assert {page for page in PAGES if page not in reached} == set()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_both_readmes_name_the_two_commands_and_the_log_ins(readme):
    from cms.demo.roles import PASSWORD, ROLES

    said = readme.read_text(encoding="utf-8")
    for name in ("make demo", "make test", PASSWORD, *(role.username for role in ROLES)):
        assert name in said


@pytest.mark.parametrize(
    "name",
    sorted(
        path.stem
        for path in (ROOT / "cms" / "management" / "commands").glob("*.py")
        if not path.stem.startswith("_")
    ),
)
def test_every_command_has_a_section_with_an_example(name):
    section = re.search(rf"^## {name}\n(.*?)(?=^#|\Z)", text("commands.md"), re.M | re.S)
    assert section
    assert f"manage.py {name}" in section[1]


def test_every_make_target_is_in_the_commands():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)
    assert targets
    assert [name for name in targets if not row("commands.md", f"make {name}")] == []


def test_every_environment_variable_is_in_operations():
    names = environment_variables()
    assert {"DATABASE_URL", "REPORT_FORMATS", "SECURE_HSTS_SECONDS"} <= names
    assert {name for name in names if not row("operations.md", name)} == set()


def test_the_tables_of_the_rules_are_those_of_the_book():
    """What ``manage.py rules --markdown`` prints."""
    assert markdown() in text("rules.md")


def test_every_shipped_format_is_in_the_formats():
    for path in registry.SHIPPED.glob("*.toml"):
        assert f"formats/{path.name}" in text("formats.md")
        assert f"`{registry.load(path).key}`" in text("formats.md")


def test_every_key_of_a_format_file_is_explained():
    keys = format_keys()
    assert {"first_year", "stub", "relations", "parts", "kind"} <= keys
    explained = {
        name
        for line in text("formats.md").splitlines()
        if line.startswith("| ")
        for name in re.findall(r"`([a-z_]+)`", line.split(" | ")[0])
    }
    assert keys - explained == set()


def test_the_example_holds_every_key():
    assert {key for key in format_keys() if not re.search(rf"\b{key}\b", example())} == set()


def test_the_example_registers(tmp_path):
    path = tmp_path / "example-2030.toml"
    path.write_text(example(), encoding="utf-8")
    format_ = register(path)
    try:
        assert format_for(2032) is format_ is get_format("example-2030")
        wrong = Dataset(
            format_.key,
            {
                CellKey("channels", "website", "posts"): Cell(3),
                CellKey("channels", "all", "posts"): Cell(4),
                CellKey("cases", "phone", "received"): Cell(2),
            },
        )
        findings = [f for f in check(Report(wrong)) if f.rule[0] == "X"]
        found = [(f.rule, f.table, f.row, f.column) for f in findings]
        assert found == [("X01", "channels", "all", "posts"), ("X02", "cases", "phone", None)]
    finally:
        unregister(format_.key)


@pytest.mark.parametrize("limit", fields(Limits), ids=lambda limit: limit.name)
def test_every_limit_of_the_reader_is_told_with_its_value(limit):
    value = limit.default
    if limit.name.endswith("_bytes"):
        value = f"{value // MIB} MiB" if value >= MIB else f"{value // KIB} KiB"
        assert f"| {value} |" in row("reading.md", limit.name)
    else:
        assert f"| {value:,} |" in row("reading.md", limit.name)


def test_every_field_of_the_api_is_in_the_data():
    assert [f.name for f in AnnualReportPage.api_fields if not row("data.md", f.name)] == []


def test_every_field_of_the_json_is_in_the_data():
    document = report_json(Report(Dataset("cn-2021")))
    assert [name for name in document if f' "{name}": ' not in text("data.md")] == []


def test_the_table_of_roles_is_what_their_groups_may_do():
    from cms.models.roles import DUTIES

    words = {"add": "add", "change": "edit", "lock": "lock", "publish": "publish"}
    words |= {"unlock": "unlock", "bulk_delete": "delete"}
    for role, duty in DUTIES.items():
        [line] = [one for one in text("roles.md").splitlines() if f"| {duty.name}" in one]
        may = {words[codename.removesuffix("_page")] for codename in duty.on_pages}
        told = {word for word in words.values() if re.search(rf"\b{word}\b", line.split("|")[4])}
        assert told == may, role
