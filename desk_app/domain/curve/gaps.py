"""Where a curve is parted: values on the two sides of a break have nothing to do with each other."""

from collections.abc import Iterator

import numpy as np

from desk_app.domain.curve.curve import BREAKING, Curve, Places


def stretches(curve: Curve) -> Iterator[Places]:
    """The positions that have a value, in one array for each stretch between two breaks."""
    known = curve.known
    parted = [
        at for at, status in enumerate(curve.statuses) if status in BREAKING and not np.isfinite(curve.values[at])
    ]
    for part in np.split(known, np.unique(np.searchsorted(known, parted))):
        if len(part):
            yield part
