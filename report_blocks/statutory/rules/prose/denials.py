"""D02, D07: what the prose denies is zero in the tables, and nothing is left where all is done."""

import re
from collections.abc import Iterator

from ...codec import show_number
from ...dataset import Dataset
from ...findings import Finding
from ...report import Report
from ...text import Text
from ...words import LineWords, Topic
from ..book import found
from .against_tables import heading, name
from .known import unknown
from .mentions import Prose, Reading
from .naming import lines_in
from .reading import Paragraph
from .times import is_of_the_office, is_of_this_year

_CONTEXT = 300  # characters of a sentence that are looked at before the words
_BUT = re.compile("除[^。]*外|其余")  # all but so many
_VERBS = (
    "收到|接到|接收|受理|登记|产生|出现|发生|涉及|引发|引起|被|有|因|就|由|曾|制定|制发|出台|印发|发布|颁布|公布|新"
    "|废止|作出|做出|下达|实施|开展|采取|行使|收取|征收|收缴|办理|提出|提起|提交|结转|存在|形成|作为|承担|遇到|发现"
)
_NONE = re.compile(
    rf"(?:从|尚|并|暂|均|也|亦|还)?未(?=(?:曾|再)?(?:{_VERBS}))|(?:也|并|均|暂|还)?(?:没有(?!现成)|没(?!有))|不(?:存在|涉及|产生|具有|承担|行使|收取|征收)"
    r"|(?:尚|暂|均|并|亦|也|既|都)?无(?!法|正当|需|须|关|误|偿|障碍|理由|论|现成|缝|纸|异议|条件|效|证|主|锡|线)"
    r"|零(?=[^\d,。;万千百十])|(?:为|是|计|共|均|数|量)(?:零|0)(?![\d.个])(?!件|宗|起|次|例|部|份|万|元|条|篇|项)"
)
# What is denied is no line of a table, but something that may happen to one.
_MISHAP = re.compile(
    "超期|逾期|超时|违规|违法|违反|差错|失误|错误|瑕疵|问题|投诉|举报|纠纷|败诉|撤销|纠错|纠正|变更|申诉|信访|遗漏|延误"
    "|推诿|不当(?!导致|引)|例外|舆情|泄密|争议|异议|责任|追究|应(?:当|予|主动)*公开|滞后|障碍|死角|支出|拒|罚款|处理费|(?<!事业性)收费|公示|录入|制[发定]权|公开条件|不公开|属性"
)
_LATE = re.compile("超期|逾期|超时|违规|违法|差错|失误|瑕疵|延误|推诿|遗漏|不当(?!导致|引)|败诉")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:件|宗|起|次|例|份|部|项|万元|%)")
_TAIL = re.compile("(?:等)?(?:事项|情形|情况|业务|职[能权责])$")
_MOST_UNKNOWN = 3
_EDGE = 24  # characters of a quotation


def denials(prose: Prose) -> Iterator[Finding]:
    """未收到申请, 未发生行政复议, 均已办结: the cells that such words speak of are zero."""
    report, marked, section = prose.report, set[str](), ""
    topics = report.dataset.format.topics
    for paragraph in prose.paragraphs:
        if paragraph.section != section:
            marked, section = set(), paragraph.section
        told: set[str] = set()  # in this paragraph
        for start, end in paragraph.sentences():
            sentence = paragraph.text[start:end]
            here = {t.table for t in topics if t.marks.search(sentence)}
            told |= here
            marked |= here
            known: set[Reading] = set()
            for topic in topics:
                yield from _denied(paragraph, start, end, topic, marked, report, known)
                if topic.table in told:
                    yield from _all_done(paragraph, start, end, topic, prose)
            yield from _denied_otherwise(paragraph, start, end, report, known)


def _denied(
    paragraph: Paragraph,
    start: int,
    end: int,
    topic: Topic,
    marked: set[str],
    report: Report,
    told: set[Reading],
) -> Iterator[Finding]:
    """What is denied in words that mean nothing else."""
    if topic.denial is None:
        return
    for match in topic.denial.finditer(paragraph.text, start, end):
        words = match[0]
        rows, columns, rest = _lines(topic, words)
        before = paragraph.text[max(start, match.start() - _CONTEXT) : match.start()]
        if topic.others.search(rest) or _LATE.search(rest) or not _is_ours(before, words, report):
            continue
        sentence = paragraph.text[start:end]
        if topic.is_elsewhere(sentence):
            continue
        rule = "D02" if topic.table in marked and topic.marks.search(sentence) else "D07"
        for reading in _readings(topic, rows, columns, report):
            if reading not in told:
                told.add(reading)
                yield from _denial(rule, paragraph, words, reading, report)


