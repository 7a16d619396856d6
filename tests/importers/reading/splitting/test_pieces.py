"""Which names of sheets are names of offices."""

import pytest

from importers.reading.splitting.pieces import is_short_for, office_in


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("民政局", "民政局"),
        (" 民政局 ", "民政局"),
        ("民政局（2）", "民政局"),
        ("民政局-依申请公开", "民政局"),
        ("民政局表三", "民政局"),
        ("发展改革委2024", "发展改革委"),
        ("河滨街道", "河滨街道"),
        ("青墩镇", "青墩镇"),
        ("市府办", "市府办"),
    ],
)
def test_a_name_of_an_office(name, office):
    assert office_in(name) == office


@pytest.mark.parametrize(
    "name",
    ["", "Sheet1", "表一", "主动公开", "依申请公开", "复议诉讼", "汇总", "目录", "附表2", "局",
     "2024年", "民政局填报说明", "某" * 30 + "局"],
)  # fmt: skip
def test_what_is_no_name_of_an_office(name):
    assert office_in(name) is None


def test_short_names():
    assert is_short_for("发改委", "宿迁市发展和改革委员会")
    assert is_short_for("民政局", "宿迁市民政局")
    assert not is_short_for("公安局", "宿迁市民政局")
