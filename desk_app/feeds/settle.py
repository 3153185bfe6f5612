"""When a file that is being written counts as written. Pure: nothing is read here, no clock is asked."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's size in bytes and time of change in nanoseconds, as the share has it.

    Stamps are only held against each other: the share's clock may be hours off ours.
    """

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file on its way in: its stamp, and since when (seconds of our own steady clock) it has had it."""

    stamp: Stamp
    since: float


def settle(
    waiting: Mapping[str, Waiting], looked: Mapping[str, Stamp | None], now: float, quiet: float
) -> tuple[dict[str, Waiting], list[str]]:
    """Who waits after this look, and who of them has not changed for `quiet` seconds.

    `looked` is what was found now; None: not there, or nothing to wait for. Names not looked at stay as they are.
    A name settles at its second look at the earliest, and an empty file never does: it waits for its content.
    """
    after = {name: held for name, held in waiting.items() if looked.get(name, held.stamp) is not None}
    settled = []
    for name, stamp in looked.items():
        if stamp is None:
            continue
        held = after.get(name)
        if held is None or held.stamp != stamp:
            after[name] = Waiting(stamp, now)
        elif stamp.size and now - held.since >= quiet:
            settled.append(name)
    return after, settled
