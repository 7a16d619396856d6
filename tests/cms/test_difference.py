"""The system computes what a correction changes: each cell by name, and which texts."""

import datetime
from dataclasses import replace

import pytest
from django.utils import translation

from cms.models import Correction
from cms.models.difference import Said, difference
from report_blocks.rendering.prose import to_html
from report_blocks.statutory import Cell

from .corrections import FEES, GRANTED, correct, draft_of, fresh
from .helpers import with_cells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]


@pytest.fixture
def page(published):
    return published()


def changes(page):
    return Correction.objects.filter(page=page).latest("number").changes


def with_prose(page, html, key="overview"):
    """A draft in which this section's rich text is stored as this."""
    draft = fresh(page).get_latest_revision_as_object()
    raw = list(draft.body.raw_data)
    for block in raw:
        if block["type"] == "narrative" and block["value"]["section"].endswith(key):
            block["value"]["text"] = html
    draft.body = draft.body.stream_block.to_python(raw)
    return draft


def names(page):
    """What citizens read of which texts were changed."""
    wordings = Correction.objects.get().wordings(page.title, page.report)
    return [name for name, _passages in wordings]


def test_a_cell_by_key_and_by_name(page):
    correct(page)
    assert changes(page) == {
        "cells": [
            {
                "table": "proactive_disclosure",
                "row": "licensing",
                "column": "decisions",
                "heading": "二、主动公开政府信息情况",
                "row_label": "行政许可",
                "column_label": "本年处理决定数量",
                "before": "1573179",
                "after": "1999",
            }
        ],
        "texts": [],
    }


def test_a_row_is_named_with_what_stands_above_it(page):
    draft = fresh(page)
    key = GRANTED._replace(
        table="information_requests", row="refused_state_secret", column="natural_person"
    )
    dataset = draft.report.dataset
    before = Said.by(draft)
    after = replace(
        before, report=replace(before.report, dataset=dataset.with_cells({key: Cell(9, note="甲")}))
    )
    [cell] = difference(before, after).cells
    assert cell["row_label"] == "三、本年度办理结果 > （三）不予公开 > 1.属于国家秘密"
    assert cell["after"] == "9（甲）"


def test_a_cell_that_becomes_blank_and_a_note(page):
    draft = fresh(page).get_latest_revision_as_object()
    with_cells(draft, {GRANTED: Cell(), FEES: Cell(3, note="估算")})
    draft.give_reason("x")
    draft.save_revision().publish()
    shown = {cell["row"]: cell["after"] for cell in changes(page)["cells"]}
    assert shown == {"licensing": "", "fees": "3（估算）"}


def test_title_preamble_and_contact(page):
    correct(page, None, title="新标题", preamble="新引言", contact="新联系方式")
    assert changes(page) == {"cells": [], "texts": ["title", "preamble", "contact"]}
    with translation.override("en"):
        assert names(page) == ["Title", "Preamble", "Contact"]


def test_a_section(page):
    draft = with_prose(page, to_html("全年平稳。"))
    draft.give_reason("x")
    draft.save_revision().publish()
    assert changes(page)["texts"] == ["overview"]
    assert names(page) == ["一、总体情况"]


def test_a_link_that_leads_elsewhere_is_a_change(page):
    text = page.report.sections["overview"]
    for number, html in enumerate(
        (f'<p><a href="https://a.example">{text}</a></p>', f"<p>{text}</p>"), start=1
    ):
        draft = with_prose(page, html)
        draft.give_reason("链接有误")
        draft.save_revision().publish()
        assert Correction.objects.filter(page=page, number=number).exists()


def test_how_a_text_is_stored_is_no_change(page):
    text = page.report.sections["overview"]
    with_prose(page, f'<p data-block-key="ab12c">{text}</p>').save_revision().publish()
    assert not Correction.objects.exists()


def test_the_office_s_new_name_is_no_change(page, agency):
    agency.title = "中卫市司法局"
    agency.save()
    draft_of(page, None).publish()
    assert not Correction.objects.exists()


def test_an_index_number_is_added_freely_and_changed_by_a_correction(page):
    draft_of(page, None, index_number="A1", dated_on=datetime.date(2025, 1, 20)).publish()
    assert not Correction.objects.exists()
    assert fresh(page).index_number == "A1"
    correct(page, None, index_number="A2", dated_on=None)
    assert changes(page)["texts"] == ["index_number", "dated_on"]


def test_a_report_that_came_in_by_another_door(page):
    """Live, and nothing kept of it."""
    page.checked.delete()
    correct(page)
    made = Correction.objects.get()
    assert made.superseded_id == page.live_revision_id
    assert made.changes["cells"][0]["before"] == "1573179"
