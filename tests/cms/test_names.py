"""A–Z of offices: by pinyin, without the place that all of them begin with."""

import pytest

from cms.models.names import order, pinyin, place_of


@pytest.mark.parametrize(
    ("authority", "place"),
    [
        ("中卫市沙坡头区人民政府", "沙坡头区"),
        ("宿迁市人民政府", "宿迁市"),
        ("江苏省人民政府办公厅", "江苏省"),
        ("上海市科学技术委员会", ""),
        ("人民政府", ""),
    ],
)
def test_the_place_of_an_authority(authority, place):
    assert place_of(authority) == place


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("中卫市沙坡头区司法局", "si"),
        ("沙坡头区财政局", "cai"),
        ("滨河镇人民政府", "bin"),
        ("沙坡头区", "sha"),  # the place itself
        ("A 局", "a"),
        ("12345热线", "1"),
    ],
)
def test_what_an_office_is_sorted_by(name, first):
    assert order(name, pinyin(name), "沙坡头区")[0][0 : len(first)] == first


@pytest.mark.parametrize("name", ["重庆市行政审批局", "A1 局（筹）", "", "  ", "𠅤局"])
def test_a_syllable_for_each_character(name):
    assert len(pinyin(name).split(" ")) == max(len(name), 1)
