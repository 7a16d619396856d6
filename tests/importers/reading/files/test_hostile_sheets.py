"""Hostile and broken .xls and .ods files, as ``test_hostile`` does it with .xlsx."""

import pytest

from .. import hostile_sheets as hostile
from .test_hostile import read_in_child

CASES = {
    hostile.far_cell_in_xls: "很远的位置（IV65536）",
    hostile.many_numbers_in_xls: "内容过多",
    hostile.huge_merge_in_xls: "合并的单元格过多",
    hostile.many_merges_in_xls: "合并的单元格过多",
    hostile.many_sheets_in_xls: "工作表过多",
    hostile.macros_in_xls: "宏",
    hostile.xls_with_password: "文件有打开密码，请去掉密码后再上传",
    hostile.truncated_xls: "可能已损坏",
    hostile.flipped_xls: "无法打开",
    hostile.old_word_document: "另存为 .docx",
    hostile.old_slides: "没有找到工作簿",
    hostile.no_workbook_in_the_container: "无法打开",
    hostile.repeats_in_ods: "很远的位置",
    hostile.repeats_down_in_ods: "很远的位置（A5001）",
    hostile.repeats_of_text_in_ods: "内容过多",
    hostile.huge_span_in_ods: "合并的单元格过多",
    hostile.many_spans_in_ods: "合并的单元格过多",
    hostile.nonsense_repeats_in_ods: "损坏",
    hostile.negative_repeats_in_ods: "损坏",
    hostile.enormous_repeats_in_ods: "损坏",
    hostile.many_spaces_in_ods: "内容过多",
    hostile.deep_ods: "嵌套过深",
    hostile.entities_in_ods: "DTD",
    hostile.external_entity_in_ods: "DTD",
    hostile.zip_bomb_in_ods: "展开后过大",
    hostile.many_sheets_in_ods: "工作表过多",
    hostile.ods_with_password: "文件有打开密码，请去掉密码后再上传",
    hostile.macros_in_ods: "宏",
    hostile.flat_ods: "不是能读取的文件",
    hostile.ods_without_content: "不是电子表格",
    hostile.ods_of_broken_xml: "损坏",
    hostile.truncated_ods: "损坏",
    # Legal and absurd.
    hostile.numbers_within_bounds_in_xls: "没有找到",
    hostile.repeats_within_bounds_in_ods: "没有找到",
    hostile.repeated_blanks_in_ods: "没有找到",
    hostile.a_space_of_a_million_in_ods: "没有找到",
}


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_it_is_refused_with_its_reason(make):
    assert CASES[make] in read_in_child(make())
