"""The desk's own prices over the program's: they hold, and where they differ it is told."""

import dataclasses
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.own_prices import known_on, merged
from tests.domain.ore.announcing import price

SHIPPED = [price(q, p, own=False) for q, p in (("2026Q1", "26834"), ("2026Q3", "38565"), ("2026Q4", "38769"))]


def test_a_gap_is_filled_without_a_conflict() -> None:
    made = merged(SHIPPED, [price("2026Q2", "38804")])
    assert [each.period for each in made.prices] == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert made.conflicts == ()


def test_the_desks_price_holds_and_the_difference_is_told() -> None:
    own = price("2026Q3", "38600")
    made = merged(SHIPPED, [own])
    assert made.get("2026Q3") is own
    (conflict,) = made.conflicts
    assert (conflict.own.price, conflict.shipped.price) == (Decimal(38600), Decimal(38565))
    assert made.conflicts_of(own) == (conflict,)
    assert made.conflicts_of(SHIPPED[0]) == ()


def test_the_same_figures_from_a_better_source_are_no_conflict() -> None:
    own = dataclasses.replace(price("2026Q3", "38565.00"), source="北方稀土公告")
    made = merged(SHIPPED, [own])
    found = made.get("2026Q3")
    assert found is not None
    assert found.source == "北方稀土公告"
    assert made.conflicts == ()


def test_another_step_or_basis_is_a_difference() -> None:
    assert merged(SHIPPED, [price("2026Q3", "38565", "51")]).conflicts
    assert merged(SHIPPED, [price("2026Q3", "38565", step="771", why="as announced")]).conflicts


def test_a_later_program_that_ships_a_half_year_over_an_own_quarter_takes_nothing_away() -> None:
    own = price("2027Q1", "39000")
    made = merged([*SHIPPED, price("2027H1", "39500", own=False)], [own])
    assert made.prices[-1] is own
    assert [each.shipped.period for each in made.conflicts] == ["2027H1"]


def test_of_the_programs_list_counts_what_had_been_announced() -> None:
    dayless = dataclasses.replace(SHIPPED[1], announced_on=None)
    late = dataclasses.replace(SHIPPED[2], announced_on=date(2026, 10, 9))
    found = known_on([SHIPPED[0], dayless, late], date(2026, 10, 8))
    assert found == [SHIPPED[0], dayless]
    assert known_on([dayless], date(2026, 6, 30)) == []


quarters = [f"{year}Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4)]
lists = st.dictionaries(st.sampled_from(quarters), st.integers(10_000, 50_000))


@given(lists, lists)
def test_every_own_price_holds_and_no_shipped_one_is_lost(shipped: dict[str, int], own: dict[str, int]) -> None:
    made = merged([price(q, str(p), own=False) for q, p in shipped.items()], [price(q, str(p)) for q, p in own.items()])
    assert {each.period: int(each.price) for each in made.prices} == {**shipped, **own}
    assert {each.own.period for each in made.conflicts} == {q for q in own if q in shipped and shipped[q] != own[q]}


def test_a_step_to_the_fen_fits_where_the_quotient_never_ends() -> None:
    fits = [
        ("27000", "51", "529.41"),
        ("27000", "51", "529.4118"),
        ("26834", "50", "536.68"),
        ("26834", "50", "536.680"),
    ]
    odd = [("27000", "51", "529.42"), ("27000", "51", "529.4"), ("27000", "51", "529"), ("26834", "50", "536.69")]
    odd += [("27001", "50", "540.0"), ("100.001", "50", "2.00")]
    assert all(_made(*each).step_fits for each in fits)
    assert not any(_made(*each).step_fits for each in odd)


def _made(yuan: str, basis: str, step: str) -> AnnouncedPrice:
    return price("2026Q1", yuan, basis, step=step, why="x")
