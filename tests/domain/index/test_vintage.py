"""Only differences are written; nothing is written twice."""

from hypothesis import given, settings

from desk_app.domain.index.engine import index_values
from desk_app.domain.index.vintage import differences
from tests.domain.index.panels import Trade, totals
from tests.domain.index.test_engine import panels

TRADES: list[Trade] = [
    ("2026-01-05", "a", 100.0, 1.0),
    ("2026-01-06", "a", 110.0, 1.0),
    ("2026-01-07", "a", 121.0, 1.0),
]
NOTHING = index_values(totals([]))


def test_a_first_build_adds_everything() -> None:
    found = differences(index_values(totals(TRADES)), NOTHING)
    # 3 days, 1 week, 1 month, 1 quarter; price and composite
    assert (len(found.added), len(found.changed), len(found.withdrawn)) == (12, 0, 0)


def test_an_undone_last_day_is_withdrawn_and_its_week_changed() -> None:
    found = differences(index_values(totals(TRADES[:2])), index_values(totals(TRADES)))
    assert found.withdrawn["period"].tolist() == ["2026-01-07", "2026-01-07"]
    assert set(found.withdrawn["status"]) == {"withdrawn"}
    assert found.withdrawn["value"].isna().all()
    assert set(found.changed["period"]) == {"2026-W02", "2026-01", "2026Q1"}


def test_nothing_left_withdraws_everything_once() -> None:
    before = index_values(totals(TRADES))
    gone = differences(NOTHING, before).withdrawn
    assert len(gone) == len(before)
    assert differences(NOTHING, gone).withdrawn.empty


@settings(max_examples=15)
@given(panels)
def test_the_same_trades_differ_in_nothing(trades: list[Trade]) -> None:
    values = index_values(totals(trades))
    found = differences(values, values.sample(frac=1.0, random_state=1))
    assert found.added.empty
    assert found.changed.empty
    assert found.withdrawn.empty
