"""Errors in the prose: numbers, shares, years, copied paragraphs, what must not be published."""

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from report_blocks.statutory.figures import mark

from .corpus import MATTERS, OVERVIEW, PROBLEMS, SECTIONS, Draft, Pair
from .facts import QUANTITIES, Number, cells_of
from .phrases import plain
from .planting import PROSE, Mention, Planted, family, mentions, overwrite, planter


def _value(pair: Pair, mention: Mention) -> Number:
    return pair.after.facts[mention.what]


def _slips(number: Number) -> Iterator[Number]:
    """What a number becomes by a slip of the hand: off a little, digits swapped or doubled."""
    for off in (1, 2, 3, 10, -1, -2, -10, 100, 317, 4_000):
        yield number + off
    digits = str(number)
    for place in range(len(digits) - 1):
        swapped = [*digits]
        swapped[place : place + 2] = reversed(swapped[place : place + 2])
        if "." not in digits and swapped[0] != "0":
            yield int("".join(swapped))
    if "." not in digits:
        yield int(digits + digits[-1]) if number else 11


def _accepted(pair: Pair) -> set[Number]:
    """Every number that some reading of a sentence could accept."""
    facts = pair.after.facts
    return facts.values | {
        facts["granted"] + facts["partial"],
        facts["reg_issued"] + facts["nd_issued"],
        facts["reg_repealed"] + facts["nd_repealed"],
        facts["reg_in_force"] + facts["nd_in_force"],
    }


def _wrong(pair: Pair, rng: random.Random, mention: Mention) -> Number:
    number, accepted = _value(pair, mention), _accepted(pair)
    slips = [slip for slip in _slips(number) if slip >= 0 and slip not in accepted]
    last = pair.before.facts[mention.what]
    if last not in accepted:
        slips += [last] * 4  # forgotten to bring up to date
    return rng.choice(slips)


@planter("D01")
def wrong_number(pair: Pair, rng: random.Random) -> Planted | None:
    found = mentions(pair.after, "q")
    if not found:
        return None
    one = rng.choice(found)
    shown = pair.after.office.show(_wrong(pair, rng, one))
    said = overwrite(pair.after, one, shown)
    return Planted(
        "D01",
        f"{one.what} is {_value(pair, one)}, not {shown.strip()}: {said}",
        accepted=frozenset({"D01", "D06"}),
        entailed=frozenset(PROSE) - {"D02", "D07"},
        section=one.section,
        cells=cells_of(one.what),
    )


@planter("D03")
def wrong_calculation(pair: Pair, rng: random.Random) -> Planted | None:
    found = mentions(pair.after, "rate", "share", "diff", "part", "sum")
    if not found:
        return None
    one = rng.choice(found)
    office, said = pair.after.office, one.shown.strip()
    if one.kind in ("rate", "share"):
        shown = office.dress(_wrong_percent(rng, said))
    else:
        number, off = _number(office.digits, said), rng.choice((2, 3, 10, 20))
        # A whole of more than the parts that are told of it contradicts nothing.
        shown = office.show(max(number - off, 1) if one.kind == "sum" else number + off)
    text = overwrite(pair.after, one, shown)
    return Planted("D03", f"{one.kind} {said} → {shown.strip()}: {text}", section=one.section)


def _number(digits: str, shown: str) -> int:
    if digits == "chinese" and shown in "一两三四五六七八九十":
        return "零一两三四五六七八九十".index(shown)
    return int(shown.replace(",", ""))


def _wrong_percent(rng: random.Random, shown: str) -> str:
    number = Decimal(shown.rstrip("%"))
    off = rng.choice((Decimal(3), Decimal(10), Decimal("5")))
    return f"{number - off if number > off + 5 and rng.random() < 0.5 else number + off}%"


@planter("D04")
def two_values(pair: Pair, rng: random.Random) -> Planted | None:
    found = mentions(pair.after, "again")
    often = [one for one in found if Counter(m.what for m in found)[one.what] > 1]
    if not often:
        return None
    one = rng.choice(often)
    office = pair.after.office
    number = _number(office.digits, one.shown.strip())
    slips = [slip for slip in _slips(number) if slip > 0 and slip != number]
    said = overwrite(pair.after, one, office.show(rng.choice(slips)))
    return Planted("D04", f"{one.what} is {number} elsewhere: {said}")


@planter("D05")
def chip_without_figure(pair: Pair, rng: random.Random) -> Planted | None:
    found = [one for one in mentions(pair.after, "q") if len(QUANTITIES[one.what]) == 1]
    if not found:
        return None
    one = rng.choice(found)
    said = overwrite(pair.after, one, mark(str(QUANTITIES[one.what][0])))
    return Planted("D05", said, section=one.section, entailed=frozenset({"D03"}))


