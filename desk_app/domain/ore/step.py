"""One named step of a working: what went in, what came out, in which unit, and whether it was rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import grouped
from desk_app.domain.base.ratio import Ratio
from desk_app.domain.base.rounding import Rounding


@dataclass(frozen=True, slots=True)
class Step:
    """`key` names it under `ore.step`, `unit` under `ore.unit`; `inputs` are the blanks of its words.

    An input that starts with @ is itself a words key. `places` and `rounding` are None where nothing was
    rounded. `repeating`: `value` is a repeating decimal, shown to ten places.
    """

    key: str
    value: Decimal
    unit: str
    inputs: Mapping[str, str]
    places: int | None = None
    rounding: Rounding | None = None
    repeating: bool = False


def repeats(ratio: Ratio) -> bool:
    """Whether its digits never end."""
    return ratio.exact() is None


def shown(ratio: Ratio) -> str:
    """A quotient as a step writes it: with commas, and with … where its digits go on."""
    return grouped(ratio.shown()) + ("…" if repeats(ratio) else "")
