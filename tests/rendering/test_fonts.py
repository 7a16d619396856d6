"""The shipped fonts cover what they must, within their size, with their licences."""

import subprocess
import sys
import timeit
from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.lib.fonts import tt2ps
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from report_blocks.rendering import fonts
from report_blocks.rendering.fonts import (
    FAMILIES,
    FOLDER,
    listed,
    missing_characters,
    register,
)
from report_blocks.rendering.printable import unprintable
from report_blocks.statutory import CellKey, Dataset, Report
from report_blocks.statutory.cell import Cell

FACES = sorted({face for faces in FAMILIES.values() for face in faces})


def gb2312():
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize("face", FACES)
def test_each_face_has_every_character_of_the_coverage(face):
    font = TTFont(face, FOLDER / face)
    common = listed("coverage.txt")
    assert not [c for c in common if ord(c) not in font.face.charToGlyph]


def test_gb2312_punctuation_and_symbols_are_covered():
    assert not missing_characters("".join(gb2312()))
    assert not missing_characters("—…“”‘’《》〈〉【】〔〕「」·•～－×÷±≤≥°′″§￥€㎡℃‰№①⑳Ⅳ")


def test_rare_characters_of_names_and_places_are_covered():
    """Level three of 通用规范汉字表, some of them beyond the basic plane."""
    assert not missing_characters("㑇㕮㘎㙍堃喆翀赟禤𠙶𡎚𨙸𬇙𬭊")


def test_the_standard_characters_are_all_there_by_level():
    source, *levels = (FOLDER / "tghz.txt").read_text(encoding="utf-8").splitlines()
    assert source.startswith("# 通用规范汉字表")
    assert [len(level) for level in levels] == [3500, 3000, 1605]
    characters = "".join(levels)
    assert len(set(characters)) == 8105
    assert sum(ord(c) > 0xFFFF for c in characters) == 196
    assert not missing_characters(characters)


def test_ascii_latin_1_and_full_width_forms_are_covered():
    assert not missing_characters("".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD)])))
    assert not missing_characters("".join(map(chr, [*range(0xAE, 0x100), *range(0xFF01, 0xFF5F)])))
    assert not missing_characters("①⑩⑳㈠㈩㎡㎏＋－（）０１２ＡＢ\u2002\u2003\u3000\u00a0\t\r\n")


def test_what_would_print_as_something_else_or_not_at_all_is_missing():
    odd = "\x00\x1b\x7f\u00ad\u200b\u200f\u2028\ufeff\ufffd\ue000"
    assert missing_characters(odd) == list(odd)


def test_ten_thousand_characters_take_less_than_five_milliseconds():
    text = "政府信息公开工作年度报告，" * 769 + "😀"
    missing_characters("")  # coverage is read once
    best = min(timeit.repeat(lambda: missing_characters(text), number=1, repeat=20))
    assert best < 0.005


def test_asking_for_coverage_loads_no_pdf_library():
    code = (
        "import sys; from report_blocks.rendering.fonts import missing_characters as m;"
        "m('甲'); sys.exit('reportlab' in sys.modules or 'xhtml2pdf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_registering_at_once_from_many_threads_registers_each_face_once(monkeypatch):
    made = []
    monkeypatch.setattr(fonts, "_registered", set())
    monkeypatch.setattr(pdfmetrics, "registerFont", lambda font: made.append(font.fontName))
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(register) for _ in range(8)]:
            done.result()
    assert sorted(made) == ["hei", "kai", "song", "song-bold"]


def test_bold_song_is_a_face_of_its_own_and_nothing_is_slanted():
    register()
    assert tt2ps("song", 1, 0) == tt2ps("song", 1, 1) == "song-bold"
    assert tt2ps("song", 0, 1) == "song"
    assert tt2ps("hei", 1, 0) == "hei"


def test_size_and_licences():
    assert sum((FOLDER / face).stat().st_size for face in FACES) <= 25_000_000
    licences = sorted(FOLDER.glob("OFL-*.txt"))
    assert len(licences) == 3
    assert all("SIL OPEN FONT LICENSE" in path.read_text("utf-8").upper() for path in licences)


def test_what_is_missing_is_named_once_in_order():
    assert missing_characters("好\u0007𪚥x😀𪚥\n") == ["\u0007", "𪚥", "😀"]


def test_unprintable_characters_are_findings_wherever_they_stand():
    key = CellKey("proactive_disclosure", "regulations", "issued")
    report = Report(
        Dataset("cn-2021", {key: Cell(1, note="𪚥")}),
        agency="甲局",
        preamble="好😀",
        sections={"overview": "正常"},
    )
    found = list(unprintable(report))
    assert [(f.rule, f.section, f.found) for f in found] == [
        ("P01", None, "😀"),
        ("P01", "proactive_disclosure", "𪚥"),
    ]
    assert "U+1F600" in found[0].message
