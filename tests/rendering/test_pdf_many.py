"""Many documents on all cores are the same as one after the other, and one that fails is alone."""

from pathlib import Path

from importers.reading.parallel import FEW, on_all_cores
from report_blocks.rendering.pdf import PdfError, Printout, printed_or_not

HTML = (Path(__file__).parent / "data" / "report.html").read_text(encoding="utf-8")


def test_they_are_the_same():
    works = [(i, Printout(HTML.replace("2022年", f"{2000 + i}年"))) for i in range(FEW)]
    works[3] = (3, Printout("<p>no document</p>"))
    found = list(on_all_cores(printed_or_not, works))
    assert [i for i, _pdf in found] == list(range(FEW))
    assert isinstance(found[3][1], PdfError)
    assert found[0][1] == printed_or_not(works[0][1])
    assert len({pdf for i, pdf in found if i != 3}) == FEW - 1
