"""The screen: a trailing Hampel filter on ln price, a product at a time.

The trades of a day are held, all alike, against those accepted before that day: the last `window` of them and the
whole of the day on which the oldest of these falls, so that no order of lines within a day can matter. With fewer
than `need` before it a day is held against its own trades as well; with fewer even so its trades count, until there
are enough: then these first ones are held against them, by their own age. Median m, spread
s = √(max(1.4826 · MAD, floor)² + age · daily²), age in weekdays since the last accepted trade; a trade counts while
|ln p − m| ≤ cut · s. Rejected trades that agree with each other are the market having moved, not errors: `release`
of them within cut · s of each other, within `release_days` weekdays and not all of one pair of parties (where none
are stated: not all of one day), are taken after all, and from then on only they and what follows is the reference.
They must outnumber what was accepted since the first of them: where the old price goes on being paid, the market has
not moved, and in a busy one a few errors of a week always agree.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from desk_app.domain.index.methodology import MAD_SCALE, Screen

Prices = list[float]


@dataclass(frozen=True, slots=True)
class Day:
    """One product's valid trades of one day by rising ln price; `number` counts weekdays.

    `pair` says who traded (false where no party is stated), `forced` are the places of those put in by hand.
    """

    day: int
    number: int
    log_price: Prices
    pair: Sequence[object]
    forced: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What a day was held against: median and spread of ln price, how many trades; `count` 0: nothing."""

    centre: float = math.nan
    spread: float = math.nan
    count: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rejected trade that others may still bear out."""

    day: int
    number: int
    place: int
    log_price: float
    pair: object


@dataclass(frozen=True, slots=True)
class Screened:
    """Of a day's trades, which are by rising price, those from `low` to before `high` are within reach.

    `held`: what they were held against; `late`: trades of earlier days, taken unscreened, that are now rejected;
    `released`: trades of this and earlier days that count after all; `reference_from`: the first day whose trades the
    next day is held against, or that count against those which wait.
    """

    low: int
    high: int
    held: Held
    late: list[Waiting]
    released: list[Waiting]
    reference_from: int


@dataclass(slots=True)
class State:
    """What the screen carries from day to day: accepted ln prices by day, who waits, and what was taken unscreened."""

    reference: list[tuple[int, int, Prices]] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    unscreened: list[Waiting] = field(default_factory=list)


def screen_day(today: Day, state: State, screen: Screen) -> Screened:
    """Hold the day's trades against the state, and move the state on."""
    held = _held(today, state, screen)
    reach = screen.cut * held.spread
    low, high = 0, len(today.log_price)
    if held.count:
        low, high = (
            bisect_left(today.log_price, held.centre - reach),
            bisect_right(today.log_price, held.centre + reach),
        )
    late = _late(today, held, state, screen)
    rejected = [place for place in (*range(low), *range(high, len(today.log_price))) if place not in today.forced]
    state.waiting += [*late, *(_waiting(today, place) for place in rejected)]
    state.waiting = [one for one in state.waiting if today.number - one.number < screen.release_days]
    accepted = _accepted(today, low, high)
    released = _released(state.waiting, reach, screen) if rejected or late else []
    if len(released) <= _since(released, state, accepted):
        released = []
    if released:
        _restart(state, released)
    elif accepted:
        state.reference.append((today.day, today.number, accepted))
        _forget(state, screen)
    return Screened(low, high, held, late, released, state.reference[0][0] if state.reference else today.day)


def _late(today: Day, held: Held, state: State, screen: Screen) -> list[Waiting]:
    """What was taken unscreened is held against the first trades that can be held against, and leaves the reference."""
    if not held.count:
        state.unscreened += [_waiting(today, at) for at in range(len(today.log_price)) if at not in today.forced]
    if not held.count or not state.unscreened:
        return []
    late = [one for one in state.unscreened if abs(one.log_price - held.centre) > _reach(today, one, held, screen)]
    state.unscreened = []
    for one in late:
        state.reference = [
            (day, number, _without(prices, one.log_price) if day == one.day else prices)
            for day, number, prices in state.reference
        ]
    state.reference = [entry for entry in state.reference if entry[2]]
    return late


