"""Where prose tells a quantity of a table: which number, and the cells it may stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...report import Report
from ...words import LineWords, Topic
from .around import Around
from .around import around as look_around
from .choosing import ARRIVED, PART, Choice, State, choose, is_of_another, leads, reaches
from .known import is_certain, unknown
from .mentions import Mention, Prose, Reading, crossing, readings_of
from .naming import lines_in
from .reading import Number, Paragraph, last_words, paragraphs
from .times import is_of_the_office, is_of_this_year

# Before a change, which is no quantity itself; 新增 is.
_CHANGED = re.compile(
    r"(?:较|比|与)(?:上年|去年|上一年|20\d\d年)[^,。;]{0,8}(?:多|少|增|减)"
    r"|(?:增加|减少|增长|下降|上升|降低|(?<!新)增|减|多|少|提高|下滑)(?:了|约|近)*$"
)
_TOGETHER = re.compile(
    r"(?:两项|二者|两者|以上|上述|全年|全部)?(?:应|需|须|实际)?(?:办理|答复|处理)?(?:政府信息公开)?(?:申请)?(?:办理)?(?:总量|总数)?"
    r"(?:共计?|合计|总计|总共|应|需|为)?(?:应|需)?(?:办理?|答复|处理)?(?:政府信息公开)?(?:申请)?(?:共计?|总量|总数)?(?:有|为|达)?"
)
_SUM = re.compile("[共总应需]|合计|[两二]者|两项|以上|上述")
_OF_LAST_YEAR = re.compile(r"\((?:上年|去年|20\d\d年)(?:度|同期|末)?[^()\d转遗]{0,4}$")
_OF_ANOTHER_KIND = re.compile(r"\((?:均|都|全)?(?:非|不属于|与)(?:涉及|涉)?(?:政府)?信息公开")
_IN_ASIDE = re.compile(r"\((?:其中)?(?:包?[含括]|另有)[^()]*$")
_OTHER = re.compile("(?:其中)?其[他它余]")
_TWO = 2
_MOST_UNKNOWN = 3  # characters beside a number that are not understood
_CONTEXT = 300  # characters of a sentence that are looked at around a number


def read(report: Report) -> Prose:
    """Every number of the prose that speaks of the office's own figures of the year."""
    found = tuple(paragraphs(report))
    mentions: list[Mention] = []
    marked: dict[str, set[str]] = {}  # what each section has spoken of
    for one in found:
        state = State(marked=marked.setdefault(one.section, set()))
        mentions += _Reader(one, report, state).mentions()
    return Prose(report, found, tuple(mentions))


