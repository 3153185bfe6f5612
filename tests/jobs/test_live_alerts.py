"""Alerts on what a live source says: by each tick, dated to the moment, whatever came while nothing ran."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.alert import Kind, Over, Side
from desk_app.i18n import Words
from desk_app.jobs.check_alerts import check_alerts
from desk_app.jobs.list_alerts import alert_log, alert_names, codes_watched, list_alerts
from desk_app.jobs.list_live import forget_ticks
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.set_alert import AlertRequest, set_alert
from desk_app.jobs.tell_alert import dated_text, rule_text, whose_text
from tests.jobs.live_ticks import ABOUT, CODE, come, tick


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        come(opened, tick("2026-01-09 10:00:00", "600000"), series=[ABOUT])
        yield opened


def asked(threshold: str, kind: Kind = Kind.LEVEL, side: Side = Side.ABOVE, **other: object) -> AlertRequest:
    return AlertRequest(CODE, kind, side, threshold, **other)  # type: ignore[arg-type]


def test_every_tick_is_looked_at(desk: Desk) -> None:
    set_alert(desk, asked("605000"))
    assert codes_watched(desk) == {CODE}
    come(desk, tick("2026-01-09 10:00:01.500", "606000"), tick("2026-01-09 10:00:02", "604000"))
    come(desk, tick("2026-01-09 10:00:03", "605000"))
    assert [line.period for line in check_alerts(desk, {CODE})] == [
        "2026-01-09 10:00:01.500",
        "2026-01-09 10:00:03.000",
    ]
    assert check_alerts(desk) == ()
    come(desk, tick("2026-01-09 10:00:04", "604000"), tick("2026-01-12 09:00:00", "610000"))
    assert [line.period for line in check_alerts(desk)] == ["2026-01-12 09:00:00.000"]


def test_changes_and_distances_reach_back_far_enough(desk: Desk) -> None:
    set_alert(desk, asked("1", Kind.CHANGE, Side.EITHER, count=1, over=Over.DAYS))
    set_alert(desk, asked("1", Kind.CHANGE, Side.EITHER, count=2))
    set_alert(desk, asked("3", Kind.DISTANCE, Side.EITHER))
    come(desk, tick("2026-01-09 16:00:00", "601000"))
    assert check_alerts(desk) == ()
    come(desk, tick("2026-01-12 09:00:00", "607500"))
    assert {line.rule for line in check_alerts(desk)} == {1, 2}
    come(desk, tick("2026-03-30 09:00:00", "640000"))
    assert [line.rule for line in check_alerts(desk)] == [3]


def test_whose_it_is_is_said(desk: Desk) -> None:
    row = set_alert(desk, asked("605000")).row
    come(desk, tick("2026-01-09 10:00:01", "606000"))
    check_alerts(desk)
    words, names = Words("zh_CN"), alert_names(desk)
    assert rule_text(words, names, row.rule) == "氧化镨钕：到达或高于 605,000 元/吨（含税）"
    (logged,) = alert_log(desk)
    assert dated_text(words, names, logged).startswith("2026-01-09 10:00:01.000 ▲ 氧化镨钕")
    assert whose_text(words, names, CODE) == "实时数据由某发布机构提供"


def test_ticks_that_are_let_go_of_are_not_taken_back(desk: Desk) -> None:
    set_alert(desk, asked("605000"))
    come(desk, tick("2026-01-09 10:00:01", "606000"))
    check_alerts(desk)
    forget_ticks(desk, "hall")
    assert check_alerts(desk) == ()
    assert list_alerts(desk)[0].figure is None


def test_a_series_nobody_has_heard_of(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        set_alert(desk, AlertRequest("~hall/nothing", Kind.LEVEL, Side.ABOVE, "5"))
    assert refused.value.problem.key == "live_unknown"
