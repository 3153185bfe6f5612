"""Small panels of trades for the index tests."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from desk_app.domain.index.day_totals import COLUMNS
from desk_app.domain.index.engine import index_values

Trade = tuple[str, str, float, float]
"""Day, product, price, tonnes."""


def totals(trades: Iterable[Trade]) -> pd.DataFrame:
    """Day sums of trades, as the store would give them."""
    lines = [(day, product, price * mass, mass, 1, price, price) for day, product, price, mass in trades]
    frame = pd.DataFrame(lines, columns=list(COLUMNS)).sort_values(list(COLUMNS))
    how = {"pq": "sum", "q": "sum", "n": "sum", "low": "min", "high": "max"}
    return frame.groupby(["day", "product"], as_index=False).agg(how)


def series(trades: Iterable[Trade], code: str = "composite", every: str = "day") -> dict[str, float]:
    """Period to value, where there is one."""
    found = values(trades, code, every).dropna(subset="value")
    return dict(zip(found["period"], found["value"], strict=True))


def statuses(trades: Iterable[Trade], code: str = "composite", every: str = "day") -> dict[str, str]:
    """Period to status."""
    found = values(trades, code, every)
    return dict(zip(found["period"], found["status"], strict=True))


def values(trades: Iterable[Trade], code: str, every: str) -> pd.DataFrame:
    """All figures of one series."""
    found = index_values(totals(trades))
    return found[(found["code"] == code) & (found["every"] == every)]


def weekdays(start: str, count: int) -> list[str]:
    """ISO text of `count` days from Monday to Friday."""
    return [day.date().isoformat() for day in pd.bdate_range(date.fromisoformat(start), periods=count)]
