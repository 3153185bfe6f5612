"""One row a product and day: what counts of its trades, and what became of the others.

This table is all that the series are made of. Sums are additive, so a week's price from day sums is the week's price
over its trades, never a mean of means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from desk_app.domain.index.arrays import Floats, Ints, runs, summed, weekday_number
from desk_app.domain.index.fate import REJECTED_FROM, Fate
from desk_app.domain.index.lines import Lines
from desk_app.domain.index.methodology import Screen
from desk_app.domain.index.screen import Day, Screened, State, Waiting, screen_day


@dataclass(frozen=True, slots=True)
class ScreenedLines:
    """One product's lines with their fates (`Fate` numbers) and, of those released, the day they were released on.

    `held` has a row for each trading day of the product: day, reference's first day, trades held against, and their
    median and spread of ln price (NaN: none).
    """

    lines: Lines
    fates: Ints
    released_on: Ints
    held: "HeldDays"


@dataclass(frozen=True, slots=True)
class HeldDays:
    """What each day of a product was held against; arrays of one length."""

    day: Ints
    reference_from: Ints
    count: Ints
    centre: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class Resume:
    """Where to go on: days from `before` on are screened, the earlier ones only carry what they left.

    The day before must not be one whose trades could not be screened yet: it has to be screened again as well.
    `reference_from` is that of the last day before; `fates` those of trades which did not simply count, with the day
    they were released on (0: none).
    """

    before: int
    reference_from: int
    fates: Mapping[int, tuple[Fate, int]]


def screen_lines(
    lines: Lines, fates: Ints, verdicts: Mapping[int, Fate], screen: Screen, resume: Resume | None = None
) -> ScreenedLines:
    """Screen one product's lines, which are `in_order`; `fates` are those of `validity`, `verdicts` by trade."""
    fates, released_on = fates.copy(), np.zeros(len(lines), np.int64)
    _by_hand(lines, fates, verdicts)
    valid = np.flatnonzero(fates <= int(Fate.INCLUDED))
    days = _days_of(lines, fates, valid)
    counted = ScreenedLines(lines, fates, released_on, _held_days([], []))
    starts = dict(
        zip((day.day for day in days), accumulate((len(day.log_price) for day in days), initial=0), strict=False)
    )
    state = _resumed(days, starts, valid, counted, resume) if resume else State()
    wanted = [day for day in days if resume is None or day.day >= resume.before]
    rows = []
    for today in wanted:
        row = screen_day(today, state, screen)
        _settle(today, row, valid[starts[today.day] : starts[today.day] + len(today.log_price)], fates)
        for one in row.late:
            fates[valid[starts[one.day] + one.place]] = int(Fate.OUTLIER)
        for one in row.released:
            place = valid[starts[one.day] + one.place]
            fates[place], released_on[place] = int(Fate.RELEASED), today.day
        rows.append(row)
    return ScreenedLines(lines, fates, released_on, _held_days([day.day for day in wanted], rows))


def _settle(today: Day, row: Screened, places: Ints, fates: Ints) -> None:
    """Write the fates of a day's lines, which are at `places`."""
    if row.held.count == 0:
        fates[places] = np.where(fates[places] == int(Fate.INCLUDED), fates[places], int(Fate.UNSCREENED))
    for place in (*range(row.low), *range(row.high, len(places))):
        if place not in today.forced:
            fates[places[place]] = int(Fate.OUTLIER)


def _resumed(days: list[Day], starts: Mapping[int, int], valid: Ints, counted: ScreenedLines, resume: Resume) -> State:
    """The state as the day before left it; the fates of the earlier days are written as they were then."""
    state = State()
    restart = max((on for _, on in resume.fates.values() if on < resume.before), default=0)
    for day in (day for day in days if day.day < resume.before):
        accepted = []
        for place, price in enumerate(day.log_price):
            at = int(valid[starts[day.day] + place])
            fate, on = resume.fates.get(int(counted.lines.trade[at]), (Fate.ACCEPTED, 0))
            fate, on = (Fate.OUTLIER, 0) if on >= resume.before else (fate, on)
            counted.fates[at], counted.released_on[at] = int(fate), on
            if fate is Fate.OUTLIER:
                state.waiting.append(Waiting(day.day, day.number, place, price, day.pair[place]))
            elif day.day >= resume.reference_from and (day.day > restart or on == restart):
                accepted.append(price)
        state.reference += [(day.day, day.number, accepted)] if accepted else []
    return state


def _by_hand(lines: Lines, fates: Ints, verdicts: Mapping[int, Fate]) -> None:
    """What someone took out is out; what someone put in is in, unless no price can be made of it."""
    if not verdicts:
        return
    for place in np.flatnonzero(np.isin(lines.trade, list(verdicts))).tolist():
        if fates[place] not in {int(Fate.OFF_SPEC), int(Fate.NOT_FINITE)}:
            fates[place] = int(verdicts[int(lines.trade[place])])


