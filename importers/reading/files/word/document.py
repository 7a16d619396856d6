"""A .docx as sheets and paragraphs: each of its tables is a sheet.

With a reader of our own, because python-docx leaves out text in content controls and tracked
insertions without a word.
"""

from dataclasses import replace
from xml.etree.ElementTree import Element

from report_blocks.statutory import Text

from ...sheets import Paragraph, Workbook
from ..guard import VettedArchive, inspect
from ..limits import Limits, Refused, damaged
from .numbering import Numbering
from .package import DOCUMENT, NUMBERING, STYLES, parts_of, value
from .styles import OFF, Styles
from .tables import Tables, blocks, framed
from .text import Passage, Texts

# Text that is there or not, depending on who is asked.
TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
ELSEWHERE = frozenset({"altChunk", "subDoc"})  # content that is another file's
SHOWN = 20  # characters of a tracked change, and places in one sentence


def open_document(data: bytes, limits: Limits) -> Workbook:
    """Read a .docx; Refused with a sentence for people if it can't be."""
    # openpyxl makes no objects of it.
    inspection = inspect(data, replace(limits, objects=limits.elements))
    try:
        with VettedArchive(data, inspection) as archive:
            parts = parts_of(archive)
        return _Document(parts, limits).workbook()
    except Refused:
        raise
    except Exception as error:
        raise Refused(
            "文档无法打开，请在 Word 或 WPS 中检查后另存为 .docx 再上传",
            "The document can't be opened; check it in Word or WPS and save it as .docx",
        ) from error


class _Document:
    """A document that passed the guard."""

    def __init__(self, parts: dict[str, Element], limits: Limits) -> None:
        self.root = parts[DOCUMENT]
        styles = Styles(parts.get(STYLES))
        self.texts = Texts(styles, Numbering(parts.get(NUMBERING), styles))
        self.tables = Tables(self.texts, limits)
        self.paragraphs: list[Paragraph] = []
        self.count = 0
        self.remarkable: dict[Text, list[str]] = {}  # remark → places

    def workbook(self) -> Workbook:
        _must_be_settled(self.root)
        _clear_placeholders(self.root)
        body = self.root.find("body")
        if body is None:
            raise damaged()
        self._walk(body)
        if self.texts.is_in_code:
            raise damaged()  # the text since then may have been taken for a field's code
        sheets = self.tables.sheets
        return Workbook(
            sheets,
            has_pictures=any(sheet.has_drawing for sheet in sheets)
            or any(paragraph.has_picture for paragraph in self.paragraphs),
            paragraphs=tuple(self.paragraphs),
            remarks=tuple(_placed(remark, places) for remark, places in self.remarkable.items()),
        )

    def _walk(self, container: Element) -> None:
        for block in blocks(container):
            if block.tag == "p":
                passage = self.texts.passage(block)
                self._add(passage)
                for box in passage.boxes:
                    self._walk(box)
            elif (cells := framed(block)) is not None:
                for cell in cells:
                    self._walk(cell)
            else:
                self.paragraphs.append(Paragraph("", sheet=self.tables.read(block)))

    def _add(self, passage: Passage) -> None:
        if passage.is_contents:
            return
        text = passage.notation if passage.text.strip() else ""
        self.count += bool(text)
        place = f"第{self.count}段"
        if text or passage.has_picture:
            self.paragraphs.append(Paragraph(text, place, has_picture=passage.has_picture))
        for is_so, remark in (
            (passage.has_hidden, HIDDEN),
            (passage.has_struck, STRUCK),
            (passage.has_footnote, FOOTNOTES),
            (passage.has_unreadable, SYMBOLS),
        ):
            if is_so:
                self.remarkable.setdefault(remark, []).append(place)


HIDDEN = Text("文档中隐藏的文字没有读取", "Hidden text in the document was not read")
STRUCK = Text(
    "文档中带删除线的文字也已读取，删除线没有保留",
    "Text that is struck out in the document was read all the same",
)
FOOTNOTES = Text("文档的脚注和尾注没有读取", "Footnotes and endnotes were not read")
SYMBOLS = Text(
    "文档中有无法读取的符号、公式或自动编号，以“□”代替",
    "Symbols, equations or automatic numbers that can't be read stand as “□”",
)


def _placed(remark: Text, places: list[str]) -> Text:
    named = "、".join(places[:SHOWN])
    return Text(f"{remark.zh}：{named}", f"{remark.en}: {named}")


def _must_be_settled(root: Element) -> None:
    """Nobody knows which text is meant while changes are neither accepted nor rejected."""
    for element in root.iter():
        if element.tag in TRACKED:
            texts = (e.text or "" for e in element.iter() if e.tag in ("t", "delText"))
            changed = "".join(texts).strip()
            named = f"（如“{changed[:SHOWN]}”）" if changed else ""
            raise Refused(
                f"文档中有未处理的修订{named}，不能确定以哪个为准，请先接受或拒绝修订后再上传",
                "The document has tracked changes; accept or reject them and upload it again",
            )
        if element.tag in ELSEWHERE:
            raise Refused(
                "文档中嵌入了其他文件的内容，请在 Word 或 WPS 中打开后另存为 .docx 再上传",
                "The document embeds another file; open it in Word or WPS and save it as .docx",
            )


def _clear_placeholders(root: Element) -> None:
    """Content controls that nobody filled in show what to type there."""
    for control in root.iter("sdt"):
        if value(control.find("sdtPr"), "showingPlcHdr", "0") not in OFF:
            for text in control.iter("t"):
                text.text = ""
