"""The time axis: few, ordered and named, from seconds to decades."""

import math
from datetime import date
from itertools import pairwise

import pytest

from desk_app.domain.curve.curve import day_number
from desk_app.i18n import Words
from desk_app.ui.widgets.chart.date_ticks import date_ticks, day_text

LOW = float(day_number(date(2026, 1, 1)))
STRETCHES = [30 / 86400, 0.01, 0.05, 0.3, 1.0, 2.5, 5, 20, 60, 200, 400, 1500, 9000]


@pytest.mark.parametrize("days", STRETCHES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_ticks_are_few_ordered_and_named(days: float, language: str) -> None:
    ticks = date_ticks(Words(language), LOW + 0.4, LOW + 0.4 + days, 700)
    places, labels = [place for place, _ in ticks], [label for _, label in ticks]
    assert 2 <= len(ticks) <= 12
    assert places == sorted(places)
    assert LOW + 0.4 <= places[0] <= places[-1] <= LOW + 0.4 + days
    assert all(one != other for one, other in pairwise(labels))
    assert not any("ui." in label or "{" in label for label in labels)


def test_the_year_is_named_first_and_where_it_begins() -> None:
    labels = [label for _, label in date_ticks(Words("zh_CN"), LOW - 100, LOW + 100, 700)]
    assert labels[0].startswith("2025年")
    assert any(label.startswith("2026年") for label in labels[1:])


def test_midnight_names_its_day() -> None:
    labels = [label for _, label in date_ticks(Words("en"), LOW - 0.5, LOW + 0.5, 700)]
    assert "1 Jan 2026" in labels
    assert labels[0].startswith("31 Dec")


def test_no_range_no_ticks() -> None:
    assert date_ticks(Words("en"), 1.0, 1.0, 700) == []
    assert date_ticks(Words("en"), math.nan, math.nan, 700) == []


def test_a_place_in_full() -> None:
    assert day_text(Words("zh_CN"), LOW, timed=True) == "2026年1月1日 周四"
    assert day_text(Words("en"), LOW + 0.5 + 1 / 86400, timed=True) == "Thu 1 Jan 2026 12:00:01"
    assert day_text(Words("en"), LOW + 0.5, timed=False) == "Thu 1 Jan 2026"