def _days_of(lines: Lines, fates: Ints, valid: Ints) -> list[Day]:
    """The valid lines day by day."""
    day, pair = lines.day[valid], _pairs(lines)[valid].tolist()
    log_price = np.log(lines.price[valid]).tolist()
    by_hand = (fates[valid] == int(Fate.INCLUDED)).tolist()
    bounds = runs(day)
    number = weekday_number(day[bounds[:-1]]).tolist()
    days = []
    for place, (start, end) in enumerate(pairwise(bounds.tolist())):
        given = by_hand[start:end]
        forced = frozenset(at for at, one in enumerate(given) if one) if True in given else _NONE
        days.append(Day(int(day[start]), number[place], log_price[start:end], pair[start:end], forced))
    return days


_NONE: frozenset[int] = frozenset()


def _pairs(lines: Lines) -> Ints:
    """A number for who traded with whom; 0 where neither is stated."""
    stated = np.array([bool(name) for name in lines.parties], bool)
    both = lines.buyer * len(lines.parties) + lines.seller + 1
    return np.where(stated[lines.buyer] | stated[lines.seller], both, 0)


def _held_days(day: list[int], rows: list[Screened]) -> HeldDays:
    return HeldDays(
        np.array(day, np.int64),
        np.array([row.reference_from for row in rows], np.int64),
        np.array([row.held.count for row in rows], np.int64),
        np.array([row.held.centre for row in rows], np.float64),
        np.array([row.held.spread for row in rows], np.float64),
    )


@dataclass(frozen=True, slots=True)
class ProductDays:
    """Rows by product, then day; a day whose trades were all rejected has `trades` 0 and no price.

    `product` is a position in `products`, `day` an ordinal; `value` is in yuan without VAT, `mass` in tonnes, `low`
    and `high` in yuan per tonne without VAT. `party` and `party_value` list who traded how much, `party_start` where
    each row's part of the list begins (one place more than rows).
    """

    products: tuple[str, ...]
    product: Ints
    day: Ints
    value: Floats
    mass: Floats
    trades: Ints
    low: Floats
    high: Floats
    rejected: Ints
    unscreened: Ints
    party_start: Ints
    party: Ints
    party_value: Floats

    def __len__(self) -> int:
        return len(self.day)


def product_days(
    screened: ScreenedLines,
    party_numbers: Ints,
    silent: frozenset[int] = frozenset(),
    weights: Floats | None = None,
) -> ProductDays:
    """The rows of one product. `party_numbers` gives each party of the lines its lasting number.

    Parties whose number is in `silent` (not stated, or of the desk's own house) are not listed. `weights` is what each
    line's mass is multiplied by (None: all by 1).
    """
    lines, counts = screened.lines, screened.fates < REJECTED_FROM
    bounds = runs(lines.day)
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    many = len(bounds) - 1
    kept = row[counts]
    price, mass = lines.price[counts], lines.mass[counts]
    mass = mass if weights is None else mass * weights[counts]
    value = price * mass
    starts, party, party_value = _parties(lines.take(np.flatnonzero(counts)), kept, value, party_numbers, silent, many)
    return ProductDays(
        products=(lines.products[int(lines.product[0])],) if many else (),
        product=np.zeros(many, np.int64),
        day=lines.day[bounds[:-1]],
        value=summed(value, kept, many),
        mass=summed(mass, kept, many),
        trades=np.bincount(kept, minlength=many).astype(np.int64),
        low=_extreme(np.minimum, price, kept, many),
        high=_extreme(np.maximum, price, kept, many),
        rejected=np.bincount(row[~counts], minlength=many).astype(np.int64),
        unscreened=np.bincount(row[screened.fates == int(Fate.UNSCREENED)], minlength=many).astype(np.int64),
        party_start=starts,
        party=party,
        party_value=party_value,
    )


def _extreme(pick: np.ufunc, price: Floats, row: Ints, many: int) -> Floats:
    cells = np.full(many, np.nan)
    if len(row):
        bounds = runs(row)
        cells[row[bounds[:-1]]] = pick.reduceat(price, bounds[:-1])
    return cells


def _parties(
    lines: Lines, row: Ints, value: Floats, numbers: Ints, silent: frozenset[int], many: int
) -> tuple[Ints, Ints, Floats]:
    """Who traded how much, by row: a trade counts for both of its parties, once if they are one."""
    buyer, seller = numbers[lines.buyer], numbers[lines.seller]
    other = seller != buyer
    party = np.concatenate((buyer, seller[other]))
    both_rows, both_values = np.concatenate((row, row[other])), np.concatenate((value, value[other]))
    told = ~np.isin(party, list(silent)) if silent else np.ones(len(party), bool)
    span = int(numbers.max()) + 1 if len(numbers) else 1
    cells, place = np.unique(both_rows[told] * span + party[told], return_inverse=True)
    sums = summed(both_values[told], place.astype(np.int64), len(cells))
    starts = np.searchsorted(cells, np.arange(many + 1) * span)
    return starts.astype(np.int64), (cells % span).astype(np.int64), sums
