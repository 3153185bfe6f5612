"""What a chart is given: curves with their place and colour, and pins for the lane of events."""

from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.curve.curve import Curve


class Role(StrEnum):
    """How a curve is drawn: as a line, a thin average, bars from zero (tonnage), or dots of own deals."""

    LINE = "line"
    AVERAGE = "average"
    BARS = "bars"
    DOTS = "dots"


class Panel(StrEnum):
    """Where it is drawn; the panels lie below each other over one time axis."""

    MAIN = "main"
    BELOW = "below"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A curve on the chart: its name, colour, and the words beside its newest value. What others publish is dashed.

    `upper` makes a shaded band between `curve` and it. Dots are as large as their `tonnes` say.
    """

    curve: Curve
    name: str
    colour: str
    mark: str = ""
    official: bool = False
    role: Role = Role.LINE
    panel: Panel = Panel.MAIN
    upper: Curve | None = None

    @property
    def sign(self) -> str:
        """What stands for it in lists and strips."""
        return "◇" if self.official else "●"


@dataclass(frozen=True, slots=True)
class Pin:
    """Something that happened on a day, for the lane at the chart's foot; `kind` is one sign or a short word."""

    day: float
    text: str
    kind: str
    colour: str