def _reach(today: Day, one: Waiting, held: Held, screen: Screen) -> float:
    return screen.cut * math.sqrt(held.spread**2 + (today.number - one.number) * screen.daily**2)


def _without(prices: Prices, price: float) -> Prices:
    at = prices.index(price)
    return prices[:at] + prices[at + 1 :]


def _accepted(today: Day, low: int, high: int) -> Prices:
    if not today.forced:
        return today.log_price[low:high]
    within = {*range(low, high), *today.forced}
    return [price for place, price in enumerate(today.log_price) if place in within]


def _waiting(today: Day, place: int) -> Waiting:
    return Waiting(today.day, today.number, place, today.log_price[place], today.pair[place])


def _held(today: Day, state: State, screen: Screen) -> Held:
    known: Prices = []
    for _, _, prices in reversed(state.reference):
        if len(known) >= screen.window:
            break
        known += prices
    age = today.number - state.reference[-1][1] if state.reference else 0
    if len(known) < screen.need:
        known, age = known + today.log_price, 0
    if len(known) < screen.need:
        return Held()
    centre, spread = _spread(sorted(known))
    return Held(centre, math.sqrt(max(spread, screen.floor) ** 2 + age * screen.daily**2), len(known))


def _spread(prices: Prices) -> tuple[float, float]:
    """Median and 1.4826 · MAD of sorted values."""
    centre, half = _median(prices), len(prices) // 2
    far = _near(prices, centre, half + 1)
    return centre, MAD_SCALE * (far if len(prices) % 2 else (_near(prices, centre, half) + far) / 2)


def _near(ordered: Prices, centre: float, many: int) -> float:
    """How far the last of the `many` sorted values lies that are nearest to the centre: they stand side by side."""
    low, high = 0, len(ordered) - many
    while low < high:
        middle = (low + high) // 2
        if centre - ordered[middle] > ordered[middle + many] - centre:
            low = middle + 1
        else:
            high = middle
    return max(centre - ordered[low], ordered[low + many - 1] - centre)


def _median(ordered: Prices) -> float:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _released(waiting: list[Waiting], reach: float, screen: Screen) -> list[Waiting]:
    """The largest set of waiting trades that lie within `reach` of each other (of equal ones the lowest in price)."""
    ordered = sorted(waiting, key=lambda one: (one.log_price, one.day, one.place))
    best: list[Waiting] = []
    start = 0
    for end in range(len(ordered)):
        while ordered[end].log_price - ordered[start].log_price > reach:
            start += 1
        if end + 1 - start > len(best) and _independent(ordered[start : end + 1], screen):
            best = ordered[start : end + 1]
    return best


def _independent(some: list[Waiting], screen: Screen) -> bool:
    if len(some) < screen.release:
        return False
    pairs = {one.pair for one in some if one.pair}
    return len(pairs) > 1 or (not pairs and len({one.day for one in some}) > 1)


def _since(released: list[Waiting], state: State, accepted: Prices) -> int:
    """How many trades were accepted since the first of the released ones: at the old price, if it moved at all."""
    if not released:
        return 0
    first = min(one.day for one in released)
    return len(accepted) + sum(len(prices) for day, _, prices in state.reference if day >= first)


def _restart(state: State, released: list[Waiting]) -> None:
    taken = set(released)
    state.waiting = [one for one in state.waiting if one not in taken]
    by_day: dict[tuple[int, int], Prices] = {}
    for one in sorted(released, key=lambda one: (one.day, one.log_price)):
        by_day.setdefault((one.day, one.number), []).append(one.log_price)
    state.reference = [(day, number, prices) for (day, number), prices in by_day.items()]


def _forget(state: State, screen: Screen) -> None:
    """Days leave that are neither needed to make up the window nor counted against what waits."""
    count, today = sum(len(prices) for _, _, prices in state.reference), state.reference[-1][1]
    while count - len(state.reference[0][2]) >= screen.window:
        if today - state.reference[0][1] < screen.release_days:
            return
        count -= len(state.reference.pop(0)[2])
