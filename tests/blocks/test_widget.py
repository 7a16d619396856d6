"""The grid's post: typed text is read, untouched cells stay, junk never raises."""

import json
from decimal import Decimal

import pytest
from wagtail.admin.telepath import JSContext

from report_blocks.blocks.table_forms import script_url
from report_blocks.blocks.widget import SCRIPTS, STYLES, SectionWidget, StatutoryTableWidget
from report_blocks.statutory import Cell, TableData, formats

from .tables import EVERYTHING, key, real, table

WIDGET = StatutoryTableWidget()
INVALID = TableData("")


def posted(cells, reference="cn-2021/information_requests"):
    raw = json.dumps({"table": reference, "cells": cells})
    return WIDGET.value_from_datadict({"body": raw}, {}, "body")


def posted_cell(raw):
    return posted({"granted/business": raw})[key("granted/business")]


class TestPost:
    @pytest.mark.parametrize(
        ("typed", "cell"),
        [
            ("12", Cell(12)),
            (" １２ ", Cell(12)),
            ("1,234", Cell(1234)),
            ("22（其中修订16件）", Cell(22, note="其中修订16件")),
            ("约30", Cell(text="约30")),
            ("2.5", Cell(Decimal("2.5"))),
            ("-3", Cell(-3)),
            *((nothing, Cell()) for nothing in ("", " ", "/", "—", "无")),
            ("0", Cell(0)),
            ("3件", Cell(3)),
            ("3万元", Cell(text="3万元")),
        ],
    )
    def test_typed_text_is_read_by_the_column(self, typed, cell):
        assert posted_cell(typed) == cell

    @pytest.mark.parametrize("value", [EVERYTHING, real(), table()])
    def test_an_untouched_table_comes_back_as_it_was_stored(self, value):
        raw = json.dumps(WIDGET.format_value(value)["value"])
        assert WIDGET.value_from_datadict({"body": raw}, {}, "body") == value

    @pytest.mark.parametrize("value", [EVERYTHING, real()])
    def test_every_cell_touched_and_left_as_it_was_shown_is_the_same(self, value):
        state = WIDGET.format_value(value)
        again = posted({**state["value"]["cells"], **state["shown"]})
        differing = {change.key for change in value.changes_to(again)}
        # Notes without a number, and texts beside one, are never made by reading.
        assert differing <= {key("carried_out/business"), key("partially_granted/business")}

    def test_a_cell_that_the_table_does_not_have_is_kept_for_the_gate_to_name(self):
        assert posted({"nowhere/total": 3})[key("nowhere/total")] == Cell(3)

    def test_another_format_is_read_by_its_own_columns(self, made_up):
        read = posted({"chairs/count": "3把", "chairs/value": "3.50元"}, "made-up/stock")
        assert read[key("chairs/count", "stock")] == Cell(3)
        assert read[key("chairs/value", "stock")] == Cell(Decimal("3.50"))


class TestPost2019:
    """Signs and units in the cells of the 2019 format, typed or untouched."""

    reference = "cn-2019/proactive_disclosure"

    @pytest.mark.parametrize(
        ("place", "raw", "cell"),
        [
            ("licensing/change", "减3", Cell(-3)),
            ("licensing/change", "3（减）", Cell(text="3（减）")),
            ("central_procurement/amount", "251000元", Cell(251000, note="单位：元")),
            (
                "central_procurement/amount",
                "25.10（单位：万元）",
                Cell(Decimal("25.10"), "单位：万元"),
            ),
        ],
    )
    def test_it_is_read_by_its_column_and_comes_back_untouched(self, place, raw, cell):
        table = posted({place: raw}, self.reference)
        [found] = table.cells.values()
        assert (found, str(found.number)) == (cell, str(cell.number))
        untouched = StatutoryTableWidget().format_value(table)["value"]["cells"]
        assert posted(untouched, self.reference) == table


