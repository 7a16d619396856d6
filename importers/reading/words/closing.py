"""The last lines of a report: how to reach the office, and who signed when."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..labels import normal
from ..sheets import Paragraph
from .titles import is_agency

_LABELS = (
    "地址|邮编|邮政编码|电话|传真|邮箱|电子邮件|e-?mail|网址|网站|联系人|联系方式|联系单位|"
    "联系部门|办公时间|工作时间"
)
_SAID = re.compile(rf"({_LABELS})\s*[：:]", re.IGNORECASE)
_LINE = re.compile(rf"[^：:。；，、（(]{{0,8}}({_LABELS})\s*[：:]", re.IGNORECASE)
_INVITATION = re.compile(r"如.{0,30}(疑问|意见|建议).{0,40}(联系|反映|致电|咨询).{0,40}")
_NUMBERED = re.compile(r"\s*([（(]?[一二三四五六七八九十\d]{1,3}[）).．、])")
_DIGIT = "[\\d〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"[(（]?{_DIGIT}{{4}}年{_DIGIT}{{1,3}}月{_DIGIT}{{1,3}}日[)）]?")


class Closing(NamedTuple):
    body: list[Paragraph]
    contact: list[Paragraph]
    signature: list[Paragraph]


def parted(lines: Sequence[Paragraph], agency: str | None) -> Closing:
    """The lines of the last section, and what is unmistakably none of it."""
    end = len(lines)
    while end and (_is_contact(lines[end - 1]) or is_signature(lines[end - 1 : end + 1], agency)):
        end -= 1
    tail = lines[end:]
    contact = [line for line in tail if _is_contact(line)]
    if contact and end and _INVITATION.fullmatch(lines[end - 1].text):
        end -= 1
        contact.insert(0, lines[end])
    return Closing(list(lines[:end]), contact, [line for line in tail if line not in contact])


def is_date(text: str) -> bool:
    return _DATE.fullmatch("".join(text.replace("**", "").split())) is not None


def is_signature(lines: Sequence[Paragraph], agency: str | None) -> bool:
    """Whether the first of these lines is a date, or an office above one or known by name."""
    line, *below = (one.text for one in lines)
    if is_date(line):
        return True
    is_known = agency is not None and normal(line.replace("**", "")) == normal(agency)
    return is_known or (is_agency(line) and any(map(is_date, below)))


def _is_contact(line: Paragraph) -> bool:
    """联系电话：…; or a sentence with two such labels at least."""
    text = line.text.replace("**", "").strip()
    if _NUMBERED.match(text):
        return False
    return bool(_LINE.match(text)) or len({m[1] for m in _SAID.finditer(text)}) > 1
