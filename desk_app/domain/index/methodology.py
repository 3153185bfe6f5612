"""The numbers an index stands on, in one place. A change here is a new method with a new name."""

from dataclasses import dataclass

from desk_app.domain.index.formula.formula import Formula
from desk_app.domain.index.formula.geometric_young import GEOMETRIC_YOUNG


@dataclass(frozen=True, slots=True)
class Method:
    """How the composite is computed; every vintage of values carries `name`."""

    name: str
    formula: Formula
    base: float
    """Value of the first period."""
    share_days: int
    """Calendar days before a quarter's start whose traded value gives the shares (52 weeks)."""
    impute_from: float
    """Weight that must be traded so that the untraded products move with the traded ones."""
    suspend_after: int
    """Trading days of the desk without a trade, after which a product leaves the basket."""


METHOD = Method(
    name="geometric-young/1",
    formula=GEOMETRIC_YOUNG,
    base=100.0,
    share_days=364,
    impute_from=0.20,
    suspend_after=60,
)
