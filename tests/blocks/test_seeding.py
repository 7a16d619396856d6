"""Report → body → report: nothing is lost, and comments keep their place."""

import json
from dataclasses import replace

import pytest

from report_blocks.blocks import ReportBodyBlock, seeding
from report_blocks.statutory import Cell, CellKey, Dataset, Report, get_format
from tests import samples

from .tables import EVERYTHING

FORMAT = get_format("cn-2021")
BODY = ReportBodyBlock()
SECTIONS = {
    "overview": "2024年，我局**公开**信息。\n（一）主动公开情况\n<b>1 < 2 & 3</b>",
    "problems_and_improvements": "",
    "other_matters": "无。",
}


def body(report, ids=None, format_=FORMAT):
    return BODY.to_python(seeding.raw_body(report, format_, ids))


@pytest.mark.parametrize("name", samples.NAMES)
def test_every_real_report_comes_back_exactly(name):
    report = samples.report(name, sections=SECTIONS)
    seeded = body(report)
    assert seeding.dataset_of(seeded, "cn-2021") == report.dataset
    assert seeding.prose_of(seeded) == SECTIONS


def test_notes_and_what_is_no_number_come_back_too():
    report = Report(Dataset.of("cn-2021", [EVERYTHING]))
    assert seeding.dataset_of(body(report), "cn-2021") == report.dataset


def test_it_survives_the_database():
    report = samples.report("suqian-2024", sections=SECTIONS)
    raw = json.loads(json.dumps(list(BODY.get_prep_value(body(report)))))
    assert seeding.dataset_of(BODY.to_python(raw), "cn-2021") == report.dataset
    assert seeding.prose_of(BODY.to_python(raw)) == SECTIONS


def test_sections_stand_in_the_order_of_the_format():
    seeded = body(Report(Dataset("cn-2021")))
    keys = [key for key, _id, _value in seeding.sections_of(seeded)]
    assert keys == [section.key for section in FORMAT.sections]


def test_sections_are_stored_under_the_name_of_their_format(made_up):
    for format_ in (FORMAT, made_up):
        seeded = body(Report(Dataset(format_.key)), format_=format_)
        wanted = [f"{format_.key}/{section.key}" for section in format_.sections]
        assert seeding.references_of(seeded) == wanted


def test_an_empty_report_seeds_blanks_and_no_zeros():
    seeded = body(Report(Dataset("cn-2021")))
    assert seeding.dataset_of(seeded, "cn-2021") == Dataset("cn-2021")
    assert set(seeding.prose_of(seeded).values()) == {""}


def test_block_ids_stay():
    first = body(samples.report("suqian-2024"))
    ids = seeding.block_ids(first)
    again = body(samples.report("city-2025", sections=SECTIONS), ids)
    assert seeding.block_ids(again) == ids
    assert len(set(ids.values())) == len(FORMAT.sections)


def test_new_sections_get_ids_of_their_own():
    ids = {"overview": "11111111-1111-1111-1111-111111111111"}
    seeded = seeding.block_ids(body(Report(Dataset("cn-2021")), ids))
    assert seeded.pop("overview") == ids["overview"]
    assert all(seeded.values())


def test_a_table_of_another_format_is_left_out(made_up):
    report = Report(Dataset("made-up", {CellKey("stock", "paper", "count"): Cell(3)}))
    seeded = body(report, format_=made_up)
    assert seeding.dataset_of(seeded, "cn-2021") == Dataset("cn-2021")
    assert seeding.dataset_of(seeded, "made-up") == report.dataset


def test_a_made_up_format_is_seeded_with_its_own_sections(made_up):
    report = Report(
        Dataset("made-up", {CellKey("cases", "old", "won"): Cell(1, note="上诉")}),
        sections={"summary": "概况。"},
    )
    seeded = body(report, format_=made_up)
    keys = [key for key, _id, _value in seeding.sections_of(seeded)]
    assert keys == ["summary", "stock", "cases"]
    assert seeding.dataset_of(seeded, "made-up") == report.dataset
    assert seeding.prose_of(seeded) == {"summary": "概况。"}


def test_prose_of_another_format_is_not_seeded():
    report = replace(samples.report("suqian-2024"), sections={"summary": "概况。"})
    assert "summary" not in seeding.prose_of(body(report))
