"""Chinese numerals as they are said, and runs of digits with commas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.exact import NotExact
from desk_app.domain.ore.phrase_number import _written, read_numeral, split_run


@given(st.integers(1, 99_999_999))
def test_a_numeral_in_full_is_the_number(number: int) -> None:
    assert read_numeral(_written(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", "0"), ("半", "0.5"), ("十", "10"), ("一十", "10"), ("十二", "12"), ("百", "100"), ("百二十", "120"),
        ("两百", "200"), ("一百零二", "102"), ("一百一十二", "112"), ("一千零一十", "1010"), ("万", "10000"),
        ("一万零一", "10001"), ("十二万", "120000"), ("一百二十万三千", "1203000"), ("一零零", "100"),
        ("八点零一", "8.01"),
    ],
)  # fmt: skip
def test_as_they_are_said(text: str, number: str) -> None:
    assert str(read_numeral(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "一百二",
        "一千二",
        "一万三",
        "二百五",
        "二三",
        "一百零",
        "百百",
        "十百",
        "一百十二",
        "零一",
        "万万",
        "百半",
        "五二点三",
    ],
)
def test_what_is_short_or_no_numeral_is_never_guessed(text: str) -> None:
    with pytest.raises(NotExact):
        read_numeral(text)


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("1,200", ["1,200"]),
        ("28,068.36", ["28,068.36"]),
        ("52.3,8.1,100", ["52.3", "8.1", "100"]),
        ("52.3,", ["52.3"]),
        ("100.", ["100"]),
    ],
)
def test_commas_that_part_numbers_and_commas_within_them(run: str, parts: list[str]) -> None:
    assert [text for _, text in split_run(run)] == parts


@pytest.mark.parametrize("run", ["52,3", "0,523", "52,8,100", "52.3,8,100", "1.200,500", "1,20"])
def test_a_comma_of_two_meanings_is_refused(run: str) -> None:
    with pytest.raises(NotExact, match="number_doubtful_comma"):
        list(split_run(run))
