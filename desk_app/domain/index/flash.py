"""The daily flash: geometric Young, class-mean imputation, anchored to the last completed week.

y_t = y_{t−1} + Σ_i w_i ln(p_it / ref_i), ref_i being the product's last price, moved on with its class while it was
silent; D_t = I_w · exp(y_t) / mean_{d in w} exp(y_d), w the last completed week that has a weekly value I_w. Before
there is one, D_t starts at the base. Shares w are those of value in the 52 weeks before the quarter; nothing of a
day's own trades or of later ones is in them.
"""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.base.period import Every, Period
from desk_app.domain.index.arrays import Flags, Floats, Ints, row_sums, runs, summed, weekday_number
from desk_app.domain.index.calendar import period_on
from desk_app.domain.index.ccdi import Levels, no_levels
from desk_app.domain.index.formula.vartia import log_mean
from desk_app.domain.index.methodology import Method
from desk_app.domain.index.period_price import PeriodPrices


@dataclass(frozen=True, slots=True)
class Moves:
    """Days × products: ln change since the day before (`move`), whether a product has a reference at all (`known`),
    whether it followed its class (`imputed`) or stood still for want of trades (`carried`).
    """

    move: Floats
    known: Flags
    imputed: Flags
    carried: Flags


def past_values(prices: PeriodPrices, share_days: int) -> Floats:
    """Days × products: the value (yuan) that gives a day's shares; nothing on or after the day is in it.

    It is that of `share_days` before the quarter's start: renewed at each quarter's start, then fixed. In the quarter
    the data open with (or open again, after a longer gap) all trades before the day count, renewed each day.
    """
    value = np.vstack([np.zeros((1, prices.value.shape[1])), np.cumsum(np.nan_to_num(prices.value), axis=0)])
    days = np.array([period.start.toordinal() for period in prices.periods], np.int64)
    quarters = np.array([period_on(period.start, Every.QUARTER).start.toordinal() for period in prices.periods])
    end, start = np.searchsorted(days, quarters), np.searchsorted(days, quarters - share_days)
    past = value[end] - value[start]
    opening = ~(end > start) | ~(past > 0).any(axis=1)
    return np.where(opening[:, None], value[:-1], past) if len(days) else past


def moves_of(prices: PeriodPrices, values: Floats, classes: Ints, method: Method) -> Moves:
    """How each product moved each day, the silent ones with their class: `classes` numbers it by product."""
    many, products = prices.price.shape
    moves = Moves(np.zeros((many, products)), *(np.zeros((many, products), bool) for _ in range(3)))
    numbers = weekday_number(np.array([period.start.toordinal() for period in prices.periods], np.int64))
    logs = np.log(prices.price, out=np.full((many, products), np.nan), where=prices.traded)
    reference, seen = np.full(products, np.nan), np.full(products, -1, np.int64)
    for day in range(many):
        traded = prices.traded[day]
        reference[(seen >= 0) & (numbers[day] - seen > method.suspend_after)] = np.nan
        known = ~np.isnan(reference)
        own = known & traded
        change = np.where(own, logs[day] - np.where(known, reference, 0.0), 0.0)
        silent = known & ~traded
        if silent.any():
            followed, follows = _followed(values[day] * known, own, change, classes, method.impute_from)
            change = np.where(silent, followed, change)
            moves.imputed[day], moves.carried[day] = silent & follows, silent & ~follows
        moves.move[day], moves.known[day] = change, known
        reference = np.where(traded, logs[day], reference + change)
        seen[traded] = numbers[day]
    return moves


def _followed(weight: Floats, own: Flags, change: Floats, classes: Ints, least: float) -> tuple[Floats, Flags]:
    """By product the ln change of its class if enough of it was traded, else of all, else none; and whether any."""
    traded = np.where(own, weight, 0.0)
    total, heard, moved = (np.bincount(classes, summed) for summed in (weight, traded, traded * change))
    enough = (heard > 0) & (heard >= least * total)
    all_heard = float(heard.sum())
    all_enough = all_heard > 0 and all_heard >= least * float(total.sum())
    whole = float(moved.sum()) / all_heard if all_enough else 0.0
    of_class = np.where(enough, np.divide(moved, heard, out=np.zeros_like(moved), where=heard > 0), whole)
    return of_class[classes], (enough | all_enough)[classes]


def shares_of(values: Floats, known: Flags, weights: Floats | None = None) -> Floats:
    """Shares by day of the products that have a reference; the user's fixed `weights` instead of past value."""
    value = np.where(known, values if weights is None else weights, 0.0)
    total = row_sums(value)[:, None]
    share: Floats = np.divide(value, total, out=np.zeros_like(value), where=total > 0)
    return share


def anchored(
    days: tuple[Period, ...], steps: Floats, started: Flags, weeks: tuple[Period, ...], weekly: Levels
) -> Levels:
    """Ln D_t (0 at the base) and what each product has added; NaN before the group has `started`.

    `steps` are days × products: share times move. `weekly` has a row for each of the `weeks`.
    """
    path = np.cumsum(steps, axis=0)
    monday = np.array([period_on(day.start, Every.WEEK).start.toordinal() for day in days], np.int64)
    rows = np.flatnonzero(started)
    starts = runs(monday[rows])[:-1]
    week = np.repeat(np.arange(len(starts)), np.diff(runs(monday[rows])))
    total = row_sums(path)
    mean, mean_parts = _means(total[rows], path[rows], starts, week)
    offset, offset_parts = np.zeros(len(starts) + 1), np.zeros((len(starts) + 1, path.shape[1]))
    level_of = {one.start.toordinal(): at for at, one in enumerate(weeks) if not np.isnan(weekly.level[at])}
    for place, day in enumerate(monday[rows][starts].tolist()):
        at = level_of.get(day)
        offset[place + 1] = offset[place] if at is None else weekly.level[at] - mean[place]
        offset_parts[place + 1] = offset_parts[place] if at is None else weekly.parts[at] - mean_parts[place]
    levels = no_levels(path.shape)
    levels.level[rows], levels.parts[rows] = total[rows] + offset[week], path[rows] + offset_parts[week]
    return levels


def _means(total: Floats, path: Floats, starts: Ints, week: Ints) -> tuple[Floats, Floats]:
    """By week ln of the mean of exp(y), and by product Σ ω_d Y_di with ω ∝ L(exp(y_d), mean), which is exactly its sum.

    Of each week's rows `starts` has the first, and `week` its place for each row.
    """
    if not len(starts):
        return np.zeros(0), np.zeros((0, path.shape[1]))
    top = np.maximum.reduceat(total, starts)
    levels = np.exp(total - top[week])
    mean = summed(levels, week, len(starts)) / np.bincount(week)
    omega = log_mean(levels, mean[week])
    omega /= summed(omega, week, len(starts))[week]
    shape = (len(starts), path.shape[1])
    cell = week[:, None] * shape[1] + np.arange(shape[1])
    by_product = summed((omega[:, None] * path).ravel(), cell.ravel(), shape[0] * shape[1]).reshape(shape)
    return np.log(mean) + top, by_product
