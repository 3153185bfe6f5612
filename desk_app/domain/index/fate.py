"""What becomes of a trade in the index: it counts, or a reason says why it does not."""

from enum import IntEnum


class Fate(IntEnum):
    """From `REJECTED_FROM` on a trade does not count. The numbers are kept in the store: never renumber."""

    ACCEPTED = 0
    UNSCREENED = 1
    """Too few trades before it to be held against: it counts."""
    RELEASED = 2
    """Rejected at first; later trades of other parties bore it out."""
    INCLUDED = 3
    """Someone at the desk put it in, whatever the screen says."""
    OUTLIER = 10
    EXCLUDED = 11
    """Someone at the desk took it out."""
    DUPLICATE = 12
    """Another source reports the same trade."""
    FUTURE = 13
    """Dated after the day it was looked at."""
    BELOW_MINIMUM = 14
    """A sample lot: less than the least mass the desk counts."""
    AFFILIATE = 15
    """Both parties are on the desk's list of one house."""
    OFF_SPEC = 16
    """Its grade says no purity to bring it to the reference with."""
    NOT_FINITE = 17
    """A price or mass that is zero, negative or no number."""


REJECTED_FROM = int(Fate.OUTLIER)

FATE_KEYS = {
    Fate.ACCEPTED: "accepted",
    Fate.UNSCREENED: "unscreened",
    Fate.RELEASED: "released",
    Fate.INCLUDED: "included",
    Fate.OUTLIER: "outlier",
    Fate.EXCLUDED: "excluded",
    Fate.DUPLICATE: "duplicate",
    Fate.FUTURE: "future",
    Fate.BELOW_MINIMUM: "below_minimum",
    Fate.AFFILIATE: "affiliate",
    Fate.OFF_SPEC: "off_spec",
    Fate.NOT_FINITE: "not_finite",
}
"""What each is called in tables and catalogues."""
