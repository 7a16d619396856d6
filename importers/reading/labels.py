"""Labels as people type them, made comparable."""

import re
import unicodedata
from functools import lru_cache

_QUOTES = "“”„‟「」『』‘’'＇\"＂〝〞《》〈〉"
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_QUOTES, ""),
        **dict.fromkeys("、，;；", ","),
        **dict.fromkeys("【〔[{", "("),
        **dict.fromkeys("】〕]}", ")"),
        **dict.fromkeys("—–―‐‑−", "-"),
        **dict.fromkeys("。·", "."),
    }
)
# NFKC would make bare digits of them.
_CIRCLED = {ord("①") + i: f"({i + 1})" for i in range(20)}
_GONE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]+")
_NUMBERING = re.compile(
    r"(?P<before>\d{1,2}|[一二三四五六七八九十]{1,3})[.,:]|\(?(?P<within>\d{1,2})\)(?=[^\d.,)])"
)


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """NFKC without white space, quotes and commas; brackets, dashes and numbering are folded.

    "3．危及 “三安全\n一稳定”" and "3、危及三安全一稳定" give the same. Cached, because the same
    labels come again with every file.
    """
    folded = _GONE.sub("", unicodedata.normalize("NFKC", text.translate(_CIRCLED)))
    folded = folded.translate(_FOLD)
    if number := _NUMBERING.match(folded):
        folded = f"{number['before'] or number['within']}.{folded[number.end() :]}"
    return folded.replace(",", "").rstrip(".:")
