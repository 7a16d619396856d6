"""What is wrong with a request, for programs and in both languages for people (RFC 9457)."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import JsonResponse

from report_blocks.statutory import Text

UNKNOWN_PARAMETER = Text("没有这个参数", "there is no such parameter")
TWICE = Text("只能给出一次", "may be given only once")
NOT_A_NUMBER = Text("应为 {low} 至 {high} 之间的整数", "should be a whole number, {low} to {high}")
NOT_A_CODE = Text("应为 18 位统一社会信用代码", "should be a credit code of 18 digits and capitals")
NOT_A_CHOICE = Text("没有“{value}”这个值", "there is no “{value}”")
NOT_FOUND = Text("没有公开的这一项", "there is no such thing, or it is not public")
SHOWN = 60  # characters of a value that is wrong


class Wrong(NamedTuple):
    """A parameter, and what is wrong with it."""

    parameter: str
    text: Text


class BadRequest(ValueError):
    """Parameters that can't be answered; ``wrong`` says all that is wrong at once."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        self.wrong = list(wrong)
        super().__init__(str(self.wrong))


class WrongValue(ValueError):
    """A value that its parameter does not take, and why."""

    def __init__(self, text: Text, **parts: object) -> None:
        self.text = Text(*(sentence.format(**parts) for sentence in text))
        super().__init__(self.text.en)


def bad_request(error: BadRequest) -> JsonResponse:
    wrong = [{"parameter": name, "zh": text.zh, "en": text.en} for name, text in error.wrong]
    return _problem(400, Text("请求参数有误", "invalid parameters"), errors=wrong)


def not_found() -> JsonResponse:
    return _problem(404, NOT_FOUND)


def _problem(status: int, title: Text, **more: object) -> JsonResponse:
    return JsonResponse(
        {"status": status, "title": f"{title.zh} ({title.en})", **more},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
