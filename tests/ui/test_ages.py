"""How old a figure is said to be, and when it is shown grey."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from desk_app.domain.base.calendar_years import calendar_of
from desk_app.domain.base.period import CHINA, Every
from desk_app.domain.curve.due import due
from desk_app.i18n import Words
from desk_app.jobs.load_calendar import own_book
from desk_app.settings import Settings
from desk_app.ui.ages import Aged, Hour, aged, own_hour, stated_hour

SHIPPED = calendar_of(own_book().years)


def of(language: str, now: str, hour: Hour, newest: str = "2026-01-09") -> Aged:
    moment = datetime.fromisoformat(now).replace(tzinfo=CHINA)
    found = due(Every.DAY, date.fromisoformat(newest), moment, SHIPPED, hour.at)
    return aged(Words(language), found, hour)


def test_a_figure_is_grey_once_it_is_stale(tmp_path: Path) -> None:
    own = own_hour(Settings(tmp_path))
    fresh, late, stale = (of("zh_CN", f"2026-01-{day} 17:00", own) for day in (10, 12, 13))
    assert [each.text for each in (fresh, late, stale)] == ["昨天", "3 天前", "4 天前"]
    assert [each.grey for each in (fresh, late, stale)] == [False, False, True]
    assert stale.tip == "已过期；下一值应于 2026-01-12 17:00 前算出（时间为本台自定）"


@pytest.mark.parametrize(
    ("said", "tip"),
    [
        ("每日 16:00", "due, not here yet; next value due 2026-01-12 16:00"),
        ("盘后", "up to date; next value due 2026-01-12 (hour not stated)"),
        ("", "up to date; next value due 2026-01-12 (hour not stated)"),
    ],
)
def test_the_owners_hour_is_told(said: str, tip: str) -> None:
    assert of("en", "2026-01-12 16:30", stated_hour(said)).tip == tip


def test_beyond_the_calendar_it_is_said() -> None:
    found = of("en", "2027-03-01 09:00", stated_hour("16:00"), "2027-02-26")
    assert found.tip.endswith("the calendar does not reach that day, Monday to Friday taken for trading days")


@pytest.mark.parametrize(("kept", "hour"), [("15:30", time(15, 30)), ("", None), ("25:99", None), ("later", None)])
def test_the_desks_hour_is_a_setting(tmp_path: Path, kept: str, hour: time | None) -> None:
    settings = Settings(tmp_path)
    settings.set("day_hour", kept)
    assert own_hour(settings) == Hour(hour, own=True)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("16:00", time(16)), ("每周五 9：05 发布", time(9, 5)), ("at 24:00", None), ("116:00", None), ("16:005", None),
        ("12:34:56", time(12, 34)), ("Thursdays 4pm", None),
    ],
)  # fmt: skip
def test_hours_in_what_is_said(text: str, hour: time | None) -> None:
    assert stated_hour(text).at == hour
