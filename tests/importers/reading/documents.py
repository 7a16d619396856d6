"""Word documents for tests: a report as an office types it, and documents out of pieces of XML."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from importers.reading import FileReading, read_file
from importers.reading.files.limits import Limits
from importers.reading.files.word.document import open_document
from importers.reading.sheets import Workbook
from report_blocks.rendering.grid import GridCell
from report_blocks.rendering.layout import build_grid
from report_blocks.rendering.prose import runs
from report_blocks.statutory import Report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATED}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
RAISED = '<w:vertAlign w:val="superscript"/>'
PICTURE = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
WIDTH = 600  # of a column, in twentieths of a point
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def document(body: str, parts: Mapping[str, str] | None = None, main: str = "document") -> bytes:
    """A .docx with this body; ``parts`` are others by their kind: styles, numbering."""
    parts = parts or {}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(main, parts))
        archive.writestr("_rels/.rels", _relations({"officeDocument": f"/word/{main}.xml"}))
        archive.writestr(
            f"word/_rels/{main}.xml.rels", _relations({kind: f"{kind}.xml" for kind in parts})
        )
        archive.writestr(
            f"word/{main}.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>")
    return output.getvalue()


def opened(body: str, **parts: str) -> Workbook:
    """A document of this body, and of other parts by their kind."""
    return open_document(document(body, parts), Limits())


def _types(main: str, parts: Iterable[str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {main: "document.main", **{kind: kind for kind in parts}}
    inner = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{default}{inner}</Types>'


def _relations(targets: Mapping[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def paragraph(text: str = "", properties: str = "", look: str = "") -> str:
    """A paragraph of the notation of prose: ``**…**`` is bold, and a line break a line break."""
    inner = "".join(run(r.text, f"{look}<w:b/>" if r.is_bold else look) for r in runs(text))
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    pieces = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r>{properties}{pieces}</w:r>"


def cell(content: str, properties: str = "") -> str:
    """A cell; its content is text, or paragraphs and tables."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells, or of texts."""
    lines = ["".join(one if one.startswith("<w:tc>") else cell(one) for one in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def statutory_tables(report: Report) -> dict[str, list[list[tuple[int, int, GridCell | None]]]]:
    """The printed tables by key, row by row: (column, width, cell); None goes on the cell above."""
    dataset = report.dataset
    tables = {}
    for key, statutory in dataset.format.tables.items():
        rows: list[list[tuple[int, int, GridCell | None]]] = []
        below: dict[int, list[tuple[int, int, None]]] = {}
        for i, cells in enumerate(build_grid(statutory, dataset.table(key)).rows):
            line = [(c.left, c.colspan, c) for c in cells]
            for _left, span, one in line:
                for down in range(1, one.rowspan):
                    below.setdefault(i + down, []).append((one.left, span, None))
            rows.append(sorted([*line, *below.get(i, [])], key=lambda place: place[0]))
        tables[key] = rows
    return tables


def word_table(rows: list[list[tuple[int, int, GridCell | None]]]) -> str:
    """A statutory table with its merged cells and its grid, as Word writes it."""

    def written(span: int, one: GridCell | None) -> str:
        merged = '<w:vMerge w:val="restart"/>' if one and one.rowspan > 1 else ""
        merged = merged if one else "<w:vMerge/>"
        width = f'<w:tcW w:w="{WIDTH * span}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'
        return cell(one.printed if one else "", width + merged)

    columns = sum(span for _left, span, _one in rows[0])
    grid = f'<w:gridCol w:w="{WIDTH}"/>' * columns
    lines = [[written(span, one) for _left, span, one in row] for row in rows]
    return table(lines).replace("<w:tbl>", f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>", 1)


def body(report: Report) -> list[str]:
    """The whole report as blocks: title, preamble, sections with headings, contact."""
    tables = statutory_tables(report)
    blocks = [paragraph(f"**{report.agency}**\n**{report.year}年政府信息公开工作年度报告**")]
    blocks += map(paragraph, report.preamble.splitlines())
    for section in report.dataset.format.sections:
        blocks.append(paragraph(f"**{section.heading}**"))
        if section.table is not None:
            blocks.append(word_table(tables[section.table.key]))
        else:
            blocks += map(paragraph, report.sections.get(section.key, "").splitlines())
    return [*blocks, *map(paragraph, report.contact.splitlines())]


def written(report: Report) -> bytes:
    return document("".join(body(report)))


def read(data: bytes) -> FileReading:
    return read_file(data, "报告.docx")
