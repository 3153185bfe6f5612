"""What a methodology is written from: the method and the desk's settings, and what the desk has on record."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desk_app.domain.base.period import Every
from desk_app.domain.index.fate import Fate
from desk_app.domain.index.group import Group
from desk_app.domain.index.methodology import METHOD, Method
from desk_app.domain.index.rules import NO_RULES, Rules
from desk_app.domain.index.value_row import ValueRow
from desk_app.domain.product.product import Product


@dataclass(frozen=True, slots=True)
class Member:
    """A product and its trades that count; `tonnes` is their mass, `first` and `last` are ISO days."""

    key: str
    product: Product | None
    trades: int
    tonnes: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source and its live trades, those included that do not count; `first` and `last` are ISO days."""

    name: str
    trades: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Span:
    """A series at one frequency: its first value, its newest, and for how many periods there is one or is none.

    `latest` is the newest row that has a value.
    """

    every: Every
    first: str
    first_value: float
    latest: ValueRow
    with_value: int
    without: int

    @property
    def latest_value(self) -> float:
        """The newest value."""
        return math.nan if self.latest.value is None else self.latest.value


@dataclass(frozen=True, slots=True)
class Restated:
    """A published value that went out anew; `at` is China's time."""

    every: Every
    period: str
    version: int
    value: float
    at: datetime
    name: str
    notice: str


@dataclass(frozen=True, slots=True)
class MethodUse:
    """From when to when values of the series were computed by a method; times are China's."""

    name: str
    first: datetime
    last: datetime
    vintages: int


@dataclass(frozen=True, slots=True)
class Made:
    """The newest vintage with values of the series; `at` is China's time."""

    vintage: int
    at: datetime
    inputs_hash: str


@dataclass(frozen=True, slots=True)
class RulesChange:
    """The desk's rules from a moment on; `at` is China's time."""

    at: datetime
    name: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A user's group from a moment on; `group` is None where it was given up. `at` is China's time."""

    at: datetime
    group: Group | None


@dataclass(frozen=True, slots=True)
class MethodRecord:
    """All that a methodology says. `group` is None for the price of one product, which is then the only member.

    `untraded` counts products that belong to the group and have no trade that counts. `fates` count the members'
    live trades that do not simply count. `owner` and `contact` are empty where the desk has not set them.
    """

    code: str
    group: Group | None
    method: Method = METHOD
    rules: Rules = NO_RULES
    owner: str = ""
    contact: str = ""
    sample: bool = False
    members: tuple[Member, ...] = ()
    untraded: int = 0
    sources: tuple[SourceCount, ...] = ()
    fates: Mapping[Fate, int] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    published: Mapping[Every, int] = field(default_factory=dict)
    restated: tuple[Restated, ...] = ()
    made: Made | None = None
    methods: tuple[MethodUse, ...] = ()
    rules_log: tuple[RulesChange, ...] = ()
    group_log: tuple[GroupChange, ...] = ()
