"""However sheets and titles of several reports are shuffled, no number goes to another office."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importers.reading.sheets import Workbook
from importers.reading.splitting.shares import split
from importers.reading.tables.extract import extract
from importers.reading.words.identity import identity_in

from ..forms import Form
from ..offices import FORMAT, OFFICES, TABLES, title

WAYS = ("titles", "first", "cover", "names", "one")
DEEDS = st.sampled_from(["swap", "drop", "double", "untitle", "rename", "move"])


def forms_of(office, way):
    """The sheets of an office by name; each value says whose it is."""
    base = (1 + OFFICES.index(office)) * 1_000
    sheets = [(f"{office}封面", Form({(1, 1): title(office)}))] if way == "cover" else []
    whole, row = Form(), 2
    for i, table in enumerate(TABLES):
        form = whole if way in ("names", "one") else Form()
        row = form.add(table, row if form is whole else 2)
        if way == "titles" or (way == "one" and i == 0) or (way == "first" and i == 0):
            form.cells[1, 1] = title(office)
        if form is not whole:
            sheets.append((f"表{base + i}", form))
    if row and way in ("names", "one"):
        sheets.append((office, whole))
    for _name, form in sheets:
        for place, value in form.cells.items():
            if isinstance(value, int):
                form.cells[place] = base * 1_000 + value
    return sheets


def is_followed(sheets, i):
    """Whether the sheet has a title that those behind it go without."""
    has_title = [(1, 1) in form.cells for _name, form in sheets]
    return has_title[i] and not all(has_title[i + 1 : i + 2])


def do(deed, sheets, chance):
    i, j = chance.randrange(len(sheets)), chance.randrange(len(sheets))
    name, form = sheets[i]
    match deed:
        case "swap":
            sheets[i], sheets[j] = sheets[j], sheets[i]
        case "move":
            sheets.insert(j, sheets.pop(i))
        # Without its first sheet, what is left of a report may be just what another one lacks.
        case "drop" if len(sheets) > 1 and not is_followed(sheets, i):
            sheets.pop(i)
        case "double":
            sheets.insert(j, (f"{name}（2）", form))
        case "untitle":
            form.cells.pop((1, 1), None)
        case "rename":
            sheets[i] = (f"表{chance.randrange(99)}", form)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WAYS), st.integers(2, 3), st.lists(DEEDS, max_size=3), st.integers(0, 999))
def test_no_report_takes_the_tables_of_another(way, count, deeds, seed):
    sheets = [sheet for office in OFFICES[:count] for sheet in forms_of(office, way)]
    for deed in deeds:
        do(deed, sheets, random.Random(seed))
    workbook = Workbook(tuple(form.sheet(name) for name, form in sheets))
    for part in split(workbook, "x.xlsx")[0]:
        identity, contradictions = identity_in(part.workbook, "x.xlsx")
        extraction = extract(part.workbook, FORMAT, "x.xlsx")
        problems = [*part.problems, *contradictions, *extraction.problems]
        # By their order alone, no one can tell tables that have changed places.
        if any(p.severity == "error" or "按先后顺序归入" in p.text.zh for p in problems):
            continue
        owners = {OFFICES[cell.number // 1_000_000 - 1] for cell in extraction.cells.values()}
        assert len(owners) <= 1, (owners, deeds)
        assert owners <= {identity.agency or part.agency} or not (identity.agency or part.agency)
