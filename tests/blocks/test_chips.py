"""Chips in a body: stored without a number, shown with the present one wherever it is read."""

import json
from dataclasses import replace

import pytest
from wagtail.admin.compare import RichTextBlockComparison
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from report_blocks.blocks import NarrativeBlock, ReportBodyBlock, seeding
from report_blocks.blocks.chip_editor import PLACE, SCRIPTS
from report_blocks.blocks.chips import with_present_figures
from report_blocks.statutory import Cell, CellKey, Report, get_format
from tests import samples

FORMAT = get_format("cn-2021")
BODY = ReportBodyBlock()
KEY = CellKey("information_requests", "new_requests", "total")
CHIP = f'<embed embedtype="figure" cell="{KEY}"/>'
TEXT = f'<p data-block-key="a1">新收申请 {CHIP} 件。</p>'
FIELD = NarrativeBlock().child_blocks["text"].field


def body(text=TEXT, number=713):
    dataset = samples.dataset("suqian-2024").with_cells({KEY: Cell(number)})
    raw = seeding.raw_body(Report(dataset, sections={"other_matters": "无。"}), FORMAT)
    raw[0]["value"]["text"] = text
    return BODY.to_python(raw)


def converter():
    return ContentstateConverter(features=FIELD.widget.features)


class TestTheEditor:
    def test_has_the_feature_with_its_button_and_command(self):
        types = {one["type"]: one for one in FIELD.widget.options["entityTypes"]}
        assert str(types["FIGURE"]["description"]) == "引用数据"
        assert types["FIGURE"]["icon"]
        # What is pasted keeps what it names: an allowlist would drop each chip without a match.
        assert types["FIGURE"]["attributes"] == ["cell"]
        assert "allowlist" not in types["FIGURE"]
        assert FIELD.widget.options["plugins"][0]["type"] == "FIGURE"
        assert all(f"report_blocks/{name}.js" in str(FIELD.widget.media) for name in SCRIPTS)

    def test_migrations_see_a_rich_text_as_before(self):
        path, args, kwargs = NarrativeBlock().child_blocks["text"].deconstruct()
        assert path == "wagtail.blocks.RichTextBlock"
        assert args == ()
        assert "figure" not in kwargs["features"]

    @pytest.mark.parametrize(
        "html",
        [
            TEXT,
            f'<p data-block-key="a1">{CHIP}</p>',
            f'<p data-block-key="a1">{CHIP}、{CHIP}</p>',
            f'<p data-block-key="a1"><b>共</b><b>{CHIP}</b><b>件</b>。</p>',
            f'<ul><li data-block-key="a1">甲{CHIP} 件</li></ul>',
            f'<h3 data-block-key="a1">{CHIP} 件</h3><p data-block-key="a2">乙</p>',
            '<p data-block-key="a1"><embed embedtype="figure" cell="&lt;&quot;&amp;"/></p>',
        ],
    )
    def test_there_and_back(self, html):
        converted = converter()
        assert converted.to_database_format(converted.from_database_format(html)) == html

    def test_a_chip_is_one_character_without_its_number(self):
        state = json.loads(converter().from_database_format(TEXT))
        [block], [entity] = state["blocks"], state["entityMap"].values()
        assert block["text"] == f"新收申请 {PLACE} 件。"
        assert block["entityRanges"] == [{"key": 0, "offset": 5, "length": 1}]
        assert entity["data"] == {"cell": str(KEY)}

    def test_text_that_got_into_a_chip_is_not_lost(self):
        state = json.loads(converter().from_database_format(TEXT))
        [block] = state["blocks"]
        block["text"] = f"新收申请 {PLACE}数据<b> 件。"
        block["entityRanges"][0]["length"] = 3
        html = converter().to_database_format(json.dumps(state))
        assert f"{CHIP}数据&lt;b&gt; 件。" in html


class TestReaders:
    @pytest.mark.parametrize("number", [713, 0])
    def test_page_search_and_api_have_the_number(self, number):
        value = body(number=number)
        wanted = f"新收申请 {number} 件。"
        assert wanted in BODY.render(value)
        assert wanted in BODY.get_searchable_content(value)
        assert wanted in BODY.get_api_representation(value)[0]["value"]["text"]
        assert seeding.prose_of(value)["overview"] == wanted

    def test_what_is_stored_has_none(self):
        stored = json.dumps(list(BODY.get_prep_value(body())), ensure_ascii=False)
        assert "713 件" not in stored
        assert CHIP in json.loads(stored)[0]["value"]["text"]

    def test_a_body_without_chips_is_itself(self):
        value = body("<p>713 件</p>")
        assert with_present_figures(value) is value

    def test_ids_and_tables_stay(self):
        value = body()
        shown = with_present_figures(value)
        assert [child.id for child in shown] == [child.id for child in value]
        assert seeding.dataset_of(shown, "cn-2021") == seeding.dataset_of(value, "cn-2021")
        assert CHIP in value[0].value["text"].source

    def test_without_a_value_the_mark_stands_in_the_plain_text(self):
        value = body(f"<p>{CHIP}</p>", number=None)
        assert seeding.prose_of(value)["overview"] == f"{{{{{KEY}}}}}"
        assert "引用的数据为空" in BODY.render(value)

    def test_a_comparison_of_versions_names_the_cell(self):
        block = BODY.child_blocks["narrative"].child_blocks["text"]
        before, after = (body(text)[0].value["text"] for text in (TEXT, "<p>新收申请 件。</p>"))
        changed = RichTextBlockComparison(block, True, True, before, after)
        assert "本年新收政府信息公开申请数量 · 总计" in changed.htmldiff()


class TestFillingAgain:
    def test_prose_that_reads_the_same_keeps_its_chips(self):
        value = body()
        report = Report(
            samples.dataset("suqian-2024").with_cells({KEY: Cell(800)}),
            sections=seeding.prose_of(value),
        )
        again = BODY.to_python(seeding.raw_body(report, FORMAT, before=value))
        assert again[0].value["text"].source == TEXT
        assert seeding.prose_of(again)["overview"] == "新收申请 800 件。"

    def test_other_prose_replaces_them(self):
        report = replace(samples.report("suqian-2024"), sections={"overview": "新收申请 5 件。"})
        again = BODY.to_python(seeding.raw_body(report, FORMAT, before=body()))
        assert again[0].value["text"].source == "<p>新收申请 5 件。</p>"
