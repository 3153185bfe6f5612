"""What a new computation says that the last one did not: only that is written, under a new vintage."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.series_values import SeriesValues
from desk_app.domain.index.status import Status

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Rows of period and figures to be written: first values, other values, values taken back."""

    added: list[Row]
    changed: list[Row]
    withdrawn: list[Row]


def figures(series: SeriesValues, places: Mapping[str, int]) -> dict[str, Row]:
    """By period the figures of a series as they are stored; `places` tells where each product's part goes."""
    quality = series.quality
    columns = (
        _numbers(series.value),
        series.status,
        series.grade,
        quality.trades.tolist(),
        quality.tonnes.tolist(),
        quality.priced.tolist(),
        quality.expected.tolist(),
        quality.coverage.tolist(),
        quality.imputed.tolist(),
        _numbers(quality.largest_party),
        quality.rejected.tolist(),
        _parts(series, places),
    )
    return dict(zip(series.periods, zip(*columns, strict=True), strict=True))


def _numbers(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]


def _parts(series: SeriesValues, places: Mapping[str, int]) -> list[bytes | None]:
    """Little-endian doubles by place; zeros at the end are left away, so that a new product changes no row."""
    if series.parts is None:
        return [None] * len(series.periods)
    table = np.zeros((len(series.periods), max(places.values(), default=-1) + 1), "<f8")
    table[:, [places[product] for product in series.products]] = series.parts
    return [row.tobytes().rstrip(b"\0") for row in table]


def parts_by_key(blob: bytes | None, places: Mapping[str, int]) -> dict[str, float]:
    """The parts that are not zero, by product."""
    blob = blob or b""
    values = np.frombuffer(blob + bytes(-len(blob) % 8), "<f8").tolist()
    return {key: values[place] for key, place in places.items() if place < len(values) and values[place]}


def digest(series: SeriesValues) -> bytes:
    """Equal for series that come out the same to the last bit."""
    hashed = hashlib.sha256(repr((series.periods, series.status, series.grade, series.products)).encode())
    quality = series.quality
    arrays = [series.value, *(getattr(quality, name) for name in type(quality).__slots__)]
    for array in (*arrays, *([] if series.parts is None else [series.parts])):
        hashed.update(np.ascontiguousarray(array).tobytes())
    return hashed.digest()


def differences(computed: Mapping[str, Row], latest: Mapping[str, Row]) -> Differences:
    """Compare bit by bit what is computed with what was last written. What is no longer computed is withdrawn, once."""
    added = [(period, *row) for period, row in computed.items() if period not in latest]
    changed = [(period, *row) for period, row in computed.items() if period in latest and latest[period] != row]
    gone = (period for period, row in latest.items() if period not in computed and row[1] != Status.WITHDRAWN.value)
    return Differences(added, changed, [(period, *WITHDRAWN) for period in gone])


WITHDRAWN: Row = (None, Status.WITHDRAWN.value, "", 0, 0.0, 0, 0, 0.0, 0.0, None, 0, None)