@planter("E01")
def other_year(pair: Pair, rng: random.Random) -> Planted | None:
    found = mentions(pair.after, "year")
    if not found:
        return None
    one = rng.choice(found)
    year = pair.after.office.dress(str(pair.after.year - rng.choice((1, 1, 1, 2))))
    said = overwrite(pair.after, one, year)
    return Planted("E01", said, section=one.section, entailed=family(*PROSE))


@planter("E01")
def other_period(pair: Pair, rng: random.Random) -> Planted | None:
    """The statistics period, or one end of it, is last year's."""
    return _preamble_of_last_year(pair, "period", rng.choice((1, -1)))


@planter("E01")
def other_report(pair: Pair, _rng: random.Random) -> Planted | None:
    """The preamble names last year's report."""
    return _preamble_of_last_year(pair, "year", 1)


def _preamble_of_last_year(pair: Pair, kind: str, count: int) -> Planted | None:
    draft, last = pair.after, pair.before
    own, other = (f"⟦{kind}:|{one.office.dress(str(one.year))}⟧" for one in (draft, last))
    if own not in draft.preamble:
        return None
    draft.preamble = draft.preamble.replace(own, other, count)
    return Planted("E01", plain(draft.preamble), accepted=frozenset({"E01", "C05"}))


@planter("E02", phase=0)
def copied(pair: Pair, rng: random.Random) -> Planted | None:
    """A paragraph of last year's report stands there again, its year perhaps brought up."""
    marks = [f"⟦theme:{theme}|⟧" for theme in ("management", "platform", "oversight")]
    marks += ["⟦half:problems|⟧", "⟦half:improvements|⟧"]
    lead = rng.choice(marks)
    section = OVERVIEW if "theme" in lead else PROBLEMS
    old, own = (_beginning(draft, section, lead) for draft in (pair.before, pair.after))
    if not own:  # another planter has taken it away
        return None
    place = pair.after.sections[section].index(own)
    if len(plain(old)) < 45 or old == own:
        return None
    if rng.random() < 0.7:
        old = old.replace(str(pair.before.year), str(pair.after.year))
    pair.after.sections[section][place] = old
    entailed = frozenset({"E01", "E02", "D04", "C03", "D03"})
    return Planted("E02", plain(old), section=section, entailed=entailed)


def _beginning(draft: Draft, section: str, lead: str) -> str:
    return next((text for text in draft.sections[section] if text.startswith(lead)), "")


OLD = (
    "（国办公开办函〔2019〕60号）",
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    "《中华人民共和国政府信息公开条例》（国务院令第492号）",
)


@planter("E03")
def old_law(pair: Pair, rng: random.Random) -> Planted:
    draft, entailed = pair.after, frozenset({"C05", "C11", "C01"})
    old = rng.choice(OLD)
    if "2021〕30号" in draft.preamble and "60号" in old:
        draft.preamble = draft.preamble.replace("〔2021〕30号", "〔2019〕60号")
    else:
        draft.preamble = f"按照{old}要求，发布本报告。{draft.preamble}"
    return Planted("E03", draft.preamble, entailed=entailed)


@planter("F01")
def identity(pair: Pair, rng: random.Random) -> Planted:
    if rng.random() < 0.6:
        body = f"{rng.randint(110_101, 650_105)}19{rng.randint(50, 99)}0{rng.randint(1, 9)}"
        body += f"{rng.randint(10, 28)}{rng.randint(100, 999)}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        rest = sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11
        text = f"申请人张某某（身份证号{body}{'10X98765432'[rest]}）对答复表示满意。"
    else:
        body = "6222" + "".join(rng.choice("0123456789") for _ in range(14))
        digits = [int(d) for d in body[::-1]]
        doubled = [sum(divmod(d * 2, 10)) if n % 2 == 0 else d for n, d in enumerate(digits)]
        text = f"退还款项已汇入银行卡{body}{-sum(doubled) % 10}。"
    return _added(pair.after, rng, "F01", text, entailed=frozenset({"F02"}))


@planter("F02")
def mobile(pair: Pair, rng: random.Random) -> Planted:
    number = f"1{rng.choice('3578')}{rng.randint(100_000_000, 999_999_999)}"
    text = rng.choice(("联系人李某，手机{}。", "详情请致电{}咨询。", "工作人员电话：{}。"))
    return _added(pair.after, rng, "F02", text.format(number))


@planter("F03")
def secret(pair: Pair, rng: random.Random) -> Planted:
    text = rng.choice(("机密★5年", "秘密★1年", "内部资料，注意保存", "绝密★长期", "秘密★10年"))
    return _added(pair.after, rng, "F03", text)


def _added(
    draft: Draft, rng: random.Random, rule: str, text: str, entailed: frozenset[str] = frozenset()
) -> Planted:
    section = rng.choice((MATTERS, MATTERS, PROBLEMS))
    assert section in SECTIONS
    if rule == "F03":
        draft.sections[section].append(text)
    else:
        draft.sections[section][-1] += text
    return Planted(rule, text, section=section, entailed=entailed)
