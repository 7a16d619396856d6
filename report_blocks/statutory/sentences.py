"""The sentences of arithmetic findings, with places for names and numbers.

The editor says the same sentences while a person types, from these very templates.
"""

from .text import Text

PLACE_ROW = Text("{name}一行", "Row {name}")
PLACE_COLUMN = Text("{name}一列", "Column {name}")
PLACE_GROUP = Text("{name}一组", "Group {name}")
WRONG_TOTAL = Text(
    "{place}：{parts} = {expected}，{label}填的是 {found}，相差 {off}",
    "{place}: {parts} = {expected}, but {label} says {found}: {off} off",
)
BLANK_TOTAL = Text(
    "{place}：{parts} = {expected}，{label}为空白，相差 {off}",
    "{place}: {parts} = {expected}, but {label} is blank: {off} off",
)
OUT_OF_BALANCE = Text(
    "{place}：{one} = {left}，{other} = {right}，相差 {off}",
    "{place}: {one} = {left}, {other} = {right}, {off} off",
)
NO_PARTS = Text("各项之和", "the sum of the parts")
NOT_A_NUMBER = Text("“{value}”不是数字", "“{value}” is not a number")
NEGATIVE = Text("{value} 是负数", "{value} is negative")
NOT_WHOLE = Text("{value} 不是整数", "{value} is not a whole number")
TOO_LONG = Text(
    "{value} 超过 {digits} 位数字，电子表格保存不了这样的精度",
    "{value} has more than {digits} digits, which spreadsheets do not keep",
)
NO_UNIT = Text(
    "{value} 没有写明单位，请在数字后写上单位（{units}）",
    "{value} does not say its unit; write it behind the number ({units})",
)
AT_CELL = Text("{label}：{reason}", "{label}: {reason}")


def fill(sentence: Text, **values: object) -> Text:
    """Both languages with the same values; a value that is a Text gives its own language."""
    zh = {name: v.zh if isinstance(v, Text) else v for name, v in values.items()}
    en = {name: v.en if isinstance(v, Text) else v for name, v in values.items()}
    return Text(sentence.zh.format(**zh), sentence.en.format(**en))
