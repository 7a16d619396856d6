"""Which line of which table the words around a number name."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ...words import LineWords, Topic, without
from .around import DENIED, Around
from .known import unknown
from .naming import Lines, Match, joined, lines_in, narrowest

# The second number of 由5件减少到3件.
ARRIVED = re.compile(
    r"[,、]?(?:(?:增|减|降|升)(?:加|少|低|长)?(?:到|至|为)|[多少](?:到|至))(?:(?:本年|今年|20\d\d年)度?的)?"
    r"|(?:上升|下降|回落|攀升|提升|下滑|提高|压减|上涨|扩大|缩减)(?:到|至|为)"
    r"|(?:增加|减少|增长|降)为?(?:本年|今年|20\d\d年)度?的"
)
# What leads to the part of a wider number that is ours.
PART = re.compile(r"其中|,(?:涉及|属于|涉|有关|因)政府信息公开")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOT_YET = re.compile("[未尚不]")
_AS_BEFORE = re.compile(
    r"(?:与|同|和|较|比)(?:上年|去年|20\d\d年)(?:度|同期)?(?:基本|大致|完全)?(?:持平|相同|相当|一致|不变)|(?:由|从)(?:上年|去年|20\d\d年)度?的?"
)
_LEADS = 4  # unknown characters of a clause that leads to what follows
_AT_ONCE = 3  # characters between a number and the words behind it
_OTHERS = 6  # characters behind a number that may tell that it is about something else


class Choice(NamedTuple):
    """The words of the row and of the column; those that were not said are None."""

    topic: Topic
    row: LineWords | None
    column: LineWords | None
    is_near: bool = True
    is_behind: bool = False  # told by the words behind the number, which are then used up

    @property
    def is_of_all(self) -> bool:
        """Whether the row is one of those of which others are parts."""
        return self.row is not None and set(self.row.readings[0]) <= set(self.topic.whole)


@dataclass
class State:
    """What was spoken of before, in the same paragraph."""

    marked: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # whose lines this sentence names for certain
    topic: Topic | None = None
    row: LineWords | None = None
    column: LineWords | None = None
    sentence: int = -1
    read_to: int = 0  # where the words end that were used

    def back_to(self, earlier: "State") -> None:
        """Speak again of what was spoken of before an aside."""
        self.topic, self.row, self.column = earlier.topic, earlier.row, earlier.column
        self.sentence = earlier.sentence

    def has_column(self, topic: Topic, sentence: int) -> bool:
        """Whether this sentence has named a column of the topic that it goes on with."""
        return self.topic is topic and self.sentence == sentence and self.column is not None

    def keep(self, choice: Choice, sentence: int) -> None:
        if choice.topic is not self.topic or sentence != self.sentence:
            self.column = None
        if choice.topic is not self.topic:
            self.row = None
        self.topic, self.sentence = choice.topic, sentence
        self.row = choice.row or self.row
        self.column = choice.column or self.column


def choose(around: Around, topics: tuple[Topic, ...], state: State) -> Choice | None:
    """The topic, row and column that this number belongs to, if the words tell."""
    topics = tuple(topic for topic in topics if topic.units.fullmatch(around.unit))
    if around.of:
        return _apportioned(around, topics)
    if ARRIVED.fullmatch(around.before) and state.topic in topics and state.topic:
        return Choice(state.topic, state.row, state.column)
    if around.is_first and (told := _choose_behind(around, topics, state, at_once=True)):
        return told
    candidates = [one for topic in topics if (one := _candidate(topic, around, state))]
    if not candidates:
        return _choose_behind(around, topics, state) or _part_of(around, topics, state)
    _strong, _end, topic, row, column = max(candidates, key=lambda one: one[:2])
    if row and row[2].weak and (better := _first(topic.rows, around.behind)):
        row = (row[0], row[1], better)
    place = max(one[0] for one in (row, column) if one)
    if not reaches(topic, around.before[place:]) or is_of_another(topic, around, row, column):
        return None
    if row is None and (behind := _first(topic.rows, around.behind)):
        return Choice(topic, behind, column and column[2], is_behind=True)
    if column and _are_all(topic, around.before):
        column = None  # 自然人、法人和其他组织共40件
    words = _row_before(topic, row, around.before)
    if column is None and (behind := _first(topic.columns, around.behind)):
        return Choice(topic, words, behind, is_near=False)  # 复议机关对5件答复予以维持
    is_near = topic.tail.fullmatch(around.before[place:]) is not None
    return Choice(topic, words, column and column[2], is_near)


def _row_before(topic: Topic, row: Match | None, before: str) -> LineWords | None:
    """The row that the words before a number name, as narrowly as they do, or the sum of some."""
    if row is None:
        return None
    row = narrowest(topic, row, before)
    return joined(topic, before, row) or row[2]


def _are_all(topic: Topic, before: str) -> bool:
    """Whether the words name every column, which together are the total."""
    known = {line for one in topic.columns for line in one.readings[0]}
    named = {line for one in lines_in(topic.columns, before) for line in one[2].readings[0]}
    return "total" in topic.default_columns and known - set(topic.default_columns) <= named


@lru_cache(maxsize=4096)
def reaches(topic: Topic, between: str) -> bool:
    """Whether the words before a number belong to it, through those that stand between."""
    if topic.tail.fullmatch(between):
        return True
    between = topic.marks.sub("", between)  # 直接起诉的政府信息公开案件5件
    return not _HAN.search(without(topic.between, _AS_BEFORE.sub("", between)))


def _apportioned(around: Around, topics: tuple[Topic, ...]) -> Choice | None:
    """行政许可、行政处罚分别为3件、5件: as many lines are named as numbers follow."""
    for topic in topics:
        rows, columns = lines_in(topic.rows, around.before), lines_in(topic.columns, around.before)
        if is_of_another(topic, around, *rows, *columns):
            continue
        if len(rows) == around.of:
            return Choice(topic, rows[around.place][2], columns[-1][2] if columns else None)
        if len(columns) == around.of and len(rows) < 2:
            return Choice(topic, rows[-1][2] if rows else None, columns[around.place][2])
    return None


def _candidate(
    topic: Topic, around: Around, state: State
) -> tuple[bool, int, Topic, Match | None, Match | None] | None:
    row, column = _last(topic, topic.rows, around, state), None
    if row or state.topic is topic or _first(topic.rows, around.behind):
        column = _last(topic, topic.columns, around, state)
    if row is None and column is None:
        return None
    end = max(one[0] for one in (row, column) if one)
    is_weak = bool(row and row[2].weak and not column)
    return not is_weak, end, topic, row, column


def _last(topic: Topic, lines: Lines, around: Around, state: State) -> Match | None:
    """The words nearest before a number, longer ones first; weak ones if there are no other."""
    best: Match | None = None
    for words in lines:
        if words.follows and not _is_listed(topic, lines, state):
            continue
        for match in words.words.finditer(around.before):
            rank = (match.end(), match.end() - match.start(), words)
            is_better = best is None or (not words.weak, *rank[:2]) > (not best[2].weak, *best[:2])
            if is_better and _is_needed(topic, words, around, state):
                best = rank
    return best


def _is_listed(topic: Topic, lines: Lines, state: State) -> bool:
    """Whether other lines of this kind have just been told, so that 其他 is one of them."""
    if state.topic is not topic:
        return False
    return bool(state.column) if lines is topic.columns else bool(state.row and not state.column)


def _is_needed(topic: Topic, words: LineWords, around: Around, state: State) -> bool:
    """Whether what the words need is near; else their topic must have been spoken of."""
    if words.needs is None or words.needs.search(around.before + around.behind):
        return True
    is_told = state.topic is topic or topic.table in state.named
    return topic.table in state.marked and is_told


def leads(topic: Topic, clause: str, agency: str, *, goes_on: bool) -> Choice | None:
    """The only lines that a clause without a number names, if it says nothing much else.

    A column alone does where the topic ``goes_on``: 个人申请居多, 共30件.
    """
    if "total" in topic.default_columns and DENIED.search(clause):
        return None
    rows = [
        one
        for one in topic.rows
        if not one.follows and one.words.search(clause)
        if one.needs is None or one.needs.search(clause)
    ]
    strong = [one for one in rows if not one.weak] or rows
    rest = clause
    for one in strong:
        rest = one.words.sub("·", rest)
    columns = [one[2] for one in lines_in(topic.columns, rest) if not one[2].follows]
    is_one = len(strong) == 1 or (goes_on and not strong and len(columns) == 1)
    if not is_one or topic.others.search(rest) or unknown(topic, clause, "", agency) > _LEADS:
        return None
    row = strong[0] if strong else None
    column = columns[0] if len(columns) == 1 else None
    return Choice(topic, row, column, is_near=False)


def _part_of(around: Around, topics: tuple[Topic, ...], state: State) -> Choice | None:
    """被申请行政复议8件, 其中涉及政府信息公开的3件."""
    topic = state.topic
    if topic not in topics or topic is None or state.row is None:
        return None
    mark = topic.marks.search(around.before)
    is_part = "其中" in around.before or PART.match("," + around.before)
    if not is_part or mark is None or is_of_another(topic, around):
        return None
    is_all = reaches(topic, around.before[mark.end() :])
    return Choice(topic, state.row, state.column, is_near=False) if is_all else None


def _choose_behind(
    around: Around, topics: tuple[Topic, ...], state: State, *, at_once: bool = False
) -> Choice | None:
    """The same where nothing before the number tells: 9件予以公开, 3件尚在审理.

    Where the words before may tell, those behind have to begin ``at_once``.
    """
    for topic in sorted(topics, key=lambda one: one is not state.topic):
        if is_of_another(topic, around):
            continue
        if at_once and not any(
            (match := one.words.search(around.behind))
            and (match.start() <= _AT_ONCE or reaches(topic, around.behind[: match.start()]))
            for one in topic.rows
            if (one.needs is None or _is_needed(topic, one, around, state)) and not one.weak
        ):
            continue
        row = _row_behind(topic, around.behind)
        column = _first(topic.columns, around.behind)
        if row and _is_needed(topic, row, around, state):
            return Choice(topic, row, column, row.weak or column is not None, is_behind=True)
        if column and state.topic is topic and state.row:
            return Choice(topic, None, column, is_near=False, is_behind=True)
        needy = _first(topic.rows, around.behind) if around.is_first else None
        if needy and state.topic is topic and not _NOT_YET.search(around.behind):
            return Choice(topic, needy, column, is_near=False, is_behind=True)
    return None


def _row_behind(topic: Topic, behind: str) -> LineWords | None:
    """The row that words behind a number name; of several the last, or the sum of all."""
    rows = [one for one in lines_in(topic.rows, behind) if one[2].needs is None]
    if len(rows) > 1:
        return joined(topic, behind, rows[-1]) or (rows[-1][2] if "等" in behind else rows[0][2])
    return rows[0][2] if rows else _first(tuple(one for one in topic.rows if one.weak), behind)


def _first(lines: Lines, behind: str) -> LineWords | None:
    """The line whose words come first behind a number."""
    found = [
        (match.start(), -len(match[0]), words)
        for words in lines
        if not words.follows and (match := words.words.search(behind))
    ]
    strong = [one for one in found if not one[2].weak] or found
    return min(strong, key=lambda one: one[:2])[2] if strong else None


def is_of_another(topic: Topic, around: Around, *matches: Match | None) -> bool:
    """Whether something else is told that is called the same, or only a part of it."""
    rest = around.before
    for match in sorted(filter(None, matches), reverse=True, key=lambda one: one[0]):
        rest = rest[: match[0] - match[1]] + "·" + rest[match[0] :]
    for words in topic.rows:
        if words.needs is None and not words.weak:
            rest = words.words.sub("·", rest)  # 逾期不补正等其他处理
    behind = around.behind[:_OTHERS]
    for words in topic.columns:
        behind = words.words.sub("·", behind)  # 3件尚在审理
    told = rest + "·" + behind
    is_part = topic.subsets is not None and topic.subsets.search(told)
    return bool(is_part) or topic.others.search(told) is not None
