"""C02 to C06, C10: nothing that a report must hold is missing.

What a section is to speak of, and how long it should be at most, is said by the format.
"""

import re
from collections.abc import Iterator

from ..findings import Finding
from ..format import Demand, Section
from ..report import Report
from ..text import Text
from .book import found
from .prose.reading import plain
from .themes import spoken_of

_SHOWN = 3  # blank cells that a sentence names

_PREAMBLE = {
    Text("制作依据（《政府信息公开条例》）", "its legal basis"): "政府信息公开条例",
    Text("统计期限（1月1日至12月31日）", "the period of its figures"): "1月1日.*12月31日",
    Text(
        "电子版的查阅地址", "where its electronic copy is"
    ): r"电子版|网站|网址|https?:|www\.|下载",
}
_CONTACT = {
    Text("地址", "the address"): r"地址.{0,30}?(?:[号路街道楼村镇巷院厦座室])|[路街道]\d+号",
    Text("邮编", "the postcode"): r"邮政?编码?[^。;]{0,6}?\d{6}|(?<!\d)\d{6}(?!\d)",
    Text("电话", "the telephone"): (
        r"电话(?!传真)[^。;]{0,20}?\d[\d()-]{4,}|(?<!传真)(?<!传真:)(?<!\d)0\d{2,3}-?\d{7,8}"
    ),
    Text("电子邮箱", "the e-mail address"): "@|邮箱[为:是(]",
}
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def blank_cells(report: Report) -> Iterator[Finding]:
    """C02: what did not occur is 0; a blank leaves open whether it was counted."""
    for table in report.dataset.format.tables.values():
        blank = [key for key in table.cells if report.dataset[key].is_blank]
        if not blank:
            continue
        heading, number = table.heading, len(blank)
        names = "、".join(table.label(key) for key in blank[:_SHOWN])
        names += "等" if number > _SHOWN else ""
        where = Text(f"有 {number} 个单元格空白（{names}）", f"has {number} blank cells ({names})")
        if number == len(table.cells):
            where = Text("全部空白", "is blank")
        yield found(
            "C02",
            Text(
                f"“{heading}”{where.zh}，没有发生的请填 0",
                f"“{heading}” {where.en}; write 0 for what did not occur",
            ),
            table=table.key,
            cells=tuple(blank),
        )


def sections_with_text(report: Report) -> Iterator[Finding]:
    """C10: no section of prose is empty."""
    for section in report.dataset.format.prose_sections:
        if not report.sections.get(section.key, "").strip():
            yield found(
                "C10",
                Text(f"“{section.heading}”没有填写文字", f"“{section.heading}” holds no text"),
                section=section.key,
            )


def demands(report: Report) -> Iterator[Finding]:
    """C03, C04, C06: a section speaks of all it has to, and is not too long."""
    for section in report.dataset.format.prose_sections:
        text = plain(report.sections.get(section.key, ""))
        if not text:
            continue  # C10
        most = section.most_characters
        if most and len(text) > most:
            yield found(
                "C03",
                Text(
                    f"“{section.heading}”有 {len(text)} 字，建议不超过 {most} 字",
                    f"“{section.heading}” has {len(text)} characters; {most} are advised at most",
                ),
                section=section.key,
                expected=most,
                found=len(text),
            )
        for demand in _unmet(report.sections[section.key], section):
            yield found(
                demand.rule,
                Text(
                    f"“{section.heading}”没有写到“{demand.label}”",
                    f"“{section.heading}” does not speak of “{demand.label}”",
                ),
                section=section.key,
                found=demand.label,
            )


def _unmet(text: str, section: Section) -> Iterator[Demand]:
    themes = [demand for demand in section.demands if demand.name]
    met = spoken_of(text, themes)
    said = plain(text)
    for demand in section.demands:
        if demand.label not in met if demand.name else not demand.words.search(said):
            yield demand


def preamble_and_contact(report: Report) -> Iterator[Finding]:
    """C05: legal basis, period and electronic copy are named, and how to reach the office.

    Some offices close their last section with the contact, others have it in the preamble.
    """
    preamble = plain(report.preamble)
    last = report.dataset.format.prose_sections[-1:]
    closing = "".join(report.sections.get(section.key, "") for section in last)
    # Among other matters a mobile number is a person's (F02), not how the office is reached.
    contact = plain(report.contact + report.preamble) + _MOBILE.sub("", plain(closing))
    for zh, en, wanted, text in (
        ("引言", "The preamble", _PREAMBLE, preamble),
        ("联系方式", "The contact", _CONTACT, contact),
    ):
        missing = [name for name, words in wanted.items() if not re.search(words, text)]
        if missing:
            yield found(
                "C05",
                Text(
                    f"{zh}没有写明{'、'.join(name.zh for name in missing)}",
                    f"{en} does not give {', '.join(name.en for name in missing)}",
                ),
                found="、".join(name.zh for name in missing),
            )
