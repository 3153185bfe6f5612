"""Whether the periods of a window hang together, directly or through others. If not there is no index; it is said."""

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.base.problem import refuse


def check_connected(linked: NDArray[np.bool_], periods: tuple[str, ...]) -> None:
    """`linked` tells of each two periods whether they can be compared; `Refused` names the first that is cut off."""
    reached = np.zeros(len(periods), np.bool_)
    newest = np.arange(len(periods)) == 0
    while newest.any():
        reached |= newest
        newest = linked[newest].any(axis=0) & ~reached
    if not reached.all():
        lost = periods[int(np.argmin(reached))]
        raise refuse("index_disconnected", period=lost, first=periods[0], last=periods[-1])
