"""Many files at once give what they give one by one."""

import io
import zipfile

from importers.reading import members, read_many, read_member
from importers.reading.parallel import AHEAD, FEW

from .books import load, saved
from .writers import as_ods


def many(number):
    """An archive of small files, with a real report among them in each kind."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for i in range(number):
            archive.writestr(f"{i}.csv", f"一,{i}\n")
        for kind, write in (("xlsx", saved), ("ods", as_ods)):
            archive.writestr(f"报告.{kind}", write(load()))
    return output.getvalue()


def test_in_their_order_each_with_what_it_came_with():
    for number in (1, FEW, AHEAD + 5):
        found = list(members(many(number), "全部.zip"))
        assert len(found) == number + 2
        together = list(read_many(enumerate(found)))
        assert together == [(i, read_member(member)) for i, member in enumerate(found)]
        assert sum(len(reading.reports) for _i, reading in together) == 2


def test_it_may_be_left_off():
    readings = read_many(enumerate(members(many(FEW), "全部.zip")))
    assert next(readings)[0] == 0
    readings.close()
