"""The nowcast: quarters so far, the pack to the yuan, the proxy against a line that is known, refusals."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.calendar import NOTHING_KNOWN, Calendar
from desk_app.domain.base.period import parse_period
from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.formula_pack import pack_from
from desk_app.domain.ore.nowcast import Way, by_pack, by_proxy
from desk_app.domain.ore.proxy import Known, Scored, fit, left_out, root_mean_square
from desk_app.domain.ore.quarter_so_far import SoFar, quarter_so_far, trading_days_since

Q4 = parse_period("2026Q4")
PACK: dict[str, Any] = {
    "basis": "50",
    "methods": [
        {"shares": {"prnd_oxide": "20", "la_oxide": "25"}, "recovery": "95", "cost": "20000", "profit": "10"},
        {"shares": {"prnd_oxide": "22"}, "recovery": "90", "cost": "15000", "profit": "5"},
    ],
}


def so_far(locked: int = 10, left: int = 5, total: str = "6000000", last: str = "600000") -> SoFar:
    return SoFar("2026Q4", locked, left, Decimal(total), Decimal(last), date(2026, 12, 1))


def test_a_quarter_so_far() -> None:
    prices = [(date(2026, 9, 30), Decimal(1)), (date(2026, 10, 9), Decimal(100)), (date(2026, 12, 24), Decimal(200))]
    found = quarter_so_far(prices, Q4, date(2026, 12, 28), NOTHING_KNOWN)
    assert found == SoFar("2026Q4", 2, 5, Decimal(300), Decimal(200), date(2026, 12, 24))
    assert found.average() == Fraction(300 + 5 * 200, 7)
    assert found.average(Decimal(5)) == Fraction(300 + 5 * 210, 7)
    assert quarter_so_far(prices, Q4, date(2026, 10, 8), NOTHING_KNOWN) is None


def test_holidays_are_no_days_left() -> None:
    closed = Calendar(frozenset({date(2026, 12, 25)}), frozenset({date(2026, 12, 26)}), Q4.start, Q4.end)
    assert trading_days_since(closed, date(2026, 12, 24), date(2026, 12, 28)) == 2  # Saturday is worked


def test_on_the_last_day_it_is_the_pack_on_final_averages_to_the_yuan() -> None:
    pack = pack_from(PACK)
    inputs = {product: so_far(left=0) for product in pack.products}
    found = by_pack(pack, "2027Q1", inputs, [])
    assert found.flat == found.up == found.down == pack.price({p: Fraction(600000) for p in pack.products})
    assert (found.way, found.error, found.low) == (Way.PACK, None, None)


def test_the_pack_as_reckoned_by_hand() -> None:
    pack = pack_from(PACK)
    averages = {"prnd_oxide": Fraction(500000), "la_oxide": Fraction(4000)}
    first = Fraction(1, 2) * ((100000 + 1000) * Fraction(95, 100) - 20000) / Fraction(11, 10)
    second = Fraction(1, 2) * (110000 * Fraction(9, 10) - 15000) / Fraction(21, 20)
    assert pack.price(averages) == round((first + second) / 2)
    known = Known("2026Q4", Fraction(0), Fraction(pack.price(averages) - 100))
    found = by_pack(pack, "2027Q1", {p: so_far() for p in pack.products}, [(averages, known)])
    assert found.scored[0].error == 100
    assert (found.error, found.high) == (Decimal(100), found.flat + 100)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"basis": "0"}, "pack_basis"),
        ({"basis": 50}, "pack_unreadable"),
        ({"methods": []}, "pack_basis"),
        ({"methods": [{"shares": {}}]}, "pack_unreadable"),
        ({"methods": [{**PACK["methods"][0], "shares": {}}]}, "pack_shares"),
        ({"methods": [{**PACK["methods"][0], "shares": {"la_oxide": "60", "ce_oxide": "41"}}]}, "pack_shares_over"),
        ({"methods": [{**PACK["methods"][0], "recovery": "101"}]}, "pack_figures"),
        ({"methods": [{**PACK["methods"][0], "cost": "2,5"}]}, "pack_unreadable"),
    ],
)
def test_a_pack_that_is_none(change: dict[str, Any], key: str) -> None:
    with pytest.raises(Refused) as refused:
        pack_from(PACK | change)
    assert refused.value.problem.key == key


def quarters(count: int, start: int = 2000, slope: str = "0.06") -> list[Known]:
    """On a line, exactly."""
    averages = [Fraction(400_000 + 37_000 * (number * number % 11)) for number in range(count)]
    return [Known(f"q{n}", average, start + Fraction(slope) * average) for n, average in enumerate(averages)]


def test_the_proxy_finds_a_line_that_is_there() -> None:
    known = quarters(9)
    found = by_proxy("prnd_oxide", "2027Q1", Decimal(50), so_far(), known)
    assert found.flat == 2000 + Fraction("0.06") * 600_000
    assert found.up > found.flat > found.down
    assert found.error == 0
    assert [each.error for each in found.scored] == [0] * 9


@pytest.mark.parametrize("known", [quarters(7), [Known(f"q{n}", Fraction(1), Fraction(n)) for n in range(9)], []])
def test_with_too_little_behind_it_the_proxy_says_nothing(known: list[Known]) -> None:
    with pytest.raises(Refused) as refused:
        by_proxy("prnd_oxide", "2027Q1", Decimal(50), so_far(), known)
    assert refused.value.problem.key == "nowcast_few"


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**5)), min_size=3, max_size=12))
def test_a_quarter_never_scores_itself(points: list[tuple[int, int]]) -> None:
    known = [Known(f"q{n}", Fraction(x), Fraction(y)) for n, (x, y) in enumerate(points)]
    for at, scored in ((int(each.quarter[1:]), each) for each in left_out(known)):
        line = fit([*known[:at], *known[at + 1 :]])
        assert line is not None
        assert abs(Fraction(scored.said) - line.at(known[at].average)) <= Fraction(1, 2)


def test_errors_add_up_as_squares() -> None:
    scored = [Scored("a", Decimal(103), Decimal(100)), Scored("b", Decimal(96), Decimal(100))]
    assert root_mean_square(scored) == 4  # √12.5 = 3.54
    assert scored[0].error_percent == Decimal("3.00")


def test_days_left_are_counted_after_the_last_price() -> None:
    day = date(2026, 12, 1)
    prices = [(day, Decimal(5))]
    later = quarter_so_far(prices, Q4, day + timedelta(days=20), NOTHING_KNOWN)
    assert later is not None
    assert later.left == trading_days_since(NOTHING_KNOWN, day, Q4.end)
