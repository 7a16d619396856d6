"""Text as tokens, and what is asked for as phrases of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.models.search_tokens import LONGEST, Phrase, bigrams, fold, pattern, phrase, phrases

CHARACTERS = st.text(alphabet="政务公开年度a2ＡéŁ①，。 \n“”_\x00", max_size=40)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("政务公开", "政务 务公 公开 开"),
        ("公开，透明", "公开 开 透明 明"),
        ("于2024年度", "于 2024 年度 度"),
        ("ＷＰＳ　Office①", "wps office1"),
        ("𠮷林", "𠮷林 林"),
        ("，。 _", ""),
    ],
)
def test_each_character_goes_with_the_one_behind_it(text, tokens):
    assert " ".join(bigrams(text)) == tokens


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("政务公开", Phrase(("政务", "务公", "公开"))),
        ("2024年度", Phrase(("2024", "年度"))),
        ("2024年", Phrase(("2024", "年"), is_open=True)),
        ("局", Phrase(("局",), is_open=True)),
        ("WPS", Phrase(("wps",))),
        ("“”", None),
    ],
)
def test_of_the_last_character_it_is_not_known_what_follows(words, expected):
    assert phrase(words) == expected


def test_blanks_part_a_query_and_repetitions_count_once():
    assert phrases("公开　2024 公开 ，") == [Phrase(("公开",)), Phrase(("2024",))]


def test_a_word_is_cut_where_nobody_reads_on():
    assert list(bigrams("a" * 1000)) == ["a" * LONGEST]


@given(CHARACTERS, st.integers(0, 40), st.integers(0, 40))
def test_whatever_stands_between_whole_words_is_found(text, start, end):
    """A piece of a text that begins and ends at a word's ends is a row in the text's tokens."""
    text = fold(text)
    while 0 < start < len(text) and re.match(r"[a-z0-9éł]{2}", text[start - 1 : start + 1]):
        start -= 1
    while 0 < end < len(text) and re.match(r"[a-z0-9éł]{2}", text[end - 1 : end + 1]):
        end += 1
    asked = phrase(text[start:end])
    if asked:
        row = f" {' '.join(asked.tokens)}{'' if asked.is_open else ' '}"
        assert row in f" {' '.join(bigrams(text))} "
        assert re.search(pattern(text[start:end]), text)
