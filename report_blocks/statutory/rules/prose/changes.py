"""D03: shares and changes told of a quantity are what one gets by counting."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, combinations, groupby

from ...findings import Finding
from ...report import Report
from ...text import Text
from ...words import LineWords
from ..book import found
from ..context import Context
from .mentions import Mention, Prose, Reading
from .naming import lines_in
from .reading import Number
from .times import is_of_this_year

_SHARE = re.compile(
    r"(?:占(?:比|[^,。;]{0,16}?(?:比例|比重|比率|百分比|份额|比|的))?|(?:的)?(?:比例|比重|占比)|(?P<rate>率))"
    r"(?:分别|则|仅|也|高|低)?(?:为|约|达到?|是|有|到|至|:)*$"
)
_RATES = re.compile(
    "(?:维持|纠正|纠错|败诉|予以公开|部分公开)$"
)  # 维持率 is a share; 办结率 is told of much
_UP = "净增长?|递增|攀升|增长|上升|增加|增多|提高|提升|上涨|扩大|增幅|升幅|涨幅|增量|增|升|多|涨"
_DOWN = "净减|递减|回落|下降|减少|降低|下滑|缩减|压减|降幅|减幅|跌幅|减量|降|减|少"
_CHANGE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:幅度?|比例|比率|率)?"
    r"(?:答复|收到?|办理|办结|受理|接收|作出|制发|处理|申请|件数|数量?|量)*(?:了|约|近|有|为|达到?|是|仅|:)*$"
)
_COMPARED = re.compile(
    r"(?:相?较|比|与|同|跟|和|对比)于?(?:上年|去年|前年|上一年|20\d\d年)|同比|较?上年(?:度|同期)?|去年同期"
    r"|[增降减升涨跌]幅|净[增减]|环比|(?:由|从)(?:上年|去年|20\d\d年)"
)
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年|20\d\d年)(?:度|同期)*[(的]?(?:为|是|有)?$")
_DIGIT = re.compile(r"\d")  # 部分公开46, 占4%: a number without a unit
_OPENING = re.compile("其中|分别|所占|约|件|的|其|数量?|总量|总数|合计|则|占")
_EACH = re.compile("分别|依次|各自")
_TOGETHER = re.compile("[两二三](?:项|者|类|种|部分)(?:合计|共|之和|相加)?")
_NEAR = 20  # numbers before a share, of which it may be one's


def shares_and_changes(prose: Prose, context: Context) -> Iterator[Finding]:
    """占29.9%, 同比增长12.3%, 较上年增加15件: recomputed from the tables."""
    for _paragraph, told in groupby(prose.mentions, lambda one: id(one.paragraph)):
        yield from _Paragraph(list(told), prose.report, context).findings()


class _Paragraph:
    """The numbers of a paragraph that are no quantities, but told of one."""

    def __init__(self, told: list[Mention], report: Report, context: Context) -> None:
        self.told, self.report, self.before = told, report, context.before
        self.paragraph = told[0].paragraph
        self.mentioned = {id(mention.number): mention for mention in told}
        self.topic = told[0].topic  # of which was spoken last

    def findings(self) -> Iterator[Finding]:
        for start, end in self.paragraph.sentences():
            yield from self._in_sentence(start, end)

    def _in_sentence(self, start: int, end: int) -> Iterator[Finding]:
        text, subject = self.paragraph.text, None
        last = start  # where the words begin that belong to a number
        for place in self.paragraph.places(start, end):
            number = self.paragraph.numbers[place]
            between, told_to, last = text[last : number.start], last, number.end
            if mention := self.mentioned.get(id(number)):
                subject, self.topic = mention, mention.topic
            elif (
                number.is_percent
                and (share := _SHARE.search(between))
                and not _DIGIT.search(between)
            ):
                # 分别为5件和3件, 占62%: of which of them is not said.
                of_one = None if "分别" in text[start:told_to] else subject
                part = self._part(of_one, between[: share.start()], number, share)
                if part and not number.is_rough and not self._is_any_share(part, number):
                    yield _wrong(part, number, self.report, "比例", "share")
            elif change := _CHANGE.search(between):
                told = text[start : number.start]
                if self.before and not number.is_rough and _COMPARED.search(told):
                    sign = -1 if change["down"] else 1
                    one = self._named(between[: change.start()], number) or subject
                    subject = one = one or self._next(place, end)
                    if one and not self._is_change(one, number, sign):
                        yield _wrong(one, number, self.report, "与上年相比的变化", "change")
            elif (
                not number.is_percent
                and not _LAST_YEAR.search(between)
                and is_of_this_year(text[start : number.start], self.report.year)
            ):
                subject = None

    def _next(self, place: int, end: int) -> Mention | None:
        """与上年相比，减少5件，共收到34件: what a change is told of may follow it."""
        following = self.paragraph.numbers[place + 1 : place + 2]
        return (
            self.mentioned.get(id(following[0])) if following and following[0].start < end else None
        )

    def _part(
        self, subject: Mention | None, words: str, number: Number, share: re.Match[str]
    ) -> Mention | None:
        """What the share is told of: the number before it, unless words name something else.

        None if they name what the table does not have.
        """
        if share["rate"] and not _RATES.search(words):
            return None
        clause = re.split("[,;:]", words)[-1]
        both = _TOGETHER.search(clause)
        if both and len(lines_in(self.topic.rows, clause[: both.start()])) > 1:
            return self._named(clause, number)  # 不予公开和无法提供两类合计占10%
        if subject and both:
            return self._together(subject, 3 if both[0][0] == "三" else 2)
        if self.topic.subsets and self.topic.subsets.search(clause):
            return None
        if named := self._named(clause, number, subject):
            return named
        rest = _OPENING.sub("", clause)
        return None if re.search("[\u4e00-\u9fff]{2}", rest) else subject

    def _together(self, last: Mention, count: int) -> Mention | None:
        """予以公开9件, 部分公开3件, 两项占34%: what was just told, added up."""
        told = [one for one in self.told if one.number.start <= last.number.start][-count:]
        if any(one.topic is not last.topic for one in told):
            return None
        cells = tuple(dict.fromkeys(key for one in told for key in one.readings[0].cells))
        value = sum((Decimal(one.number.value) for one in told), Decimal())
        return replace(last, number=replace(last.number, value=value), readings=(Reading(cells),))

    def _named(self, words: str, number: Number, subject: Mention | None = None) -> Mention | None:
        """The quantity that words name by themselves, as the table has it."""
        topic = self.topic
        clause = re.split("[,;:。]", words)[-1]
        rows = [one[2] for one in lines_in(topic.rows, clause)]
        columns = [one[2] for one in lines_in(topic.columns, clause)]
        if _EACH.search(clause):
            rows, columns = rows[:1], columns[:1]
        if not rows and not columns:
            return None
        told = dict.fromkeys(key.row for key in subject.readings[0].cells) if subject else {}
        readings = [
            Reading(
                tuple(
                    key
                    for key in topic.cells(lines, across)
                    if key in self.report.dataset.format.cells
                )
            )
            for lines in (_sums(rows) or [tuple(told) or topic.default_rows])
            for across in (_sums(columns) or [topic.default_columns])
        ]
        readings = [reading for reading in readings if reading.cells]
        if not readings:
            return None
        value = readings[0].value(self.report.dataset)
        of_table = replace(number, value=value)
        return Mention(self.paragraph, of_table, topic, tuple(readings), True, number.start)

    def _is_any_share(self, subject: Mention, number: Number) -> bool:
        """Whether it is the share of what was told last, or of that and the one before it."""
        if self._is_share(subject, number):
            return True
        both = self._together(subject, 2)  # 复议6件、诉讼4件, 占申请的2%
        return both is not None and self._is_share(both, number)

    def _is_share(self, subject: Mention, number: Number) -> bool:
        """Whether it is the subject's share of any whole that it may be told of."""
        part = Decimal(subject.number.value)
        return any(
            _rounds_to(part * 100 / Decimal(whole), number)
            for whole in self._wholes(subject)
            if whole
        )

    def _wholes(self, subject: Mention) -> set[int | Decimal]:
        """Of what it may be a share: the table's wholes, their sums, and what was told before."""
        topic = subject.topic
        some = chain.from_iterable(combinations(topic.whole, n) for n in (1, 2, 3))
        wholes = [Reading(tuple(topic.cells(rows, topic.default_columns))) for rows in some]
        for reading in subject.readings:
            wholes.append(_across(reading, column=topic.default_columns[0]))
            wholes += [_across(reading, row=row) for row in topic.whole]
        before = [one for one in self.told if one.number.start <= subject.number.start]
        told_before = {one.number.value for one in before[-_NEAR:]}
        return {reading.value(self.report.dataset) for reading in wholes} | told_before

    def _is_change(self, subject: Mention, number: Number, sign: int) -> bool:
        now, before = self.report.dataset, self.before.dataset  # type: ignore[union-attr]
        for reading in subject.readings:
            if not any(before[key].number is not None for key in reading.cells):
                return True  # nothing to compare with
            last = Decimal(reading.value(before))
            for told in (subject.number.value, reading.value(now)):
                change = (Decimal(told) - last) * sign
                if not number.is_percent:
                    if change == number.value:
                        return True
                elif last and _rounds_to(change * 100 / last, number):
                    return True
        return False


