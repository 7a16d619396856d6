"""Web pages for tests: the published reports as sites, Word and browsers save them."""

import base64
import quopri
from collections.abc import Callable
from html import escape

from django.template.loader import render_to_string

from report_blocks.rendering.html import table_context
from report_blocks.rendering.layout import build_grid
from report_blocks.rendering.prose import to_html
from report_blocks.statutory import Dataset, Table, get_format
from report_blocks.statutory.codec import show
from tests import samples

FORMAT = get_format("cn-2021")
REPORT = samples.FOLDER / "shapotou-justice-2022" / "report.txt"
TITLE = "中卫市沙坡头区司法局2022年政府信息公开工作年度报告"

Cell = Callable[[str, bool, str], str]  # its text, whether it is a number, its attributes


def plain_cell(text: str, is_number: bool, attributes: str) -> str:
    return f"<td{attributes}>{escape(text)}</td>"


def word_cell(text: str, is_number: bool, attributes: str) -> str:
    """As Word writes it, with a filler in what is blank and its lines cut anywhere."""
    style = "border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt"
    content = escape(text).replace("、", "、\n") or "&nbsp;"
    language = " lang=EN-US" if is_number else ""
    return (
        f"<td width=45 valign=top{attributes} style='width:33.9pt;{style}'>\n"
        f"  <p class=MsoNormal align=center style='text-align:center;mso-pagination:\n"
        f"  widow-orphan'><span{language} style='font-family:宋体;mso-font-kerning:0pt'>{content}"
        "<o:p></o:p></span></p>\n  </td>"
    )


def table_of(table: Table, dataset: Dataset, cell: Cell = plain_cell, attributes: str = "") -> str:
    """The form of a table as HTML, merged cells and all."""
    rows = []
    for row in build_grid(table).rows:
        cells = []
        for one in row:
            spans = f" rowspan={one.rowspan}" if one.rowspan > 1 else ""
            spans += f" colspan={one.colspan}" if one.colspan > 1 else ""
            text = show(dataset[one.key]) if one.key else one.text
            cells.append(cell(text, one.key is not None, spans))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table{attributes}>{''.join(rows)}</table>"


def tables_of(name: str, cell: Cell = plain_cell) -> list[str]:
    return [table_of(table, samples.dataset(name), cell) for table in FORMAT.tables.values()]


def published(name: str) -> str:
    """The tables of a report as our own site shows them."""
    dataset = samples.dataset(name)
    return "".join(
        render_to_string("report_blocks/table.html", table_context(dataset.table(key)))
        for key in FORMAT.tables
    )


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def word(name: str) -> bytes:
    """“Web page, filtered” of a Chinese Word: GB2312, as its meta says."""
    head = (
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        "<style>\n<!--\n p.MsoNormal {margin:0cm;font-size:10.5pt;}\n"
        " span.msoDel {text-decoration:line-through;display:none;}\n-->\n</style>"
    )
    body = "<p class=MsoNormal><o:p>&nbsp;</o:p></p>".join(tables_of(name, word_cell))
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n'
        f"<head>{head}</head>\n<body lang=ZH-CN><div class=WordSection1>{body}</div></body></html>"
    )
    return html.encode("gb18030")


def in_layout(name: str) -> bytes:
    """Each table deep in the tables that an old site is laid out with, its tags in capitals."""
    tables = "".join(
        f"<TR><TD width=20>&nbsp;</TD><TD><TABLE><TBODY><TR><TD>{table}</TD></TR></TABLE></TD></TR>"
        for table in tables_of(name)
    )
    menu = (
        "<TD><TABLE><TR><TD><A HREF='/a'>政务公开</A></TD></TR><TR><TD>专题</TD></TR></TABLE></TD>"
    )
    return page(f"<CENTER><TABLE><TR>{menu}<TD><TABLE>{tables}</TABLE></TD></TR></TABLE></CENTER>")


