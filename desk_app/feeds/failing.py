"""Why a source is out of reach."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """One word for a person to act on."""

    UNREACHABLE = "unreachable"
    STALLED = "stalled"
    CLOSED = "closed"
    CERTIFICATE = "certificate"
    DENIED = "denied"
    NOT_FOUND = "not_found"
    SERVER = "server"
    REDIRECT = "redirect"
    GARBAGE = "garbage"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    NO_SPACE = "no_space"
    PROXY = "proxy"


class Failing(OSError):
    """A source is out of reach, for a reason; `detail` is what it said itself, in one line."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Trouble:
    """`since` and `next_try` are seconds of the wall clock, for a person to read; nothing waits by them."""

    reason: Reason
    detail: str
    since: float
    next_try: float