def _sums(words: list[LineWords]) -> list[tuple[str, ...]]:
    """What several words name together; the readings of a single one."""
    if len(words) == 1:
        return list(words[0].readings)
    return (
        [tuple(dict.fromkeys(line for one in words for line in one.readings[0]))] if words else []
    )


def _across(reading: Reading, **line: str) -> Reading:
    """All applicants of its rows, or a whole row of its applicants."""
    return Reading(tuple(dict.fromkeys(key._replace(**line) for key in reading.cells)))


def _rounds_to(exact: Decimal, number: Number) -> bool:
    """Rounded or cut off."""
    return abs(exact - number.value) < Decimal(10) ** -number.decimals


def _wrong(subject: Mention, number: Number, report: Report, zh: str, en: str) -> Finding:
    paragraph = subject.paragraph
    start = max(paragraph.clause(subject.number.start)[0], subject.number.start - 20)
    quote = paragraph.text[start : number.end]
    heading = report.dataset.format.section(paragraph.section).heading
    return found(
        "D03",
        Text(
            f"“{heading}”“{quote}”，其中的{zh}与表中数据算出的不符",
            f"“{heading}”: “{quote}”: the {en} is not what the table's figures give",
        ),
        section=paragraph.section,
        cells=subject.readings[0].cells,
        found=number.value,
    )
