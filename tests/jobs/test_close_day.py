"""Days closed by hand: a reason and a name, kept for good, and taken back the same way."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.close_day import close_day, reopen_day
from desk_app.jobs.load_calendar import load_calendar
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.store.calendars import closures_log

DAY = date(2026, 3, 5)


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def refusal(desk: Desk, day: date, why: str, name: str) -> str:
    with pytest.raises(Refused) as refused:
        close_day(desk, day, why, name)
    return refused.value.problem.key


def test_a_closed_day_is_no_trading_day_and_opened_again_is_one(desk: Desk) -> None:
    assert load_calendar(desk).is_trading(DAY)
    close_day(desk, DAY, "系统停机", "李敏")
    assert load_calendar(desk).is_trading(DAY) is False
    assert load_calendar(desk).closed_stretches(DAY, DAY) == ((DAY, DAY),)
    reopen_day(desk, DAY, "记错日期", "王")
    assert load_calendar(desk).is_trading(DAY)
    log = [(one.day, one.closed, one.why, one.name) for one in closures_log(desk.database.conn)]
    assert log == [(DAY, True, "系统停机", "李敏"), (DAY, False, "记错日期", "王")]


def test_a_make_up_day_can_be_closed(desk: Desk) -> None:
    close_day(desk, date(2026, 2, 28), "雪灾", "李敏")
    assert load_calendar(desk).is_trading(date(2026, 2, 28)) is False


def test_what_can_not_be_closed(desk: Desk) -> None:
    assert refusal(desk, DAY, " ", "李敏") == "reason_needed"
    assert refusal(desk, DAY, "x", "") == "name_needed"
    assert refusal(desk, DAY, "x" * 301, "李敏") == "closure_why"
    assert refusal(desk, DAY, "a\nb", "李敏") == "closure_why"
    assert refusal(desk, date(2027, 3, 5), "x", "李敏") == "calendar_beyond"
    assert refusal(desk, date(2026, 3, 7), "x", "李敏") == "day_closed"
    close_day(desk, DAY, "x", "李敏")
    assert refusal(desk, DAY, "x", "李敏") == "day_closed"
    assert len(closures_log(desk.database.conn)) == 1


def test_only_what_was_closed_by_hand_is_opened(desk: Desk) -> None:
    for day in (DAY, date(2026, 1, 1)):
        with pytest.raises(Refused) as refused:
            reopen_day(desk, day, "x", "李敏")
        assert refused.value.problem.key == "day_not_closed"
