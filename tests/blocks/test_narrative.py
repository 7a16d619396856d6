"""A prose section: its key is kept and never typed, its text is rich text."""

import pytest
from django.core.exceptions import ValidationError

from report_blocks.blocks import NarrativeBlock
from report_blocks.blocks.narrative import FEATURES, SectionKeyBlock
from report_blocks.blocks.widget import SectionWidget

BLOCK = NarrativeBlock()


def value(section="cn-2021/overview", text="<p>全年情况。</p>"):
    return BLOCK.to_python({"section": section, "text": text})


def test_the_key_is_a_hidden_field():
    assert isinstance(SectionKeyBlock().field.widget, SectionWidget)
    assert SectionKeyBlock().field.widget.is_hidden


def test_the_key_is_posted_and_kept():
    posted = BLOCK.child_blocks["section"].value_from_datadict({"x": "cn-2021/overview"}, {}, "x")
    assert posted == "cn-2021/overview"


def test_a_section_without_a_key_is_refused():
    with pytest.raises(ValidationError):
        BLOCK.clean(value(section=""))


def test_a_section_without_text_is_not():
    assert BLOCK.clean(value(text=""))["text"].source == ""


def test_search_finds_the_text_and_not_the_key():
    found = " ".join(BLOCK.get_searchable_content(value()))
    assert "全年情况" in found
    assert "overview" not in found


def test_the_text_is_drawn_without_its_key():
    html = BLOCK.render(value())
    assert "<p" in html
    assert "全年情况。" in html
    assert "overview" not in html


def test_the_api_has_key_and_text():
    shown = BLOCK.get_api_representation(value())
    assert shown["section"] == "cn-2021/overview"
    assert "全年情况。" in shown["text"]


def test_it_has_the_levels_of_official_prose_and_no_pictures():
    assert set(FEATURES) == {"h3", "h4", "bold", "ol", "ul", "link"}


def test_migrations_name_our_key_block():
    path, args, kwargs = BLOCK.child_blocks["section"].deconstruct()
    assert path == "report_blocks.blocks.narrative.SectionKeyBlock"
    assert (args, kwargs) == ((), {})
