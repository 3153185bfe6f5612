"""What a table of one series is asked for; read before any of the arithmetic is."""

from dataclasses import dataclass

from desk_app.domain.base.period import Every
from desk_app.jobs.as_known import end_of_day

FIRST = ""
"""The base as the series has it: an index's first period, a price in yuan per tonne."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`bases` as a desk says them (`FIRST`, a day, a period, a year), each `scale` there; `known_on` "": now."""

    code: str
    every: Every
    bases: tuple[str, ...] = (FIRST,)
    scale: float = 100.0
    known_on: str = ""

    @property
    def known_before(self) -> str | None:
        """The moment as of which; `Refused` where `known_on` is no date."""
        return end_of_day(self.known_on) if self.known_on else None
