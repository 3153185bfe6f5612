"""What the desk itself says about which trades count: nothing of it is known publicly, so nothing is preset."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk_app.domain.index.fate import Fate


@dataclass(frozen=True, slots=True)
class Rules:
    """`least_mass` in tonnes by product ("" for all others), `reference_purity` in percent by product.

    `house`: parties that belong together, whose trades among themselves do not count. `platforms`: sources that are a
    trading platform: of two reports of one trade theirs counts.
    """

    least_mass: Mapping[str, float] = field(default_factory=dict)
    reference_purity: Mapping[str, float] = field(default_factory=dict)
    house: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Someone's word on one trade: it is `Fate.INCLUDED` or `Fate.EXCLUDED`, by name and with the reason."""

    fate: Fate
    reason: str
    name: str
