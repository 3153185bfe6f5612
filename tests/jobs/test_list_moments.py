"""The moments at which values changed, and what was known at each of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from desk_app.domain.base.period import Every
from desk_app.jobs.list_moments import known_before, list_moments
from desk_app.jobs.list_official import list_official
from desk_app.jobs.load_curve import load_graded
from desk_app.jobs.load_deals import load_deals
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_official import OfficialRequest, take_official
from desk_app.jobs.track_official import official_curve
from tests.jobs.official_files import ABOUT, WEEKS, write_points
from tests.jobs.trade_files import take_twice


@pytest.fixture
def desk(desk_data: Path, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        take_twice(opened, tmp_path)
        yield opened


def test_each_moment_shows_what_was_known_then(desk: Desk) -> None:
    moments = list_moments(desk, ["prnd_oxide"], Every.DAY)
    assert [moment.values for moment in moments] == [2, 1]
    assert [moment.at for moment in moments] == sorted(moment.at for moment in moments)
    seen = [load_graded(desk, "prnd_oxide", Every.DAY, known_before(moments, at)).curve.values for at in (0, 1)]
    np.testing.assert_array_equal(seen[0], [600_000.0, 620_000.0])
    np.testing.assert_array_equal(seen[1], [607_500.0, 620_000.0])


def test_what_did_not_move_a_series_is_no_moment_of_it(desk: Desk) -> None:
    assert len(list_moments(desk, ["la_oxide"], Every.DAY)) == 1
    assert list_moments(desk, [], Every.DAY) == ()


def test_every_value_has_its_grade(desk: Desk) -> None:
    found = load_graded(desk, "prnd_oxide", Every.DAY)
    assert len(found.grades) == len(found.curve.values)
    assert set(found.grades) <= {"A", "B", "C", "n/p"}


def test_restated_official_points_are_moments_too(desk: Desk, tmp_path: Path) -> None:
    for name, points in (("one", [WEEKS[0], WEEKS[1]]), ("two", [(WEEKS[1][0], "103.50"), WEEKS[2]])):
        take_official(desk, OfficialRequest(write_points(tmp_path / f"{name}.csv", points), "X", ABOUT))
    info = list_official(desk)[0]
    moments = list_moments(desk, [], Every.DAY, [info])
    assert [moment.values for moment in moments] == [2, 2]
    before = known_before(moments, 0)
    assert before is not None
    assert official_curve(info.known_before(before)).values.tolist() == [100.0, 103.2]
    assert official_curve(info).values.tolist() == [100.0, 103.5, 101.5]


def test_deals_are_those_that_count_of_the_days_asked_for(desk: Desk) -> None:
    curve = load_deals(desk, "prnd_oxide", *days("2026-01-05", "2026-01-05"))
    assert curve.values.tolist() == [600_000.0, 610_000.0]
    assert curve.tonnes.tolist() == [10.0, 30.0]
    assert curve.periods == ("2026-01-05", "2026-01-05")
    assert not len(load_deals(desk, "tb_oxide", *days("2026-01-05", "2026-01-06")).values)


def days(*texts: str) -> tuple[date, date]:
    first, last = (date.fromisoformat(text) for text in texts)
    return first, last
