"""Beside a chart it is said which of its days nobody has announced."""

from datetime import date

import pytest

from desk_app.domain.base.calendar_years import calendar_of
from desk_app.i18n import Words
from desk_app.jobs.load_calendar import own_book
from desk_app.ui.calendar_words import unshaded

SHIPPED = calendar_of(own_book().years)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2004-01-01", "2026-12-31", ""),
        ("2026-01-05", "2027-01-01", "2026-12-31 之后的假期尚未公布，不着色。"),
        ("2003-12-31", "2026-01-05", "2004-01-01 之前的假期未知，不着色。"),
        ("2003-12-31", "2027-01-05", "仅 2004-01-01 至 2026-12-31 的假期已知，此外不着色。"),
    ],
)
def test_unknown_days_are_said(first: str, last: str, said: str) -> None:
    assert unshaded(Words("zh_CN"), SHIPPED, date.fromisoformat(first), date.fromisoformat(last)) == said
