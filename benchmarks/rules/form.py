"""Errors of completeness and form: what is missing, misnumbered, or of another format."""

import random
import re

from report_blocks.statutory import get_format
from report_blocks.statutory.rules.prose.reading import plain as as_read

from .corpus import MATTERS, OVERVIEW, PROBLEMS, SECTIONS, Draft, Pair
from .facts import FORMAT
from .phrases import plain
from .planting import Planted, family, planter

NAMES = {
    "disclosure": "主动公开",
    "requests": "申请",
    "management": "信息管理",
    "platform": "平台",
    "oversight": "监督保障",
}
FILLERS = (
    "坚持问题导向，对公开工作中的堵点难点逐一研究，形成部门协同、上下联动的良好局面。",
    "注重源头管理，在公文起草环节同步研判公开属性，做到应公开尽公开、不应公开坚决不公开。",
    "持续改进文风，力求公开内容简明通俗，让群众看得到、听得懂、能监督。",
    "优化办事流程，把政策送到企业和群众身边，让数据多跑路、群众少跑腿。",
    "强化学习交流，组织骨干到先进地区观摩，借鉴好的经验做法，推动整体水平提高。",
    "严守安全底线，妥善处理公开与保密的关系，防止汇聚性、关联性风险。",
    "主动倾听社会声音，把公众意见作为改进工作的重要依据，及时回应热点。",
    "推动线上线下融合，让不同年龄、不同需求的群众都能方便地获取政府信息。",
)
OLD_LINES = (
    "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
    "信息内容 上一年项目数量 本年增/减 处理决定数量",
    "第二十条第（九）项 信息内容 采购项目数量 采购总金额 政府集中采购",
)


@planter("C01")
def old_format(pair: Pair, _rng: random.Random) -> Planted:
    draft = pair.after
    known = get_format("cn-2019").cells
    draft.format_key = "cn-2019"
    draft.facts.cells = {key: cell for key, cell in draft.facts.cells.items() if key in known}
    return Planted("C01", f"cn-2019 in {draft.year}", entailed=family("A", "B", "C", "D"))


@planter("C03")
def too_long(pair: Pair, rng: random.Random) -> Planted:
    paragraphs = pair.after.sections[OVERVIEW]
    fillers = rng.sample(FILLERS, len(FILLERS)) * 4
    while len(as_read(plain("".join(paragraphs)))) < 1_060:  # blanks do not count
        paragraphs[rng.randrange(len(paragraphs))] += fillers.pop()
    return Planted("C03", "section one over 1,000 characters", section=OVERVIEW)


@planter("C04", phase=0)
def theme_missing(pair: Pair, rng: random.Random) -> Planted | None:
    paragraphs = pair.after.sections[OVERVIEW]
    theme = rng.choice(list(NAMES))
    kept = [text for text in paragraphs if not text.startswith(f"⟦theme:{theme}|")]
    if NAMES[theme] in plain("".join(kept)) or len(kept) == len(paragraphs):
        return None
    pair.after.sections[OVERVIEW] = kept
    return Planted("C04", f"no {theme}", section=OVERVIEW, entailed=frozenset({"C08"}))


@planter("C05", phase=0)
def preamble_lacks(pair: Pair, rng: random.Random) -> Planted:
    draft, what = pair.after, rng.choice(("citation", "period", "copy"))
    if what == "citation":
        text = re.sub("（国务院令第711号[^）]*）", "", draft.preamble)
        text = re.sub("《[^》]*》(（[^）]*号）)?", "有关规定", text)
        draft.preamble = re.sub("国办公开办函〔2021〕30号文件", "有关要求", text)
    elif what == "period":
        draft.preamble = re.sub("[^。，]*⟦period[^。，]*([，。]|$)", "", draft.preamble)
    else:
        draft.preamble = re.sub("[^。，]*电子版[^。]*。", "", draft.preamble)
    return Planted("C05", f"no {what}: {plain(draft.preamble)}")


@planter("C05", phase=0)
def contact_lacks(pair: Pair, rng: random.Random) -> Planted:
    draft, office = pair.after, pair.after.office
    value = rng.choice((office.address, office.postcode, office.phone, office.mail))
    field = "preamble" if office.contact_first else "contact"
    text = re.sub(f"[^；，。（）：]{{0,6}}：?{re.escape(value)}", "", getattr(draft, field))
    setattr(draft, field, text)
    return Planted("C05", f"no {value}: {plain(text)}")


