"""What happened on a day, beside the curve: an announced ore price, policy, a note of one's own."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """矿价公告 政策 备注."""

    ORE_PRICE = "ore_price"
    POLICY = "policy"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Event:
    """One mark of the lane: what it says in both languages, and where that was read or who wrote it (`source`).

    `number` is a note's own, by which it can be changed; None for what the desk did not write itself.
    """

    day: date
    kind: Kind
    zh: str
    en: str
    source: str
    number: int | None = None

    def said(self, language: str) -> str:
        """The text in a language."""
        return self.zh if language == "zh_CN" else self.en


def between(events: tuple[Event, ...], first: date | None, last: date | None) -> tuple[Event, ...]:
    """Those of a stretch of days (both ends included; None: open), in the order of their days."""
    low, high = first or date.min, last or date.max
    found = [event for event in events if low <= event.day <= high]
    return tuple(sorted(found, key=lambda event: (event.day, event.kind, event.number or 0, event.zh)))