def archive(*pages: bytes, encoding: str = "quoted-printable", charset: str = "utf-8") -> bytes:
    """A web archive as browsers save it, with a picture behind the page."""
    encode = quopri.encodestring if encoding == "quoted-printable" else base64.encodebytes
    parts = [
        b"Content-Type: text/html; charset=%b\r\nContent-Transfer-Encoding: %b\r\n"
        b"Content-Location: http://www.example.gov.cn/%d.html\r\n\r\n%b\r\n"
        % (charset.encode(), encoding.encode(), number, encode(page).replace(b"\n", b"\r\n"))
        for number, page in enumerate(pages)
    ]
    parts.append(
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    )
    boundary = b"----=_NextPart_000_0000_01D9.5A"
    head = (
        b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        b'\tboundary="%b"\r\n\r\n' % boundary
    )
    body = b"".join(b"--%b\r\n%b" % (boundary, part) for part in parts)
    return head + body + b"--%b--\r\n" % boundary


def archive_of(name: str) -> bytes:
    return archive(in_layout(name))


def report_lines() -> tuple[list[str], dict[str, list[str]]]:
    """The preamble and the lines of each prose section of 沙坡头区司法局's report.

    The text was taken from a PDF; lines that it broke are joined again.
    """
    lines: list[str] = []
    is_broken = True
    for line in REPORT.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        if is_broken and lines and line[0] not in "一二三四五六（(" and line[1:2] != ".":
            lines[-1] += line.strip()
        else:
            lines.append(line.strip())
        is_broken = "\t" not in line and line.strip()[-1] not in "。：；”）" and len(line) > 60
    headings = {section.heading: section for section in FORMAT.sections}
    preamble: list[str] = []
    sections: dict[str, list[str]] = {}
    current = preamble
    for line in lines[1:]:
        if section := headings.get(line):
            current = sections.setdefault(section.key, []) if section.is_prose else []
        else:
            current.append(line)
    return preamble, sections


def article(blocks: Callable[[str], str] = to_html) -> str:
    """The whole report of 沙坡头区司法局 as HTML, without its title."""
    preamble, sections = report_lines()
    tables = iter(tables_of("shapotou-justice-2022"))
    parts = [blocks("\n".join(preamble))]
    for section in FORMAT.sections:
        parts.append(f"<p><strong>{section.heading}</strong></p>")
        text = "\n".join(sections.get(section.key, []))
        parts.append(blocks(text) if section.is_prose else next(tables))
    return "".join(parts)


SITE = """
<div class="top"><a href="/">网站首页</a> | <a href="/zwgk">公开</a> | <a href="#">无障碍</a></div>
<ul><li><a href="/gk/1">机构职能</a></li><li><a href="/gk/2">政府信息公开年报</a></li></ul>
<div class="bread">您当前的位置：<a href="/">首页</a> &gt; <a href="/zwgk">公开</a> &gt; 年报</div>
<div class="main"><h1>{title}</h1>
<div class="info"><span>发布时间：2023-01-20 10:12</span> <span>来源：沙坡头区司法局</span>
<span>字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a></span></div>
<img src="/images/ewm.png"><div class="TRS_Editor">{article}</div>
<div class="tools">【<a href="javascript:print()">打印</a>】【<a href="#">关闭</a>】分享到：</div>
<p>上一篇：<a href="/1.html">关于开展2023年普法工作的通知</a></p><p>下一篇：没有了</p></div>
<div class="bottom"><p>主办单位：中卫市沙坡头区人民政府办公室</p>
<p>地址：沙坡头区某路1号 邮编：755000</p>
<p>网站标识码：6405020001 <a href="/">宁ICP备12345678号-1</a></p><script>count()</script></div>
"""


def site(title: str = TITLE, body: str | None = None) -> bytes:
    """The report on a government's site, with what stands around it there."""
    head = f"<meta charset=utf-8><title>{title}_中卫市沙坡头区人民政府</title><style>.x{{}}</style>"
    return page(SITE.format(title=title, article=article() if body is None else body), head)
