"""Alerts: once a crossing, never twice without going back, and the same whether values come one by one or at once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.alert import (
    Fired,
    Kind,
    Over,
    Position,
    Revised,
    Rule,
    Side,
    checked,
    follow,
    measure,
    revised,
    step,
)
from desk_app.domain.curve.track import Origin, Track, taxed
from tests.domain.curve.tracks import Traded, index_track, official_track, price_track, traded_days

FIRST = date(2026, 1, 5)


def track_of(*values: float, first: date = FIRST) -> Track:
    return price_track([(first + timedelta(days=at), value, 1.0) for at, value in enumerate(values)])


def level(threshold: str, back: str = "0", side: Side = Side.ABOVE) -> Rule:
    return Rule("prnd_oxide", Every.DAY, Kind.LEVEL, side, Decimal(threshold), Decimal(back))


def change(threshold: str, count: int = 1, over: Over = Over.VALUES, side: Side = Side.EITHER) -> Rule:
    return Rule("prnd_oxide", Every.DAY, Kind.CHANGE, side, Decimal(threshold), Decimal(0), count, over)


def fired(rule: Rule, track: Track) -> list[str]:
    """The periods in which a rule fires that was set before the second value."""
    seen, _ = follow(rule, head(track, 1), None)
    return [one.period for one in follow(rule, track, seen)[1]]


def head(track: Track, many: int) -> Track:
    """As it was when it had so many values."""
    days, values = [date.fromisoformat(key) for key in track.periods[:many]], track.values[:many].tolist()
    if len(track.sums.days):
        return price_track([(day, value, float(mass)) for day, value, mass in zip(days, values, track.sums.mass)])  # noqa: B905
    return index_track(list(zip(days, values, strict=True)))


RULES = st.one_of(
    st.builds(
        lambda side, threshold, back: level(str(threshold), str(back), side),
        st.sampled_from([Side.ABOVE, Side.BELOW]), st.integers(50, 150), st.integers(0, 30),
    ),
    st.builds(
        lambda kind, side, threshold, back, count, over: Rule(
            "x", Every.DAY, kind, side, Decimal(threshold), Decimal(back), count, over
        ),
        st.sampled_from([Kind.CHANGE, Kind.DISTANCE]), st.sampled_from(Side), st.integers(2, 30), st.integers(0, 1),
        st.integers(1, 5), st.sampled_from(Over),
    ),
)  # fmt: skip
WALKS = st.lists(st.integers(60, 140), min_size=1, max_size=40).map(lambda values: track_of(*map(float, values)))
FIGURES = st.lists(st.one_of(st.none(), st.integers(-160, 160).map(Decimal)), max_size=60)


@given(RULES, FIGURES)
def test_never_twice_without_going_back(rule: Rule, figures: list[Decimal | None]) -> None:
    side = 0
    since: dict[int, list[Decimal]] = {}  # by side it fired on, the figures since
    for figure in figures:
        side, fires = step(rule, side, figure)
        if fires and figure is not None:
            edge = rule.upper if side > 0 else rule.lower
            assert edge is not None
            assert side * figure >= side * edge, "it fires where it has reached its threshold"
            if side in since:
                way_back = [side * edge - side * one for one in since[side]]
                assert max(way_back, default=Decimal(0)) >= rule.back, "the same crossing again"
                assert max(way_back, default=Decimal(0)) > 0
            since[side] = []
        elif figure is not None:
            for between in since.values():
                between.append(figure)
        if fires and figure is not None and -side in since:
            since[-side].append(figure)


@given(RULES, FIGURES)
def test_every_crossing_after_going_back_fires(rule: Rule, figures: list[Decimal | None]) -> None:
    side = 0
    for figure in figures:
        before = side
        side, fires = step(rule, side, figure)
        beyond = figure is not None and (
            (rule.upper is not None and figure >= rule.upper) or (rule.lower is not None and figure <= rule.lower)
        )
        if beyond and before == 0:
            assert fires
        if figure is None:
            assert (side, fires) == (before, False)


@given(RULES, WALKS, st.data())
def test_one_by_one_or_at_once_is_the_same(rule: Rule, track: Track, data: st.DataObject) -> None:
    """What came while the program was closed fires as it would have fired then."""
    seen, _ = follow(rule, head(track, 1), None)
    at_once = follow(rule, track, seen)
    now: Position = seen
    live: list[Fired] = []
    many = 1
    while many < len(track.periods):
        many = data.draw(st.integers(many + 1, len(track.periods)))
        now, some = follow(rule, head(track, many), now)
        live += some
        assert follow(rule, head(track, many), now) == (now, ()), "looking twice tells nothing new"
    assert (now, tuple(live)) == at_once


@given(RULES, traded_days())
def test_a_figure_depends_on_nothing_later(rule: Rule, traded: list[Traded]) -> None:
    track = taxed(price_track(traded), rule.tax)
    for place in range(len(traded)):
        assert measure(rule, head(track, place + 1), place) == measure(rule, track, place)


def test_a_level_is_reached_once() -> None:
    assert fired(level("110"), track_of(100, 109.99, 110, 112, 111, 109, 110)) == ["2026-01-07", "2026-01-11"]
    assert fired(level("110", "5"), track_of(100, 110, 106, 110, 105, 110)) == ["2026-01-06", "2026-01-10"]
    assert fired(level("90", side=Side.BELOW), track_of(100, 90, 91, 89)) == ["2026-01-06", "2026-01-08"]


def test_what_lies_beyond_when_it_is_set_is_no_crossing() -> None:
    position, told = follow(level("90"), track_of(100), None)
    assert (told, position.side) == ((), 1)
    assert fired(level("90"), track_of(100, 101, 89, 90)) == ["2026-01-08"]


def test_a_level_with_vat() -> None:
    rule = Rule("x", Every.DAY, Kind.LEVEL, Side.ABOVE, Decimal(113), tax=Tax.INCL)
    assert fired(rule, track_of(99, 99.9, 100)) == ["2026-01-07"]


def test_a_level_is_held_against_the_figure_in_print() -> None:
    """110 reached as everybody reads it, a last bit short in the machine."""
    assert fired(level("110"), track_of(100, 110 - 1e-10)) == ["2026-01-06"]
    track = official_track([(FIRST, 99.0), (FIRST + timedelta(days=7), 109.996)])
    assert measure(level("110"), track, 1) == Decimal("109.996")


def test_a_change_over_values_and_over_days() -> None:
    assert fired(change("5"), track_of(100, 104, 110, 104)) == ["2026-01-07", "2026-01-08"]
    assert fired(change("5", side=Side.ABOVE), track_of(100, 104, 110, 104)) == ["2026-01-07"]
    assert fired(change("8", 2), track_of(100, 104, 110)) == ["2026-01-07"]
    gap = price_track([(FIRST, 100.0, 1.0), (FIRST + timedelta(days=5), 104.0, 1.0), (date(2026, 1, 12), 109.0, 1.0)])
    assert measure(change("5", 7, Over.DAYS), gap, 2) == Decimal("9.0000"), "against the 5th"
    assert measure(change("5", 3, Over.DAYS), gap, 2) == Decimal("9.0000"), "the 9th had the value of the 5th"
    assert measure(change("5", 3, Over.DAYS), gap, 0) is None


def test_a_distance_is_from_the_average_of_the_trades_to_date() -> None:
    rule = Rule("x", Every.DAY, Kind.DISTANCE, Side.EITHER, Decimal(3))
    traded = [(date(2025, 12, 30), 900.0, 50.0), (date(2026, 1, 5), 100.0, 9.0), (date(2026, 1, 6), 110.0, 1.0)]
    assert measure(rule, price_track(traded), 2) == Decimal("8.9109"), "110 against 101"
    points = index_track([(day, value) for day, value, _ in traded])
    assert measure(rule, points, 2) == Decimal("4.7619"), "110 against 105"
    assert measure(rule, points, 0) == Decimal("0.0000"), "the first of a quarter is its own average"


def test_the_newest_value_may_move_and_is_looked_at_again() -> None:
    rule = level("110")
    seen, _ = follow(rule, track_of(100, 109), None)
    seen, one = follow(rule, track_of(100, 111), seen)
    assert [(f.period, f.value, f.side) for f in one] == [("2026-01-06", 111.0, 1)]
    seen, none = follow(rule, track_of(100, 112), seen)
    assert not none
    seen, _ = follow(rule, track_of(100, 108), seen)
    assert len(follow(rule, track_of(100, 110), seen)[1]) == 1


def test_of_several_values_of_one_moment_each_is_looked_at_once() -> None:
    """Ticks of one millisecond have one key."""
    one = index_track([(FIRST, 100.0), (FIRST + timedelta(days=1), 109.0)], "~a/x")
    keys = ("2026-01-05 10:00:00.000", "2026-01-05 10:00:00.001")
    early = replace(one, origin=Origin.LIVE, periods=keys)
    late = replace(
        index_track([(FIRST, 100.0), (FIRST, 109.0), (FIRST, 111.0), (FIRST, 108.0), (FIRST, 112.0)], "~a/x"),
        origin=Origin.LIVE, periods=(keys[0], keys[1], keys[1], keys[1], keys[1]),
    )  # fmt: skip
    seen, _ = follow(level("110"), early, None)
    seen, told = follow(level("110"), late, seen)
    assert [one.value for one in told] == [112.0], "what came before the newest of that moment was seen or passed over"
    assert follow(level("110"), late, seen) == (seen, ())


def test_what_is_taken_back_is_a_way_of_going_back() -> None:
    """A wrong file raised the price; it is undone; then the price rises in truth."""
    rule = level("110")
    seen, _ = follow(rule, track_of(100, 100), None)
    seen, wrong = follow(rule, track_of(100, 100, 150), seen)
    seen, nothing = follow(rule, track_of(100, 100), seen)
    seen, right = follow(rule, track_of(100, 100, 111), seen)
    assert (len(wrong), nothing, len(right)) == (1, (), 1)


def test_what_fired_is_told_when_it_is_another_figure() -> None:
    rule = level("110")
    track = track_of(100, 111, 105)
    assert revised(rule, track, "2026-01-06", 111.0) is None
    assert revised(rule, track, "2026-01-06", 111.001) is None, "the same in print"
    assert revised(rule, track, "2026-01-06", 112.0) == Revised(111.0)
    assert revised(rule, track, "2026-01-07", 112.0) is None, "the newest still moves"
    assert revised(rule, track, "2026-01-09", 112.0) == Revised(None)
    assert revised(rule, track, "2026-01-09", None) is None, "told already"
    assert revised(rule, track, "2026-01-07", None) == Revised(105.0), "it came back"
    assert revised(rule, None, "2026-01-07", 1.0) == Revised(None)


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (level("0"), "alert_threshold"),
        (level("-5"), "alert_threshold"),
        (level("10", "10"), "alert_back"),
        (level("10", "-1"), "alert_back"),
        (level("10", side=Side.EITHER), "alert_side"),
        (change("5", 0), "alert_count"),
        (change("5", 1001), "alert_count"),
    ],
)
def test_what_could_never_fire_is_refused(rule: Rule, key: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(rule)
    assert refused.value.problem.key == key


def test_what_can_is_taken() -> None:
    assert checked(level("10", "9")) == level("10", "9")