@planter("C06", phase=0)
def half_of_section_five(pair: Pair, rng: random.Random) -> Planted | None:
    part = rng.choice(("problems", "improvements"))
    paragraphs = pair.after.sections[PROBLEMS]
    kept = [text for text in paragraphs if not text.startswith(f"⟦half:{part}|")]
    if part == "problems" and re.search("问题|不足", plain("".join(kept))):
        return None
    pair.after.sections[PROBLEMS] = kept
    entailed = frozenset({"C08"})
    return Planted("C06", f"no {part}: {plain(kept[0])}", section=PROBLEMS, entailed=entailed)


@planter("C06", phase=0)
def silent_on_fees(pair: Pair, rng: random.Random) -> Planted:
    paragraphs = pair.after.sections[MATTERS]
    place = next(n for n, text in enumerate(paragraphs) if "⟦half:fee|" in text)
    number = paragraphs[place].partition("⟦")[0]
    instead = rng.choice(("无其他需要报告的事项。", "本年度没有其他需要报告的事项。"))
    paragraphs[place] = f"{number}{instead}"
    return Planted("C06", "silent on 信息处理费", section=MATTERS)


@planter("C08", phase=3)
def misnumbered(pair: Pair, rng: random.Random) -> Planted | None:
    section, place = _paragraph(pair.after, rng, "（[二三四五]）", r"^(⟦[^⟧]*⟧)?(\*\*)?")
    if section is None:
        return None
    text = pair.after.sections[section][place]
    found = re.search("（([二三四五])）", text)
    assert found
    other = {"二": "三", "三": "五", "四": "二", "五": "七"}[found[1]]
    changed = text[: found.start(1)] + other + text[found.end(1) :]
    pair.after.sections[section][place] = changed
    return Planted("C08", f"（{found[1]}）→（{other}）", section=section)


@planter("C08", phase=3)
def half_width(pair: Pair, rng: random.Random) -> Planted | None:
    section, place = _paragraph(pair.after, rng, "[\u4e00-\u9fff][，；：。][\u4e00-\u9fff]")
    if section is None:
        return None
    text = pair.after.sections[section][place]
    found = rng.choice(list(re.finditer("(?<=[\u4e00-\u9fff])[，；：。](?=[\u4e00-\u9fff])", text)))
    mark = {"，": ",", "；": ";", "：": ":", "。": "."}[found[0]]
    pair.after.sections[section][place] = text[: found.start()] + mark + text[found.end() :]
    around = plain(text[max(0, found.start() - 6) : found.end() + 6])
    return Planted("C08", f"{found[0]} → {mark} in {around}", section=section)


@planter("C08", phase=3)
def unbalanced(pair: Pair, rng: random.Random) -> Planted | None:
    section, place = _paragraph(pair.after, rng, "[》”]")
    if section is None:
        return None
    text = pair.after.sections[section][place]
    found = rng.choice(list(re.finditer("[》”《“]", text)))
    pair.after.sections[section][place] = text[: found.start()] + text[found.end() :]
    return Planted("C08", f"a {found[0]} is missing", section=section, entailed=family("D", "E01"))


def _paragraph(
    draft: Draft, rng: random.Random, pattern: str, start: str = ""
) -> tuple[str | None, int]:
    """Any paragraph in which the pattern is found."""
    found = [
        (section, place)
        for section in SECTIONS
        for place, text in enumerate(draft.sections[section])
        if re.search(start + pattern, text)
    ]
    return rng.choice(found) if found else (None, 0)


@planter("C09", phase=4)
def foreign_heading(pair: Pair, rng: random.Random) -> Planted:
    own = rng.choice(SECTIONS)
    headings = [s.heading for s in get_format(FORMAT).sections if s.key != own]
    heading = rng.choice(headings)
    pair.after.sections[own].append(heading)
    if rng.random() < 0.5:
        pair.after.sections[own].append(rng.choice(FILLERS))
    entailed = frozenset({"C08", "C04"})
    return Planted("C09", f"{heading} in {own}", section=own, entailed=entailed)


@planter("C10", phase=0)
def empty_section(pair: Pair, rng: random.Random) -> Planted:
    section = rng.choice(SECTIONS)
    pair.after.sections[section] = rng.choice(([], [" "], ["", "　"]))
    return Planted("C10", section, section=section, entailed=frozenset({"C04", "C06"}))


@planter("C11", phase=4)
def old_heading(pair: Pair, rng: random.Random) -> Planted:
    line, section = rng.choice(OLD_LINES), rng.choice((OVERVIEW, OVERVIEW, MATTERS))
    pair.after.sections[section].append(line)
    entailed = frozenset({"C01", "C08", "C09"})
    return Planted("C11", line, section=section, entailed=entailed)
