"""What the calendar costs a chart: `python -m tests.bench.bench_calendar`. Not a test: it prints, it never fails.

The closed stretches of ten years, beside asking day by day; loading the calendar of a desk with a renewed file taken,
its seal looked at anew; a year of them drawn with signs, so that one can see what is shaded.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from desk_app.domain.base.calendar import Calendar
from desk_app.jobs.load_calendar import load_calendar, open_book
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_calendar import take_calendar
from tests.jobs.calendar_files import calendar_entry, trust_ours, write_calendar

FIRST, LAST = date(2016, 12, 1), date(2026, 11, 30)
ROUNDS = 200


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder) / "data") as desk:
        trust_ours(desk)
        take_calendar(desk, write_calendar(Path(folder) / "a.json", calendar_entry()), date(2026, 11, 28))
        calendar = load_calendar(desk)
        assert list(calendar.closed_stretches(FIRST, LAST)) == day_by_day(calendar)
        show("stretches of ten years", lambda: calendar.closed_stretches(FIRST, LAST))
        show("  the same, day by day", lambda: day_by_day(calendar))
        show("stretches of one quarter", lambda: calendar.closed_stretches(date(2026, 8, 30), LAST))
        show("calendar of a desk, again", lambda: load_calendar(desk))
        show("  its seal looked at anew", lambda: anew(desk))
        picture(calendar, 2026)


def day_by_day(calendar: Calendar) -> list[tuple[date, date]]:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    runs = [list(run) for closed, run in groupby(days, lambda day: calendar.is_trading(day) is False) if closed]
    return [(run[0], run[-1]) for run in runs]


def anew(desk: Desk) -> None:
    open_book.cache_clear()
    load_calendar(desk)


def show(name: str, work: Callable[[], object]) -> None:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    print(f"{name:28} median {statistics.median(times):7.3f} ms   p95 {times[int(ROUNDS * 0.95)]:7.3f} ms")


def picture(calendar: Calendar, year: int) -> None:
    """A line a month: █ closed, · worked, ▪ a weekend day that is worked."""
    print(f"\n{year}")
    for month in range(1, 13):
        day, line = date(year, month, 1), ""
        while day.month == month and day.year == year:
            trades = calendar.is_trading(day)
            line += "█" if not trades else "▪" if day.weekday() >= 5 else "·"
            day += timedelta(days=1)
        print(f"{month:2}  {line}")


if __name__ == "__main__":
    main()