def _denied_otherwise(
    paragraph: Paragraph,
    start: int,
    end: int,
    report: Report,
    told: set[Reading],
) -> Iterator[Finding]:
    """D07 for the same in a clause that denies, and whose words are known all or nearly all."""
    text, agency = paragraph.text, report.agency or ""
    if _NONE.search(text, start, end) is None:
        return
    subject: tuple[Topic, list[LineWords]] | None = None  # named by a clause before
    for begin, stop in paragraph.clauses(start, end):
        clause = text[begin:stop]
        plain, count = _NONE.subn("·", clause)
        topic = _topic_of(plain, report)
        if topic is None and subject:
            topic, rows = subject
        elif topic:
            rows = [one for one in topic.rows if one.words.search(plain)]
            subject = topic, rows
        if not count or topic is None or _NUMBER.search(clause) or _MISHAP.search(clause):
            continue
        named, columns, rest = _lines(topic, plain)
        is_named = bool(named or columns) or (
            len(topic.default_rows) == 1 and topic.marks.search(plain) is not None
        )
        strange = unknown(topic, plain, "", agency)
        is_other = topic.others.search(_TAIL.sub("", rest)) or topic.is_elsewhere(text[start:end])
        if not is_named or strange > _MOST_UNKNOWN or is_other:
            continue
        if not _is_ours(text[max(start, begin - _CONTEXT) : begin], clause, report):
            continue
        for reading in _readings(topic, named or rows, columns, report):
            if reading not in told:
                told.add(reading)
                yield from _denial("D07", paragraph, clause, reading, report)


def _topic_of(clause: str, report: Report) -> Topic | None:
    """The topic whose words come last, as what the others only lead up to."""
    best: tuple[int, Topic] | None = None
    for topic in report.dataset.format.topics:
        for one in topic.rows:
            for match in one.words.finditer(clause):
                if one.needs is not None and not one.needs.search(clause):
                    continue
                if best is None or match.end() > best[0]:
                    best = match.end(), topic
        if best is None and topic.default_rows and topic.marks.search(clause):
            best = 0, topic
    return best[1] if best else None


def _lines(topic: Topic, words: str) -> tuple[list[LineWords], list[LineWords], str]:
    """The rows and columns that words name, and the words without them."""
    rest = words
    rows = [one[2] for one in lines_in(topic.rows, words)]
    rows = [one for one in rows if one.needs is None or one.needs.search(words)]
    for one in rows:
        rest = one.words.sub("·", rest)
    # 无结转至下年度的申请 is of the first, not of all that are applied for.
    general = {*topic.default_rows, *topic.whole}
    others = [one for one in rows if set(one.readings[0]) - general]
    rows = others or rows
    columns = [one for one in topic.columns if not one.follows and one.words.search(rest)]
    for one in columns:
        rest = one.words.sub("·", rest)
    return rows, columns, rest


def _readings(
    topic: Topic, rows: list[LineWords], columns: list[LineWords], report: Report
) -> Iterator[Reading]:
    dataset = report.dataset
    known = dataset.format.cells
    across = [one.readings[0] for one in columns] or [topic.default_columns]
    for meant in [one.readings for one in rows] or [(topic.default_rows,)]:
        for column in across:
            # None at all is none in the widest sense; 结转 may mean the one or the other.
            others = () if meant[0] == topic.default_rows else meant[1:]
            some = [
                Reading(tuple(key for key in topic.cells(row, column) if key in known))
                for row in (meant[0], *(one for one in others if not set(one) <= set(meant[0])))
            ]
            yield min(some, key=lambda one: one.value(dataset))


def _is_ours(before: str, words: str, report: Report) -> bool:
    is_now = is_of_this_year(before, report.year)
    return is_now and is_of_the_office(before + words, report)


def _all_done(
    paragraph: Paragraph, start: int, end: int, topic: Topic, prose: Prose
) -> Iterator[Finding]:
    report, own = prose.report, prose.mentioned
    if topic.all_done is None or not topic.left_over:
        return
    for match in topic.all_done.finditer(paragraph.text, start, end):
        clause = paragraph.text[slice(*paragraph.clause(match.start()))]
        before = paragraph.text[max(start, match.start() - _CONTEXT) : match.start()]
        reading = _existing(topic, topic.left_over, report.dataset)
        if _is_told(prose, paragraph, reading):
            return  # 均按期答复, 另有3件顺延至下年度: all that were due
        told = paragraph.places(start, match.start())
        if (
            not topic.others.search(clause)
            and (not told or id(paragraph.numbers[told[-1]]) in own)  # 来信3件, 均已办结
            and not _BUT.search(paragraph.text, match.start() - len(before), match.end())
            and _is_ours(before, "", report)
        ):
            words = paragraph.text[max(start, match.start() - 12) : match.end()]
            yield from _denial("D07", paragraph, words, reading, report)
            return


def _is_told(prose: Prose, paragraph: Paragraph, reading: Reading) -> bool:
    """Whether the section tells how many there are of what the reading is of."""
    return any(
        one.number.value and one.readings[0] == reading
        for one in prose.mentions
        if one.paragraph.section == paragraph.section
    )


def _existing(topic: Topic, rows: tuple[str, ...], dataset: Dataset) -> Reading:
    cells = topic.cells(rows, topic.default_columns)
    return Reading(tuple(key for key in cells if key in dataset.format.cells))


def _denial(
    rule: str, paragraph: Paragraph, words: str, reading: Reading, report: Report
) -> Iterator[Finding]:
    value = reading.value(report.dataset)
    if not value:
        return
    named, where = name(reading, report), heading(paragraph, report)
    quote = words[-_EDGE - _EDGE :]
    yield found(
        rule,
        Text(
            f"{where}“{quote}”，表中{named}为 {show_number(value)}",
            f"{where}: “{quote}”, but in the table {named} is {show_number(value)}",
        ),
        section=paragraph.section,
        cells=reading.cells,
        expected=value,
        found=quote,
    )
