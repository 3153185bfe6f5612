"""Periods put in order by their names: 1, 2, 10; 2026-01; 2026Q1; 2026-W05; 2026-01-09; 2026年1月; t1, t2.

All names must be of one shape, and hold their numbers from large to small. Of "Q1 2026", "5/1/2026" or "Jan 2026"
nobody can tell the order by looking: they are refused.
"""

import re
from collections.abc import Iterable

from desk_app.domain.base.problem import Refused, refuse

_NUMBER = re.compile(r"[0-9]+")
_LONGEST = 60


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The names, the earliest first; `Refused` where their order is not plain."""
    keys: dict[tuple[int, ...], str] = {}
    shape: str | None = None
    for name in names:
        own = _NUMBER.sub("#", name)
        shape = own if shape is None else shape
        key = tuple(map(int, _NUMBER.findall(name)))
        if own != shape or len(name) > _LONGEST or not _is_plain(name):
            raise _open(name)
        if key in keys:
            raise refuse("panel_period_two_ways", first=keys[key], second=name)
        keys[key] = name
    if len(keys) > 1 and not all(keys):
        raise _open(next(iter(keys.values())))
    return tuple(keys[key] for key in sorted(keys))


def _is_plain(name: str) -> bool:
    """The first number of several is longer than the others: a year before its parts. No sign before a number."""
    numbers = _NUMBER.findall(name)
    return not name.startswith(("-", "+")) and all(len(other) < len(numbers[0]) for other in numbers[1:])


def _open(name: str) -> Refused:
    return refuse("panel_period_order", period=name[:_LONGEST])
