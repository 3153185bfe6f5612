"""What the desk itself says about which trades count: nothing of it is known publicly, so nothing is preset."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk_app.domain.index.fate import Fate


@dataclass(frozen=True, slots=True)
class Rules:
    """`least_mass` in tonnes by product ("" for all others), `reference_purity` in percent by product.

    `house`: parties that belong together, whose trades among themselves do not count. `platforms`: sources that are a
    trading platform: of two reports of one trade theirs counts.

    `source_factor`: what a source's quantities are multiplied by ("" for all others that are no platform), above 0 up
    to 1. `party_cap`: the most that one party may weigh in a product's week, as a part of 1; 0: there is no cap.
    """

    least_mass: Mapping[str, float] = field(default_factory=dict)
    reference_purity: Mapping[str, float] = field(default_factory=dict)
    house: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    source_factor: Mapping[str, float] = field(default_factory=dict)
    party_cap: float = 0.0

    @property
    def weighs(self) -> bool:
        """Whether any trade weighs with less than its quantity."""
        return bool(self.source_factor) or self.party_cap > 0

    def factor_of(self, source: str) -> float:
        """What a source's quantities are multiplied by."""
        if source in self.source_factor and source:
            return self.source_factor[source]
        return 1.0 if source in self.platforms else self.source_factor.get("", 1.0)


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Someone's word on one trade: it is `Fate.INCLUDED` or `Fate.EXCLUDED`, by name and with the reason."""

    fate: Fate
    reason: str
    name: str
