"""The browser reads cells and states findings exactly as the server does: one rule, two tongues."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

import report_blocks
from report_blocks.blocks.table_forms import table_form
from report_blocks.blocks.widget import StatutoryTableAdapter, StatutoryTableWidget
from report_blocks.statutory import Cell, Dataset, Kind, Report, check, errors
from report_blocks.statutory.codec import read, show_number
from report_blocks.statutory.model import Column
from tests import earlier, samples

STATIC = Path(report_blocks.__file__).parent / "static" / "report_blocks"

READ = """([texts, column, nothing]) => texts.map((text) => {
  const { numbers } = window.reportBlocks;
  const value = numbers.read(text, column, new Set(nothing));
  return value.blank ? '' : value.number ? numbers.show(value.number) : `text:${value.text}`;
})"""

CHECK = """([state, words, shown]) => {
  const { numbers, relations } = window.reportBlocks;
  const nothing = new Set(words.nothing);
  const values = new Map();
  const found = [];
  for (const [key, cell] of relations.cellsOf(state)) {
    const text = shown[key] ?? String(state.value.cells[key] ?? '');
    values.set(key, numbers.read(text, cell, nothing));
    const why = relations.complaint(values.get(key), cell, words);
    if (why) found.push(why);
  }
  for (const equation of relations.equationsOf(state, words)) {
    const finding = relations.check(equation, values, words);
    if (finding) found.push(finding.message);
  }
  return found;
}"""

TYPED = [
    *(
        "",
        " ",
        "0",
        "12",
        "０",
        "１２",
        "1,234",
        "12,34",
        "1，234",
        "１，２３４",
        "007",
        "+3",
        "-3",
    ),
    *(
        "−3",
        "－3",
        "/",
        "／",
        "—",
        "——",
        "-",
        "--",
        "无",
        "空",
        "约30",
        "三件",
        "３件",
        "3件",
        "3 件",
    ),
    *(
        "12.0",
        "12.50",
        ".5",
        "1.",
        "1e3",
        "22（其中修订16件）",
        "22(16)",
        "22（）",
        "（22）",
        "22 （a）",
    ),
    *(
        "\u00a07",
        "7\u3000",
        "\u200b7",
        "7\ufeff",
        "1 234",
        "12%",
        "#N/A",
        "TRUE",
        "3万元",
        "①",
        "½",
        "٣",
    ),
    *(
        "3²",
        "3①",
        "0,123",
        "35 件",
        "⒈5",
        "1" * 99,
        "1" * 101,
        "22（²）",
        "22（一）（二）",
        "22（a\nb）",
        "999999999999999",
        "9999999999999999",
        "0.1",
        "59237.2449",
        "null",
    ),
    *(
        "增3",
        "增加 3项",
        "减2",
        "减少２",
        "减0",
        "－３",
        "–3",
        "净增3",
        "增减3",
        "减-3",
        "增5减3",
        "3（减）",
        "3（减①）",
        "3（其中减2）",
        "-3（负）",
        "251000元",
        "25.1万元（含服务）",
        "25.1（万元）",
        "25亿元",
    ),
]

COLUMNS = {
    "count": Column("c", ("c",), "c", unit="件"),
    "amount": Column("c", ("c",), "c", kind=Kind.AMOUNT, unit="万元"),
    "change": Column("c", ("c",), "c", kind=Kind.CHANGE, unit="项"),
    "open": Column("c", ("c",), "c", kind=Kind.AMOUNT, unit="", open_units=("元", "万元")),
}


@pytest.fixture(scope="module")
def browser_page(chromium):
    page = chromium.new_page()
    for name in ("numbers", "relations"):
        page.add_script_tag(path=STATIC / f"{name}.js")
    yield page
    page.close()


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_what_is_typed_is_read_alike(browser_page, column):
    nothing = StatutoryTableAdapter().js_args(StatutoryTableWidget())[0]["nothing"]
    known = {"kind": column.kind.value, "units": column.units}
    in_browser = browser_page.evaluate(READ, [TYPED, known, nothing])
    for typed, found in zip(TYPED, in_browser, strict=True):
        cell = read(typed, column).cell
        if cell.number is None:
            assert found == (f"text:{cell.text}" if cell.text else ""), repr(typed)
        else:  # 12.0 is the whole number 12
            assert Decimal(found) == cell.number, repr(typed)
            assert found == show_number(cell.number) or column.kind.is_whole, repr(typed)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_findings_have_the_same_words(browser_page, language):
    """Figures that agree, each time with some cells wrong, blank or no numbers at all."""
    chance = random.Random(49)
    datasets = [earlier.dataset(), *map(samples.dataset, samples.NAMES)]
    wrongs = ["", "7", "-1", "2.5", "约30", "1000000", "0", "9" * 16, "减3", "25.1万元"]
    with translation.override(language):
        words = StatutoryTableAdapter().js_args(StatutoryTableWidget())[0]
    words = {**words, **words["sentences"]}
    seen = set()
    for _ in range(60):
        data = chance.choice(datasets)
        keys = chance.sample(list(data.format.cells), chance.randint(0, 6))
        changed = {key: read(chance.choice(wrongs), data.format.cells[key]).cell for key in keys}
        data = Dataset(data.format_key, {**data.cells, **changed})
        for table in data.format.tables.values():
            state = StatutoryTableWidget().format_value(data.table(table.key)) | table_form(table)
            found = browser_page.evaluate(CHECK, [state, words, state["shown"]])
            report = Report(Dataset.of(data.format_key, [data.table(table.key)]))
            broken = [f for f in errors(check(report)) if f.table == table.key]
            assert sorted(found) == sorted(f.text.within(language) for f in broken)
            seen |= {f.rule for f in broken}
    assert seen == {"A01", "A02", "A03", "A04", "A05"}


def test_sums_are_exact(browser_page):
    amounts = ["0.1", "0.2", "59237.2449", "0.0001", "1000000000000"]
    total = browser_page.evaluate(
        """(texts) => {
          const { numbers, relations } = window.reportBlocks;
          const column = { kind: 'amount', units: [] };
          const values = new Map(texts.map((t, i) => [i, numbers.read(t, column, new Set())]));
          return numbers.show(relations.sum([...values.keys()], values));
        }""",
        amounts,
    )
    assert Decimal(total) == sum(map(Decimal, amounts))
    assert Cell(Decimal(total)).number == Decimal("1000000059237.5450")
