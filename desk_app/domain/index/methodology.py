"""The numbers an index stands on, in one place. A change here is a new method with a new name."""

from dataclasses import dataclass, field

from desk_app.domain.base.period import Every


@dataclass(frozen=True, slots=True)
class Screen:
    """When a trade's ln price is too far from those before it. A Hampel filter with a floor and an age."""

    window: int = 20
    """Trades to be held against, with all others of the day on which the last of them falls."""
    need: int = 5
    """With fewer a trade is taken unscreened."""
    cut: float = 5.0
    """How many spreads away is too far."""
    floor: float = 0.01
    """The least spread of ln price: equal prices must not make the next one an outlier."""
    daily: float = 0.008
    """Spread that each weekday without a trade adds, in squares."""
    release: int = 3
    """So many rejected trades that agree with each other are taken after all …"""
    release_days: int = 5
    """… if they fall within so many weekdays and are not all between the same two parties."""


@dataclass(frozen=True, slots=True)
class Method:
    """How all series are computed; every vintage of values carries `name`."""

    name: str
    screen: Screen = field(default_factory=Screen)
    base: float = 100.0
    """Value of the first period."""
    week_window: int = 27
    month_window: int = 13
    quarter_window: int = 5
    pair_coverage: float = 0.30
    """Least part of either period's value that two periods must have in common to be compared."""
    share_days: int = 364
    """Calendar days before a quarter's start whose traded value gives the daily shares (52 weeks)."""
    impute_from: float = 0.20
    """Weight of a class that must be traded so that its untraded products move with it."""
    suspend_after: int = 60
    """Weekdays without a trade, after which a product leaves the daily basket."""
    grade_a: float = 0.80
    grade_a_trades: int = 30
    grade_b: float = 0.50
    grade_c: float = 0.20
    """Coverage from which a value is graded A (with so many trades), B, C; below it is not published."""

    def window(self, every: Every) -> int:
        """Periods of a rolling window; the daily series has none."""
        return {Every.WEEK: self.week_window, Every.MONTH: self.month_window, Every.QUARTER: self.quarter_window}[every]


METHOD = Method(name="ccdi-flash/1")
MAD_SCALE = 1.4826
"""Makes the median absolute deviation of a normal distribution its standard deviation."""
PLACES = 2
"""A value is shown to so many decimals, half to even; the computation goes on with what is not rounded."""
