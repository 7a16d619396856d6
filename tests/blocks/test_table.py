"""The table block: nothing is lost in storage, and errors stop publication, never a draft."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlock

from report_blocks.blocks import ReportBodyBlock, StatutoryTableBlock
from report_blocks.statutory import Cell, Dataset, TableData

from .tables import EVERYTHING, T2, T3, key, real, table

BLOCK = StatutoryTableBlock()
EMPTY = TableData("")


def stored(value):
    """The value after a way through the database."""
    return BLOCK.to_python(json.loads(json.dumps(BLOCK.get_prep_value(value))))


class TestStorage:
    @pytest.mark.parametrize("value", [EVERYTHING, real(), real(T2), table(), EMPTY])
    def test_nothing_is_lost(self, value):
        assert stored(value) == value

    def test_decimals_keep_every_digit(self):
        kept = stored(EVERYTHING)[key("carried_in/business")].number
        assert (kept, str(kept)) == (Decimal("12.50"), "12.50")

    def test_zero_is_kept_and_blank_is_not_stored(self):
        value = table(granted__business=0, granted__total=None)
        assert BLOCK.get_prep_value(value)["cells"] == {"granted/business": 0}
        assert stored(value)[key("granted/business")] == Cell(0)
        assert stored(value)[key("granted/total")].is_blank

    def test_cells_are_stored_under_names(self):
        value = table(granted__business=3)
        assert BLOCK.get_prep_value(value) == {
            "table": "cn-2021/information_requests",
            "cells": {"granted/business": 3},
        }

    def test_a_table_of_a_format_that_is_gone_is_kept_as_it_was(self):
        value = TableData("cn-1999/t", {key("a/b", "t"): Cell(3, note="旧")})
        assert stored(value) == value

    @pytest.mark.parametrize(
        "junk",
        [
            *(None, "", "junk", 3, [], {}),
            *({"table": T3}, {"table": 3, "cells": {}}, {"table": None, "cells": {}}),
            *({"table": "x", "cells": []}, {"table": "x", "cells": {"no-slash": 1}}),
            *({"table": "x", "cells": {"a/b": []}}, {"table": "x", "cells": {"a/b": {"note": 1}}}),
        ],
    )
    def test_junk_is_an_empty_table(self, junk):
        assert BLOCK.normalize(junk) == EMPTY
        assert BLOCK.to_python(junk) == EMPTY

    def test_a_table_stays_the_same_value(self):
        value = real()
        assert BLOCK.normalize(value) is value
        assert BLOCK.normalize(value.to_json()) == value

    def test_a_new_block_is_empty(self):
        assert BLOCK.get_default() == EMPTY


class TestCleaning:
    def test_a_right_table_is_left_as_it_is(self):
        assert BLOCK.clean(real()) == real()

    def test_a_wrong_one_is_refused_with_its_name_and_count(self):
        with pytest.raises(ValidationError) as refusal:
            BLOCK.clean(EVERYTHING)
        [message] = refusal.value.messages
        assert message.startswith("三、收到和处理政府信息公开申请情况")
        assert "约30" not in message

    def test_a_draft_keeps_what_is_wrong(self):
        assert StatutoryTableBlock().clean_deferred(EVERYTHING) == EVERYTHING

    def test_within_a_body_too(self):
        body = ReportBodyBlock()
        value = body.to_python([{"type": "table", "value": EVERYTHING.to_json(), "id": "1"}])
        assert body.clean_deferred(value)[0].value == EVERYTHING
        with pytest.raises(ValidationError):
            body.clean(value)

    @pytest.mark.parametrize("value", [EMPTY, TableData("cn-1999/t"), TableData("cn-2021/t")])
    def test_what_is_no_statutory_table_is_refused_even_in_a_draft(self, value):
        block = StatutoryTableBlock()
        for clean in (block.clean, block.clean_deferred):
            with pytest.raises(ValidationError, match="无法读取|没有安装|损坏"):
                clean(value)

    def test_an_empty_table_has_no_errors(self):
        assert BLOCK.clean(table()) == table()


class TestFaces:
    def test_search_finds_notes_and_no_numbers(self):
        assert BLOCK.get_searchable_content(EVERYTHING) == [
            "其中修订16件",
            "见说明",
            "<b>“甲”</b>&\n乙",
        ]

    def test_the_api_has_every_cell_with_null_for_blank(self):
        shown = BLOCK.get_api_representation(EVERYTHING)
        assert set(shown) == {"table", "rows", "notes"}
        cells = {f"{row}/{column}" for row, cs in shown["rows"].items() for column in cs}
        assert cells == {f"{k.row}/{k.column}" for k in EVERYTHING.table.cells}
        assert shown["rows"]["granted"]["business"] == 0
        assert shown["rows"]["granted"]["natural_person"] is None
        assert shown["rows"]["carried_in"]["business"] == "12.50"
        assert shown["notes"]["granted"] == {"total": "其中修订16件"}
        json.dumps(shown)

    def test_the_api_of_a_format_that_is_gone_has_what_is_there(self):
        gone = TableData("cn-1999/t", {key("a/b", "t"): Cell(3)})
        assert BLOCK.get_api_representation(gone)["rows"] == {"a": {"b": 3}}

    def test_the_page_draws_numbers_and_notes(self):
        html = BLOCK.render(EVERYTHING)
        assert ">22</td>" in html
        assert "注：（一）予以公开 · 总计：其中修订16件" in html
        assert "&lt;b&gt;" in html
        assert "<b>" not in html

    def test_the_page_says_that_a_format_is_gone(self):
        assert "<table" not in BLOCK.render(TableData("cn-1999/t"))
        assert "没有安装" in BLOCK.render(TableData("cn-1999/t"))


class TestSchema:
    def test_migrations_name_the_class_and_nothing_of_any_format(self, made_up):
        for block in (BLOCK, ReportBodyBlock().child_blocks["table"]):
            assert block.deconstruct() == (
                "report_blocks.blocks.table.StatutoryTableBlock",
                (),
                {},
            )

    def test_a_path_in_a_migration_can_be_imported(self):
        path, args, kwargs = BLOCK.deconstruct()
        module, _dot, name = path.rpartition(".")
        block = getattr(__import__(module, fromlist=[name]), name)(*args, **kwargs)
        assert block.to_python(real().to_json()) == real()

    def test_a_body_holds_prose_and_tables_and_no_more(self):
        assert issubclass(ReportBodyBlock, StreamBlock)
        assert list(ReportBodyBlock().child_blocks) == ["narrative", "table"]


class TestMadeUp:
    """A format that is only a data file goes through the same block."""

    @pytest.fixture
    def stock(self, made_up):
        cells = {
            key("paper/count", "stock"): Cell(3),
            key("ink/count", "stock"): Cell(4),
            key("both/count", "stock"): Cell(7),
            key("paper/change", "stock"): Cell(-2),
            key("both/change", "stock"): Cell(-2),
            key("chairs/value", "stock"): Cell(Decimal("9.50")),
        }
        return TableData("made-up/stock", cells)

    def test_it_is_stored_cleaned_and_drawn(self, stock):
        assert stored(stock) == stock
        assert BLOCK.clean(stock) == stock
        assert "甲类合计" in BLOCK.render(stock)
        assert BLOCK.get_api_representation(stock)["rows"]["chairs"]["value"] == "9.50"

    def test_its_own_relations_are_checked(self, stock):
        wrong = Dataset.of("made-up", [stock]).with_cells({key("both/count", "stock"): Cell(8)})
        with pytest.raises(ValidationError):
            BLOCK.clean(wrong.table("stock"))
