"""What is done about a published value that was wrong."""

from datetime import date

import pytest

from desk_app.domain.index.correction import Ruling, is_recent, ruling


@pytest.mark.parametrize(
    ("published", "corrected", "recent", "expected"),
    [
        (100.0, 100.11, True, Ruling.RESTATE),
        (100.0, 99.89, True, Ruling.RESTATE),
        (100.0, 100.09, True, Ruling.TOO_SMALL),
        (100.0, 100.11, False, Ruling.TOO_LATE),
        (100.0, 100.09, False, Ruling.TOO_SMALL),
    ],
)
def test_ruling(published: float, corrected: float, recent: bool, expected: Ruling) -> None:
    assert ruling(published, corrected, recent) is expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-01-09", True), ("2026-01-16", True), ("2026-01-18", True), ("2026-01-19", False)],
)
def test_five_trading_days_from_a_friday_end_with_the_weekend_after(today: str, expected: bool) -> None:
    assert is_recent(date(2026, 1, 9), date.fromisoformat(today)) is expected
