"""Ours beside an official series: at its frequency, from the store."""

from pathlib import Path

import pytest

from desk_app.jobs.build_index import build_index
from desk_app.jobs.list_official import official_info
from desk_app.jobs.open_desk import open_desk
from desk_app.jobs.take_official import OfficialRequest, take_official
from desk_app.jobs.track_official import official_curve, track_official
from tests.jobs.official_files import ABOUT, WEEKS, write_points
from tests.jobs.trade_files import take, write_trades


def test_ours_is_taken_by_the_week(desk_data: Path, tmp_path: Path) -> None:
    trades = [("2026-01-05", "氧化镨钕", "1", "600000"), ("2026-01-08", "氧化镨钕", "1", "620000")]
    trades += [("2026-01-14", "氧化镨钕", "2", "671000"), ("2026-02-04", "氧化镨钕", "2", "1")]
    with open_desk(desk_data) as desk:
        take(desk, write_trades(tmp_path / "t.csv", trades[:3]))
        build_index(desk)
        take_official(desk, OfficialRequest(write_points(tmp_path / "a.csv", WEEKS), "X", ABOUT))
        found = track_official(desk, "X", "prnd_oxide")
        curve = official_curve(official_info(desk, "X"))
    assert [one.period for one in found.periods] == ["2026-W02", "2026-W03"]
    assert found.periods[1].ours == pytest.approx(110)
    assert found.periods[1].difference == pytest.approx(6.8)
    assert (curve.code, curve.periods) == ("official:X", ("2026-W02", "2026-W03", "2026-W04"))
    assert list(curve.values) == [100.0, 103.2, 101.5]