class TestJunk:
    @pytest.mark.parametrize(
        "raw",
        [
            *(None, "", "null", "3", '"text"', "[]", "{}", "{", "\0", "NaN"),
            *('{"table": null, "cells": {}}', '{"table": 3, "cells": {}}'),
            *('{"table": [], "cells": {}}', '{"table": "cn-2021/nothing", "cells": {}}'),
            '{"table": "cn-2021/information_requests"}',
            '{"table": "cn-2021/information_requests", "cells": null}',
            '{"table": "cn-2021/information_requests", "cells": []}',
            '{"table": "cn-2021/information_requests", "cells": {"granted/total": []}}',
            '{"table": "cn-2021/information_requests", "cells": {"granted/total": true}}',
            '{"table": "cn-2021/information_requests", "cells": {"a/b": {"value": {"value": []}}}}',
        ],
    )
    def test_it_is_a_table_without_a_name(self, raw):
        assert WIDGET.value_from_datadict({"body": raw}, {}, "body") == INVALID

    @pytest.mark.parametrize(
        "raw",
        [
            "[" * 100_000,
            '{"table": "cn-2021/information_requests", "cells": {"granted/total": '
            + '{"value": ' * 5_000
            + "1"
            + "}" * 5_002,
            '{"table": "cn-2021/information_requests", "cells": {"granted/total": '
            + "9" * 5_000
            + "}}",
        ],
        ids=["deep", "deep cell", "long number"],
    )
    def test_hostile_json_does_not_raise(self, raw):
        assert WIDGET.value_from_datadict({"body": raw}, {}, "body") == INVALID

    @pytest.mark.parametrize(
        ("text", "kept"), [("约\0", "约"), ("约\ud800", "约?"), ("约😀", "约😀"), ("\0", "")]
    )
    def test_half_an_emoji_and_nul_are_not_kept(self, text, kept):
        """No database keeps the one, and no page with the other could be opened again."""
        assert posted_cell(text) == Cell(text=kept)
        assert posted_cell({"value": 3, "note": text}) == Cell(3, note=kept)
        assert posted({f"granted/{text}": 1}).cells == {key(f"granted/{kept}"): Cell(1)}

    @pytest.mark.parametrize("number", ["1e999", "-Infinity", "NaN"])
    def test_numbers_that_are_none_are_kept_as_text(self, number):
        raw = f'{{"table": "cn-2021/information_requests", "cells": {{"granted/total": {number}}}}}'
        cell = WIDGET.value_from_datadict({"body": raw}, {}, "body")[key("granted/total")]
        assert cell.number is None
        assert cell.text

    def test_what_was_not_posted_is_omitted(self):
        assert WIDGET.value_omitted_from_data({}, {}, "body")
        assert not WIDGET.value_omitted_from_data({"body": ""}, {}, "body")


class TestDefinition:
    """The form comes by a script, the value with the page, neither with the block."""

    @pytest.mark.django_db  # what the page cache asks for each request
    def test_the_script_has_the_grid_its_names_and_relations(self, client, made_up):
        response = client.get(script_url())
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        content = response.content.decode().split("window.reportBlocks.forms = ")[1]
        forms = json.loads(content.rstrip().rstrip(";"))
        assert set(forms) == {t.reference for f in formats().values() for t in f.tables.values()}
        form = forms[EVERYTHING.reference]
        drawn = {c["key"] for body in form["grid"]["bodies"] for r in body for c in r if "key" in c}
        assert drawn == {f"{k.row}/{k.column}" for k in EVERYTHING.table.cells}
        assert form["heading"] == "三、收到和处理政府信息公开申请情况"
        assert len(form["relations"]) == len(EVERYTHING.table.relations)

    def test_its_address_changes_with_the_formats(self, request):
        before = script_url()
        request.getfixturevalue("made_up")
        assert script_url() != before

    def test_only_cells_that_are_no_plain_counts_come_with_their_text(self):
        shown = WIDGET.format_value(EVERYTHING)["shown"]
        assert shown["granted/total"] == "22（其中修订16件）"
        assert not set(shown) & {
            k for k, v in EVERYTHING.to_json()["cells"].items() if isinstance(v, int)
        }

    def test_a_format_that_is_gone_brings_its_value_to_be_kept(self):
        gone = TableData("cn-1999/t", {key("a/b", "t"): Cell(3)})
        assert WIDGET.format_value(gone) == {"value": gone.to_json(), "shown": {}}

    @pytest.mark.parametrize("junk", [None, "", 3, {}])
    def test_what_is_no_table_brings_an_empty_one(self, junk):
        assert WIDGET.format_value(junk)["value"] == INVALID.to_json()

    def test_the_definition_knows_no_format(self, made_up):
        packed = json.dumps(JSContext().pack(WIDGET), ensure_ascii=False, default=str)
        assert "report_blocks.StatutoryTable" in packed
        words = [table.heading for f in formats().values() for table in f.tables.values()]
        assert not [word for word in words if word in packed]

    def test_its_scripts_and_styles_are_there(self, settings):
        from django.contrib.staticfiles import finders

        media = JSContext()
        media.pack(WIDGET)
        names = [
            part.split(settings.STATIC_URL, 1)[1].partition("?")[0].partition('"')[0]
            for part in map(str, [*media.media._js, *media.media._css["all"]])
            if "report_blocks/" in part
        ]
        assert script_url() in media.media._js
        assert len(names) == len(SCRIPTS) + len(STYLES)
        assert all(finders.find(name) for name in names)


class TestSection:
    def test_its_heading_and_hint_come_from_its_format(self):
        shown = SectionWidget().format_value("cn-2021/overview")
        assert shown["key"] == "cn-2021/overview"
        assert shown["heading"] == "一、总体情况"
        assert "五个方面" in shown["hint"]

    def test_of_any_format(self, made_up):
        assert SectionWidget().format_value("made-up/summary")["heading"] == "一、概况"

    @pytest.mark.parametrize("value", ["gone", "", None, "cn-2021/", "cn-1999/overview", "/"])
    def test_an_unknown_one_shows_its_reference(self, value):
        shown = value or ""
        assert SectionWidget().format_value(value) == {"key": shown, "heading": shown, "hint": ""}
