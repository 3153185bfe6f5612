"""What a file's own sums say of its prices: amount, tax and total against quantity times price, line by line.

And what its two price columns say of each other: where the one that is said to hold VAT is by the rate the lower one,
their headings stand the wrong way round.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.trade.sniff import By, Finding, Sample

_TELLING = ("total_differs", "tax_amount_differs", "amount_differs")
_AMOUNT, _COLUMNS = "amount_differs", "prices_disagree"
_NEAR, _SHARE, _ENOUGH = 0.002, 0.8, 3
"""How near (log) a line must come to the rate, how many of all lines, and how many at the least (or all)."""


class Amounts(StrEnum):
    """Whether a file gives amounts, and says whether these hold VAT."""

    NONE = "none"
    UNSAID = "unsaid"
    STATED = "stated"


def sums_say(said: Sequence[Problem], samples: Sequence[Sample], lines: int, amounts: Amounts) -> Finding | None:
    """That prices hold VAT, or do not, against the file's word; `said` are problems of its `lines`.

    An amount tells only where its own tax basis is stated. But where one agrees with the price, a total that is no
    higher may come of another rate (an export has none), and tells nothing. It needs no prices but the file's own.
    """
    keys = _TELLING if amounts is Amounts.STATED else _TELLING[:-1]
    if amounts is not Amounts.NONE:
        doubted = {one.row for one in said if one.key == _AMOUNT}
        said = [one for one in said if one.key not in keys or one.row in doubted or (_ratio(one.facts) or 0) < 0]
    by_sums = _by(said, keys, samples, lines, times=1, by=By.SUMS)
    return by_sums or _by(said, (_COLUMNS,), samples, lines, times=2, by=By.COLUMNS)


def _by(
    said: Sequence[Problem], keys: Collection[str], samples: Sequence[Sample], lines: int, *, times: int, by: By
) -> Finding | None:
    """What most lines are off by, if it is `times` the tax."""
    ratios = {one.row: ratio for one in said if one.key in keys and one.row and (ratio := _ratio(one.facts))}
    rates = {times * math.log1p(float(vat_rate(one.day)) / 100) for one in samples}
    stated = {one.tax for one in samples}
    for kind, meant, sign in (("tax_incl", Tax.INCL, 1), ("tax_excl", Tax.EXCL, -1)):
        rows = sorted(row for row, ratio in ratios.items() if any(abs(ratio - sign * rate) < _NEAR for rate in rates))
        if meant not in stated and len(rows) >= max(1, min(_ENOUGH, lines), _SHARE * lines):
            factor = math.exp(sum(ratios[row] for row in rows) / len(rows))
            return Finding(kind, "tax", factor, len(rows), True, tuple(rows[:5]), {"tax": meant.value}, by=by)
    return None


def _ratio(facts: Mapping[str, str]) -> float | None:
    """Log of what the price comes to over what is stated."""
    amount, expected = float(facts.get("amount") or facts["price"]), float(facts["expected"])
    return math.log(expected / amount) if amount * expected > 0 else None
