"""The quarter in a phrase, told from today."""

from datetime import date

import pytest

from desk_app.domain.ore.phrase_period import SpokenPeriod, take_periods


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (SpokenPeriod("Q1", 2026), "2026Q1"),
        (SpokenPeriod("H1", 2022), "2022H1"),
        (SpokenPeriod("Q4", shift=-1), "2026Q4"),
        (SpokenPeriod("Q1", shift=0), "2027Q1"),
        (SpokenPeriod("", shift=0), "2027Q1"),
        (SpokenPeriod("", shift=-1), "2026Q4"),
        (SpokenPeriod("", shift=1), "2027Q2"),
        (SpokenPeriod("Q1"), None),
    ],
)
def test_its_key_on_a_day_of_january(period: SpokenPeriod, key: str | None) -> None:
    assert period.key(date(2027, 1, 4)) == key


def test_it_leaves_blanks_where_it_stood() -> None:
    text = "reo 52.3 2026q1 100t"
    assert take_periods(text) == ((SpokenPeriod("Q1", 2026),), "reo 52.3        100t")


@pytest.mark.parametrize("text", ["52 q", "60 8.1 52", "2026 8.1 52", "100 h", "52q1x"])
def test_figures_are_no_quarters(text: str) -> None:
    assert take_periods(text) == ((), text)


def test_a_figure_beside_a_quarter_is_no_year() -> None:
    assert take_periods("60 q1") == ((SpokenPeriod("Q1"),), "60   ")
