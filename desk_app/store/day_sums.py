"""What was traded by product and day, without the parties: all that an average over days needs."""

import sqlite3
from itertools import groupby
from operator import itemgetter

import numpy as np

from desk_app.domain.curve.track import Sums

_SUMS = "SELECT product, day, value, mass, trades FROM product_days WHERE trades > 0 {which} ORDER BY product, day"


def read_sums(connection: sqlite3.Connection, product: str = "") -> dict[str, Sums]:
    """By product, or of one product only, the days on which trades of it count."""
    which, given = ("AND product = ?", (product,)) if product else ("", ())
    rows = connection.execute(_SUMS.format(which=which), given)
    return {key: _sums(list(of)) for key, of in groupby(rows, itemgetter(0))}


def _sums(rows: list[tuple[str, str, float, float, int]]) -> Sums:
    _, days, value, mass, trades = zip(*rows, strict=True)
    return Sums(
        np.array(days, "datetime64[D]").astype(np.int64),
        np.array(value, np.float64),
        np.array(mass, np.float64),
        np.array(trades, np.int64),
    )