@dataclass
class _Reader:
    """Reads a paragraph, number by number, and remembers what it was about."""

    paragraph: Paragraph
    report: Report
    state: State = field(default_factory=State)
    led_to: int = 0  # up to where clauses were looked at for what they lead to
    led: tuple[Choice, int] | None = None  # what the last of these named, and where it ends
    told: list[Mention] = field(default_factory=list)
    before_aside: State | None = None
    told_from: int = 0  # where that begins to be told which the sentence goes on with

    def mentions(self) -> Iterator[Mention]:
        topics = self.report.dataset.format.topics
        for start, end in self.paragraph.sentences():
            sentence = self.paragraph.text[start:end]
            if not sentence.startswith("其中"):
                self.told_from = start
            self.state.marked |= {one.table for one in topics if one.marks.search(sentence)}
            self.state.named = {one.table for one in topics if one.names_a_line(sentence)}
            for place in self.paragraph.places(start, end):
                self._leave_or_enter_aside(self.paragraph.numbers[place])
                if found := self._at(place, start, end):
                    self.told.append(found)
                    yield found

    def _leave_or_enter_aside(self, number: Number) -> None:
        """新收35件(含上年结转2件), 自然人30件: the last is of those before the brackets."""
        if _IN_ASIDE.search(self.paragraph.text, max(0, number.start - _CONTEXT), number.start):
            self.before_aside = self.before_aside or replace(self.state)
        elif self.before_aside:
            self.state.back_to(self.before_aside)
            self.before_aside = None

    def _at(self, place: int, start: int, end: int) -> Mention | None:
        """What the number at this place is of, in the sentence between ``start`` and ``end``."""
        text, number = self.paragraph.text, self.paragraph.numbers[place]
        # 有效20件(上年末为21件), 制发1件: an aside
        is_aside = _OF_LAST_YEAR.search(text, start, number.start)
        is_aside = is_aside or _OF_ANOTHER_KIND.match(text, number.end)
        if is_aside or number.unit in ("%", "个百分点"):
            return None
        around = look_around(self.paragraph, place, max(start, self.state.read_to))
        if _CHANGED.search(around.before):
            self._lead(start, number.start, also=number)
            return None
        self._lead(start, self.paragraph.clause(number.start)[0])
        if total := self._total(number, start):
            return total
        if self._is_by_a_way(number, around, start):
            return None
        choice = choose(around, self.report.dataset.format.topics, self.state)
        if choice := choice or self._led(number, around):
            return self._chosen(choice, number, around, start, end)
        if not ARRIVED.match(text, number.end):
            self._leave(number, start)
        return None

    def _chosen(
        self, choice: Choice, number: Number, around: Around, start: int, end: int
    ) -> Mention | None:
        """The number as what its words tell, unless others say that it is of something else."""
        text = self.paragraph.text
        if ARRIVED.match(text, number.end):  # 由5件减少到3件: this is last year's
            self.state.keep(choice, start)
            return None
        before = around.before
        if choice.is_behind:
            self.state.read_to = number.end + len(around.behind)
            if around.is_first:  # 5件申请公开招生信息;3件结转下年
                before = last_words(before)
        beside = before, around.behind, self.report.agency or ""
        told = text[max(start, number.start - _CONTEXT) : number.end]
        following = text[number.end : min(end, number.end + _CONTEXT)]
        named = told + around.behind  # 收到35份政府信息公开申请
        if _is_part_ours(choice.topic, named, following):
            self.state.keep(choice, start)  # the part that is ours is told next
            return None
        strange = unknown(choice.topic, *beside)
        is_other = not choice.topic.marks.search(named) and _tells_others(choice.topic, told)
        if (
            strange > self._most_unknown(choice, told, start)
            or is_other
            or choice.topic.table not in self.state.marked
            or ("其余" in around.before and choice.is_of_all)
            or choice.topic.is_elsewhere(told + following)
        ):
            self.state.topic = None
            return None
        is_understood = not strange and is_certain(choice.topic, *beside)
        return self._mention(number, choice, start, is_understood=is_understood)

    def _goes_on(self, number: Number, start: int) -> bool:
        """Whether a number of this sentence may be of what it has spoken of before."""
        topic = self.state.topic
        is_here = self.state.sentence in (start, self.told_from)
        return topic is not None and is_here and topic.units.fullmatch(number.unit) is not None

    def _is_by_a_way(self, number: Number, around: Around, start: int) -> bool:
        """Whether a number tells in what way so many came: 其中网络申请5件, 3件为信件申请."""
        ways = self.state.topic and self.state.topic.ways
        label = last_words(around.before)
        if not ways or not self._goes_on(number, start) or _OTHER.match(label):
            return False
        return bool(ways.fullmatch(label) or (not label and ways.match(around.behind)))

    def _leave(self, number: Number, start: int) -> None:
        """Speak of nothing known, unless parts of a number follow: 审结的6件中, 维持5件."""
        is_led = self.paragraph.text.startswith("中", number.end)
        if not (is_led and self._goes_on(number, start)):
            self.state.topic = None

    def _most_unknown(self, choice: Choice, told: str, start: int) -> int:
        """How many characters beside a number may be unknown: none if its line is in doubt."""
        is_row = bool(choice.row and choice.row.sure) or "其中" not in told  # 其中医疗机构办件5件
        is_column = choice.column or self.state.has_column(choice.topic, start)
        is_named = "total" in choice.topic.default_columns or (is_column and is_row)
        return _MOST_UNKNOWN if is_named else 0

    def _lead(self, start: int, end: int, also: Number | None = None) -> None:
        """What the clauses before name whose numbers are still to come: 规章方面, 全年制发3件."""
        for begin, stop in self.paragraph.clauses(max(start, self.led_to), end):
            self.led_to = stop
            told = [self.paragraph.numbers[place] for place in self.paragraph.places(begin, stop)]
            if told and told != [also]:
                continue
            clause, agency = self.paragraph.text[begin:stop], self.report.agency or ""
            for topic in self.report.dataset.format.topics:
                if found := leads(topic, clause, agency, goes_on=self.state.topic is topic):
                    row = None if found.row and found.row.weak else found.row
                    self.state.keep(found._replace(row=row), start)
                    self.led = found, stop

    def _led(self, number: Number, around: Around) -> Choice | None:
        """What the clause before leads to: 行政复议案件较上年增加3件, 共9件."""
        begin = self.paragraph.clause(number.start)[0]
        if self.led is None or not begin - 1 <= self.led[1] <= begin:
            return None
        choice = self.led[0]
        is_only = reaches(choice.topic, self.paragraph.text[begin : number.start])
        is_ours = is_only and not is_of_another(choice.topic, around)
        return choice if is_ours and choice.topic.units.fullmatch(number.unit) else None

    def _total(self, number: Number, start: int) -> Mention | None:
        """上年结转2件, 新收34件, 合计36件: what was just told, together."""
        place = max(self.paragraph.clause(number.start)[0], start)
        words = self.paragraph.text[place : number.start]
        if not _TOGETHER.fullmatch(words) or not _SUM.search(words):
            return None
        told = [one for one in self.told if one.sentence == start]
        if len(told) != _TWO or told[0].topic is not told[1].topic:
            return None
        topic, cells = told[0].topic, tuple(key for one in told for key in one.readings[0].cells)
        rows = {key.row for key in cells}
        if len(cells) != len(set(cells)) or not rows <= set(topic.whole) or len(rows) < _TWO:
            return None
        if {key.column for key in cells} != set(topic.default_columns):
            return None
        return Mention(self.paragraph, number, topic, (Reading(cells),), False, start)

    def _mention(
        self, number: Number, choice: Choice, start: int, *, is_understood: bool
    ) -> Mention | None:
        """What the number stands for, if it is told of this year and of the office."""
        text, state = self.paragraph.text, self.state
        topic, row, column = choice.topic, choice.row, choice.column
        goes_on, same_sentence = state.topic is topic, state.sentence == start
        had_row, had_column = (state.row, state.column) if goes_on else (None, None)
        if (
            row is None
            and had_row
            and not same_sentence
            and _names_another(topic, had_row, text[start : number.start])
        ):
            return None  # 规范性文件“立改废”信息及时更新, 制定3件
        state.keep(choice, start)
        told = text[max(self.told_from, number.start - _CONTEXT) : number.start]
        is_ours = is_of_this_year(told, self.report.year) and is_of_the_office(told, self.report)
        has_total = "total" in topic.default_columns
        columns = column or (had_column if same_sentence and not has_total else None)
        if row is None and column and not column.sure and not (has_total or same_sentence):
            return None  # 印发文件64份 may be of other documents
        readings = tuple(readings_of(topic, row or had_row, columns, self.report))
        if columns is None and not has_total:  # any of its columns may be meant
            others = {one.readings for one in topic.columns} - {(topic.default_columns,)}
            named = row or had_row
            rows = named.readings if named else (topic.default_rows,)
            for across in sorted(others):
                readings += crossing(topic, rows, across, self.report.dataset.format_key)
        if row is None and column and len(topic.default_rows) == 1:
            # Applicants may be those of all that came in, or of the row told before.
            readings += tuple(readings_of(topic, None, columns, self.report))
        if not is_ours or not readings:
            return None
        # An error forbids publishing, so all that makes it one stands in this very sentence.
        sentence = told + text[number.start : self.paragraph.clause(number.start)[1]]
        is_sure = (
            is_understood
            and row is not None
            and choice.is_near
            and not number.is_rough
            and all(one.sure for one in (row, column) if one)
            and (column is not None or has_total)
            and topic.marks.search(sentence) is not None
        )
        return Mention(self.paragraph, number, topic, readings, is_sure, start)


def _names_another(topic: Topic, row: LineWords | None, sentence: str) -> bool:
    """Whether a sentence has named another row than the one that was spoken of before it."""
    named = lines_in(topic.rows, sentence)
    return bool(named) and named[-1][2] is not row


def _tells_others(topic: Topic, told: str) -> bool:
    """Whether words are of other things of the same name: 审结, unless of the line 尚未审结."""
    if not topic.others.search(told):
        return False
    for one in topic.columns:
        told = one.words.sub("·", told)
    return topic.others.search(told) is not None


def _is_part_ours(topic: Topic, told: str, following: str) -> bool:
    """Whether a sentence says what part is ours later on."""
    part = PART.search(following)
    if part is None or topic.marks.search(told):
        return False
    return topic.marks.search(following, part.start()) is not None
