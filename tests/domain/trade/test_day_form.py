"""Days in every usual form; what can mean two days is never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.trade.day_form import CHOICES, NoSuchDay, find_day, fitting_forms, is_open

DAY = date(2026, 1, 9)


@pytest.mark.parametrize(
    "text",
    ["2026-01-09", "2026/1/9", "2026.1.9", "2026年1月9日", "20260109", "2026-01-09 14:05:00", "2026-01-09T14:05Z",
     "２０２６－０１－０９", "2026-01-09 星期五", "9-Jan-2026", "9 January 26", "Jan 9, 2026", "46031", "46031.5",
     "二〇二六年一月九日", "2026年 1月 9日"],
)  # fmt: skip
def test_forms_that_can_only_mean_one_day(text: str) -> None:
    assert find_day(text, None) == DAY
    assert not is_open(text)


@pytest.mark.parametrize("text", ["", "1月9日", "9/13", "jan", "123456", "2026", "x2026-01-09"])
def test_what_is_no_day(text: str) -> None:
    assert find_day(text, "dmy") is None


def test_there_is_no_such_day() -> None:
    with pytest.raises(NoSuchDay):
        find_day("2026-02-30", None)


FORMATS = {"dmy": "%d/%m/%Y", "mdy": "%m-%d-%Y", "ymd": "%y.%m.%d"}
DAYS = st.dates(date(2001, 1, 1), date(2030, 1, 1))


@given(DAYS, st.sampled_from(CHOICES))
def test_told_the_form_the_day_comes_back(day: date, form: str) -> None:
    assert find_day(day.strftime(FORMATS[form]), form) == day


@given(st.lists(DAYS, min_size=1), st.sampled_from(CHOICES))
def test_the_form_a_column_is_written_in_always_fits_it(days: list[date], form: str) -> None:
    assert form in fitting_forms(day.strftime(FORMATS[form]) for day in days)


def test_a_day_after_the_twelfth_settles_the_order() -> None:
    assert fitting_forms(["9/1/2026", "13/1/2026"]) == ("dmy",)
    assert fitting_forms(["1/9/2026", "1/13/2026"]) == ("mdy",)
    assert fitting_forms(["1/9/2026"]) == ("dmy", "mdy")
    assert fitting_forms(["13/1/2026", "1/13/2026"]) == ()
    assert fitting_forms(["2026-01-09", ""]) == CHOICES


@given(DAYS)
def test_serial_numbers_count_days(day: date) -> None:
    assert find_day(str((day - date(1899, 12, 30)).days), None) == day
    assert find_day(str((day + timedelta(1) - date(1899, 12, 30)).days), None) == day + timedelta(1)
