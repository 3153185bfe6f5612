"""What stands behind a value, or why there is none."""

from enum import StrEnum


class Status(StrEnum):
    """Only `OK` has a value."""

    OK = "ok"
    THIN = "thin"
    """Less than a fifth of the basket's weight was traded: the rest would have to be carried, not imputed."""
    NO_TRADE = "no_trade"
    NO_MATCH = "no_match"
    """Traded, but nothing that has both a weight and an earlier price to compare with."""
    SUSPENDED = "suspended"
    """Untraded for so long that the product has left the basket."""
    WITHDRAWN = "withdrawn"
    """The trades behind an earlier value were undone."""
