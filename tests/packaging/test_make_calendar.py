"""The calendar that comes with the program is what its script makes of chinesecalendar, and what the notices say."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from desk_app.assets import resource
from desk_app.domain.base.calendar_years import calendar_of
from desk_app.jobs.load_calendar import own_book

ROOT = Path(__file__).parents[2]
SHIPPED = calendar_of(own_book().years)
NOTICES = {
    2020: "1.1 1.24-2.2 4.4-4.6 5.1-5.5 6.25-6.27 10.1-10.8 | 1.19 4.26 5.9 6.28 9.27 10.10",
    2024: "1.1 2.10-2.17 4.4-4.6 5.1-5.5 6.10 9.15-9.17 10.1-10.7 | 2.4 2.18 4.7 4.28 5.11 9.14 9.29 10.12",
    2025: "1.1 1.28-2.4 4.4-4.6 5.1-5.5 5.31-6.2 10.1-10.8 | 1.26 2.8 4.27 9.28 10.11",
    2026: "1.1-1.3 2.15-2.23 4.4-4.6 5.1-5.5 6.19-6.21 9.25-9.27 10.1-10.7 | 1.4 2.14 2.28 5.9 9.20 10.10",
}
"""Days closed, and weekend days worked, as the notices of these years put it."""


def days_of(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for stretch in text.split():
        ends = [date(year, *map(int, end.split("."))) for end in stretch.split("-")]
        found |= {ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1)}
    return found


def test_the_script_writes_the_very_same_bytes(tmp_path: Path) -> None:
    made = tmp_path / "china.json"
    script = ROOT / "packaging" / "make_calendar.py"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(made)], check=True, env=environment)
    assert made.read_bytes() == resource("calendar", "china.json").read_bytes()


def test_it_says_of_every_day_what_its_source_says_but_for_one() -> None:
    days = [SHIPPED.first + timedelta(days=n) for n in range((SHIPPED.last - SHIPPED.first).days + 1)]
    assert [day for day in days if SHIPPED.is_trading(day) != chinese_calendar.is_workday(day)] == [date(2005, 12, 31)]


@pytest.mark.parametrize("year", NOTICES)
def test_it_says_what_the_notice_says(year: int) -> None:
    closed, working = (days_of(year, part) for part in NOTICES[year].split(" | "))
    days = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year, 12, 31) - date(year, 1, 1)).days + 1)]
    for day in days:
        trades = day in working or (day not in closed and day.weekday() < 5)
        assert SHIPPED.is_trading(day) == trades, day


def test_every_year_names_its_notice() -> None:
    for year in own_book().years:
        assert year.notices
        assert all(re.search(r"https?://\S+\Z", notice) for notice in year.notices)
    assert own_book().expires is None
