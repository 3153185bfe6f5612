"""What the desk's own trades tell: levels, spreads and a sender's lasting discount."""

import math
import random
from datetime import date, timedelta

import pytest

from desk_app.domain.trade.own_price import Paid, reference_of, sender_of

MONDAY = date(2025, 1, 6)


def weekday(at: int) -> date:
    return MONDAY + timedelta(days=7 * (at // 5) + at % 5)


def walked(daily: float, noise: float, days: int = 60, trades: int = 3) -> list[Paid]:
    chance = random.Random(5)
    level, found = math.log(50_000), []
    for at in range(days):
        level += chance.gauss(0, daily)
        found += [Paid(weekday(at), math.exp(level + chance.gauss(0, noise))) for _ in range(trades)]
    return found


@pytest.mark.parametrize(("daily", "noise"), [(0.005, 0.01), (0.02, 0.01), (0.01, 0.02)])
def test_daily_spread_and_noise_are_found(daily: float, noise: float) -> None:
    found = reference_of("p", walked(daily, noise), weekday(60), sender_of({}))
    assert found.spread == pytest.approx(daily, rel=0.35)
    assert found.noise == pytest.approx(noise, rel=0.2)


def test_one_trade_alone_tells_the_usual() -> None:
    found = reference_of("p", [Paid(MONDAY, 50_000)], MONDAY, sender_of({}))
    assert 0.01 <= found.spread <= 0.02
    assert found.noise == pytest.approx(0.01)
    assert found.beside(MONDAY + timedelta(days=4)) == (found.quotes[0], 4)


def test_the_days_nearest_to_the_file_tell() -> None:
    paid = [Paid(MONDAY + timedelta(days=at), 50_000 + at) for at in range(400)]
    found = reference_of("p", paid, MONDAY + timedelta(days=100), sender_of({}))
    assert (found.quotes[0].day, found.quotes[-1].day) == tuple(MONDAY + timedelta(days=at) for at in (70, 129))


def test_a_sender_whose_prices_are_all_there_is_has_no_discount() -> None:
    assert sender_of({"p": walked(0.01, 0.01)}).offset == 0
    assert sender_of({"p": walked(0.01, 0.01)}).spread < sender_of({}).spread


def test_a_lasting_discount_is_found_from_common_days() -> None:
    others = [Paid(weekday(at), 50_000, own=False) for at in range(20)]
    mine = [Paid(weekday(at), 50_000 * math.exp(-0.02)) for at in range(20)]
    found = sender_of({"p": [*others, *mine]})
    assert found.offset == pytest.approx(-0.02, rel=0.2)
    assert found.spread < sender_of({"p": others}).spread
    levels = reference_of("p", [*others, *mine], weekday(20), found).quotes
    assert levels[-1].log == pytest.approx(math.log(50_000), abs=0.002)
