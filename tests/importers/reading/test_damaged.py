"""Three hundred files damaged on their way: nothing raises, and no number is wrong.

Packages notice a changed byte by their checksums; text can't, and is only cut off.
"""

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from importers.reading import read_file
from report_blocks.statutory import Report
from tests import samples

from . import documents, pages
from .books import load, saved
from .test_mutations import NAME, wrong_numbers
from .writers import as_csv, as_ods, stacked

PACKAGES, TEXTS = 65, 20  # files of each kind


def in_a_zip() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("甲.xlsx", "乙.xlsx"):
            archive.writestr(name, saved(load(NAME)))
    return output.getvalue()


GOOD: dict[str, tuple[Callable[[], bytes], int]] = {
    "xlsx": (lambda: saved(load(NAME)), PACKAGES),
    "ods": (lambda: as_ods(load(NAME)), PACKAGES),
    "docx": (lambda: documents.written(Report(samples.dataset(NAME))), PACKAGES),
    "zip": (in_a_zip, PACKAGES),
    "csv": (lambda: as_csv(stacked(load(NAME))), TEXTS),
    "html": (lambda: pages.word(NAME), TEXTS),
    "mht": (lambda: pages.archive_of(NAME), TEXTS),
}


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) * 9 // 10)]


def changed(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 5, 50))):
        damaged[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(damaged)


def lost(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 2000) :]


def doubled(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + 500] + data[start:]


def padded(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(64)) + data + chance.randbytes(100)


@pytest.mark.parametrize("kind", GOOD)
def test_no_number_is_wrong(kind):
    make, files = GOOD[kind]
    good = make()
    whole = read_file(good, kind)
    assert all(len(report.tables) == 3 for report in whole.reports)  # else nothing is tested
    assert whole.reports
    assert wrong_numbers(whole) == []
    deeds = (cut, changed, lost, doubled, padded) if files == PACKAGES else (cut,)
    for seed in range(files):
        chance = random.Random(seed)
        damage = chance.choice(deeds)
        reading = read_file(damage(good, chance), kind)
        assert wrong_numbers(reading) == [], (seed, damage)
        assert reading.reports or reading.problems
