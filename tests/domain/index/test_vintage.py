"""Only differences are written; nothing is written twice."""

from hypothesis import given, settings

from desk_app.domain.index.vintage import Row, differences, digest, figures, parts_by_key
from tests.domain.index.panels import Trade, computed
from tests.domain.index.test_engine import GROUPS, panels

TRADES: list[Trade] = [
    ("2026-01-05", "a", 100.0, 1.0),
    ("2026-01-06", "a", 110.0, 1.0),
    ("2026-01-07", "a", 121.0, 1.0),
]
PLACES = {name: at for at, name in enumerate("abcde")}


def rows(trades: list[Trade], code: str = "composite", every: str = "day") -> dict[str, Row]:
    found = computed(trades).get((code, every))
    return figures(found, PLACES) if found else {}


def test_a_first_build_adds_everything() -> None:
    found = differences(rows(TRADES), {})
    assert ([row[0] for row in found.added], found.changed, found.withdrawn) == (
        ["2026-01-05", "2026-01-06", "2026-01-07"], [], [],
    )  # fmt: skip


def test_an_undone_last_day_is_withdrawn_and_its_week_changed() -> None:
    found = differences(rows(TRADES[:2]), rows(TRADES))
    assert [row[:3] for row in found.withdrawn] == [("2026-01-07", None, "withdrawn")]
    assert (found.added, found.changed) == ([], [])
    week = differences(rows(TRADES[:2], every="week"), rows(TRADES, every="week"))
    assert [row[0] for row in week.changed] == ["2026-W02"]


def test_nothing_left_withdraws_everything_once() -> None:
    before = rows(TRADES)
    gone = differences({}, before).withdrawn
    assert len(gone) == len(before)
    assert differences({}, {row[0]: row[1:] for row in gone}).withdrawn == []


def test_what_comes_back_is_a_change() -> None:
    before = rows(TRADES)
    gone = {row[0]: row[1:] for row in differences({}, before).withdrawn}
    assert [row[1:] for row in differences(before, gone).changed] == list(before.values())


@settings(max_examples=15)
@given(panels)
def test_the_same_trades_differ_in_nothing(trades: list[Trade]) -> None:
    first, second = computed(trades, GROUPS), computed(trades[::-1], GROUPS)
    for key, one in first.items():
        found = differences(figures(one, PLACES), figures(second[key], PLACES))
        assert (found.added, found.changed, found.withdrawn) == ([], [], [])
        assert digest(one) == digest(second[key])


@settings(max_examples=15)
@given(panels)
def test_parts_come_back_as_they_went(trades: list[Trade]) -> None:
    one = computed(trades)["composite", "day"]
    assert one.parts is not None
    for row, parts in zip(figures(one, PLACES).values(), one.parts.tolist(), strict=True):
        kept = parts_by_key(row[-1], PLACES)
        assert kept == {name: part for name, part in zip(one.products, parts, strict=True) if part}


def test_a_new_product_behind_the_others_changes_no_stored_part() -> None:
    more: list[Trade] = [*TRADES, ("2026-01-08", "e", 5.0, 1.0)]
    assert list(rows(more).values())[:3] == list(rows(TRADES).values())
