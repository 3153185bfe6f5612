"""Alerts over a desk that lives: files come, are undone, and come while nothing runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.curve.alert import Kind, Over, Side
from desk_app.i18n import Words
from desk_app.jobs.build_index import build_index
from desk_app.jobs.check_alerts import check_alerts
from desk_app.jobs.list_alerts import alert_log, alert_names, list_alerts
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.redo_import import redo_import
from desk_app.jobs.set_alert import AlertRequest, remove_alert, set_alert, switch_alert
from desk_app.jobs.take_official import OfficialRequest, take_official
from desk_app.jobs.tell_alert import dated_text, log_text, rule_text, whose_text
from desk_app.jobs.undo_import import undo_import
from desk_app.store.alerts import Entry, LogRow
from tests.jobs.official_files import WEEKS, write_points
from tests.jobs.trade_files import Line, take, write_trades

FIRST: list[Line] = [("2026-01-05", "氧化镨钕", "10", "600000"), ("2026-01-06", "氧化镨钕", "10", "602000")]
ABOUT = {"name": "某指数", "owner": "某发布机构", "base": "2010年=100", "every": "week", "tax": "incl"}


@pytest.fixture
def desk(desk_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        comes(opened, tmp_path, FIRST)
        yield opened


def comes(desk: Desk, folder: Path, lines: list[Line], first: int = 1) -> None:
    take(desk, write_trades(folder / f"{first}.csv", lines, first))
    build_index(desk)


def level(threshold: str, side: Side = Side.ABOVE, **other: str) -> AlertRequest:
    return AlertRequest("prnd_oxide", Kind.LEVEL, side, threshold, **other)  # type: ignore[arg-type]


def told(lines: tuple[LogRow, ...]) -> list[tuple[str, str]]:
    return [(line.kind.value, line.period) for line in lines]


def test_it_is_told_once(desk: Desk, tmp_path: Path) -> None:
    assert not set_alert(desk, level("605,000")).beyond
    assert check_alerts(desk) == ()
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    assert told(check_alerts(desk)) == [("fired", "2026-01-07")]
    comes(desk, tmp_path, [("2026-01-08", "氧化镨钕", "10", "607000")], 20)
    assert check_alerts(desk) == ()
    assert len(alert_log(desk)) == 1


def test_while_it_was_closed(desk_data: Path, desk: Desk, tmp_path: Path) -> None:
    """Each crossing is dated with its own day, in order, as it would have been told live."""
    set_alert(desk, level("605000"))
    set_alert(desk, AlertRequest("氧化镨钕", Kind.CHANGE, Side.EITHER, "1", count=1))
    desk.close()
    with open_desk(desk_data) as other:
        later = [("07", "606000"), ("08", "603000"), ("09", "612000"), ("12", "612500")]
        comes(other, tmp_path, [(f"2026-01-{day}", "氧化镨钕", "10", price) for day, price in later], 10)
        found = check_alerts(other)
    assert [(line.rule, line.period) for line in found] == [(1, "2026-01-07"), (1, "2026-01-09"), (2, "2026-01-09")]


def test_what_is_undone_is_said_and_stays_in_the_log(desk: Desk, tmp_path: Path) -> None:
    set_alert(desk, level("605000"))
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    check_alerts(desk)
    undo_import(desk, 2)
    build_index(desk)
    assert told(check_alerts(desk)) == [("withdrawn", "2026-01-07")]
    assert check_alerts(desk) == ()
    redo_import(desk, 2)
    build_index(desk)
    assert told(check_alerts(desk)) == [("fired", "2026-01-07"), ("revised", "2026-01-07")]
    kinds = [each.line.kind for each in alert_log(desk)]
    assert kinds.count(Entry.FIRED) == 2


def test_another_figure_of_a_past_day_is_said_once(desk: Desk, tmp_path: Path) -> None:
    set_alert(desk, level("605000"))
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000"), ("2026-01-08", "氧化镨钕", "10", "606000")], 10)
    check_alerts(desk)
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "604000")], 20)
    (line,) = check_alerts(desk)
    assert (line.kind, line.about, line.value) == (Entry.REVISED, 1, 605_000.0)
    assert check_alerts(desk) == ()


def test_a_rule_that_rests_sees_nothing(desk: Desk, tmp_path: Path) -> None:
    number = set_alert(desk, level("605000")).row.id
    switch_alert(desk, number, on=False)
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    assert check_alerts(desk) == ()
    switch_alert(desk, number, on=True)
    assert check_alerts(desk) == (), "it begins with what stands"
    comes(desk, tmp_path, [("2026-01-08", "氧化镨钕", "9", "601000"), ("2026-01-09", "氧化镨钕", "9", "608000")], 20)
    assert told(check_alerts(desk)) == [("fired", "2026-01-09")]
    remove_alert(desk, number)
    assert list_alerts(desk) == ()
    assert len(alert_log(desk)) == 1
    with pytest.raises(Refused) as refused:
        switch_alert(desk, number, on=True)
    assert refused.value.problem.key == "alert_unknown"


def test_only_the_series_that_are_named(desk: Desk, tmp_path: Path) -> None:
    set_alert(desk, level("605000"))
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    assert check_alerts(desk, ["composite"]) == ()
    assert told(check_alerts(desk, ["prnd_oxide"])) == [("fired", "2026-01-07")]


def test_points_of_others(desk: Desk, tmp_path: Path) -> None:
    take_official(desk, OfficialRequest(write_points(tmp_path / "a.csv", WEEKS[:1]), "X", ABOUT))
    found = set_alert(desk, AlertRequest("official:X", Kind.LEVEL, Side.ABOVE, "102"))
    assert found.row.rule.every.value == "week"
    take_official(desk, OfficialRequest(write_points(tmp_path / "b.csv", WEEKS), "X"))
    assert len(check_alerts(desk)) == 1
    words, names = Words("zh_CN"), alert_names(desk)
    assert rule_text(words, names, found.row.rule) == "某指数：到达或高于 102 点"
    assert "企业内部" not in whose_text(words, names, "official:X")
    assert whose_text(words, names, "prnd_oxide") == words("index.label.in_house")


def test_in_words(desk: Desk, tmp_path: Path) -> None:
    set_alert(desk, level("605000", back="1000"))
    set_alert(desk, AlertRequest("composite", Kind.DISTANCE, Side.ABOVE, "0.3"))
    set_alert(desk, AlertRequest("prnd_oxide", Kind.CHANGE, Side.BELOW, "3", count=5, over=Over.DAYS))
    comes(desk, tmp_path, [("2026-01-07", "氧化镨钕", "10", "606000")], 10)
    check_alerts(desk)
    names, words = alert_names(desk), Words("zh_CN")
    assert [rule_text(words, names, alert.row.rule) for alert in list_alerts(desk)] == [
        "氧化镨钕：到达或高于 605,000 元/吨 不含税，回撤 1,000 后可再触发",
        "稀土综合指数：高于本季均价 0.3 %",
        "氧化镨钕：5 天跌幅到达 3 %",
    ]
    newest, oldest = alert_log(desk)
    assert log_text(words, names, oldest).startswith("▲ 氧化镨钕：到达或高于 605,000")
    assert dated_text(Words("en"), names, oldest).startswith("2026-01-07 ▲ PrNd oxide: at or above 605,000 yuan/t excl")
    assert "%)" in log_text(words, names, newest)


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (level("1e5"), "alert_number"),
        (level(""), "alert_number"),
        (level("-5"), "alert_threshold"),
        (level("5", back="x"), "alert_number"),
        (level("5", note="长" * 201), "alert_note"),
        (AlertRequest("nothing", Kind.LEVEL, Side.ABOVE, "5"), "series_unknown"),
        (AlertRequest("official:Y", Kind.LEVEL, Side.ABOVE, "5"), "official_no_series"),
    ],
)
def test_what_is_no_alert_is_refused_whole(desk: Desk, request_: AlertRequest, key: str) -> None:
    with pytest.raises(Refused) as refused:
        set_alert(desk, request_)
    assert refused.value.problem.key == key
    assert list_alerts(desk) == ()


def test_nothing_is_written_when_nothing_is_new(desk: Desk) -> None:
    set_alert(desk, level("605000"))
    check_alerts(desk)
    before = desk.database.conn.total_changes
    assert check_alerts(desk) == ()
    assert desk.database.conn.total_changes == before
