"""An index's level on a day, as far as its points hold."""

from datetime import date, timedelta

import pytest

from desk_app.domain.trade.guide import Guide

FRIDAY = date(2026, 1, 9)
GUIDE = Guide("X", (FRIDAY - timedelta(days=1), FRIDAY), (0.1, 0.2), 4)


@pytest.mark.parametrize(("after", "level"), [(-2, None), (-1, 0.1), (0, 0.2), (3, 0.2), (4, None)])
def test_a_point_holds_for_its_days(after: int, level: float | None) -> None:
    assert GUIDE.level(FRIDAY + timedelta(days=after)) == level


def test_without_points_nothing_is_known() -> None:
    assert Guide("X", (), (), 4).level(FRIDAY) is None
