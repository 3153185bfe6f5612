"""What is done when later data say that a published value was wrong.

A value that moves by `RESTATE_FROM` or more, found within `RESTATE_WITHIN` weekdays of its publication, is restated:
a new version with a notice. Anything later, and anything smaller, enters forward only: the published value stands,
and the corrected history is shown beside it. (The no-revision practice of price reporting agencies and of commodity
indices; IOSCO principles for oil price reporting agencies, 2012.)
"""

from datetime import date
from enum import StrEnum

import numpy as np

from desk_app.domain.index.arrays import weekday_number

RESTATE_FROM = 0.001
RESTATE_WITHIN = 5


class Ruling(StrEnum):
    """What becomes of a published value that would come out otherwise now."""

    RESTATE = "restate"
    TOO_SMALL = "too_small"
    TOO_LATE = "too_late"


def is_recent(published_on: date, today: date) -> bool:
    """Whether so few weekdays have passed that a value may still be restated."""
    then, now = weekday_number(np.array([published_on.toordinal(), today.toordinal()])).tolist()
    return bool(now - then <= RESTATE_WITHIN)


def ruling(published: float, corrected: float, recent: bool) -> Ruling:
    """What becomes of a published value."""
    if abs(corrected / published - 1) < RESTATE_FROM:
        return Ruling.TOO_SMALL
    return Ruling.RESTATE if recent else Ruling.TOO_LATE
