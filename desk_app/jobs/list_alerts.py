"""The alerts there are with how each stands, and their log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from desk_app.domain.curve import tick
from desk_app.domain.curve.alert import Position, measure
from desk_app.domain.curve.tick import About
from desk_app.domain.curve.track import taxed
from desk_app.domain.index.official_points.official import MARK
from desk_app.jobs.index_request import asked
from desk_app.jobs.list_live import list_live
from desk_app.jobs.list_official import list_official
from desk_app.jobs.load_products import load_products
from desk_app.jobs.load_track import load_track
from desk_app.jobs.open_desk import Desk
from desk_app.store import alerts
from desk_app.store.alerts import LogRow, RuleRow, State


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that is on or off: what it has seen last, and its figure now (None: nothing to go by)."""

    row: RuleRow
    position: Position | None
    figure: Decimal | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log with the rule it speaks of."""

    line: LogRow
    row: RuleRow


def list_alerts(desk: Desk) -> tuple[Alert, ...]:
    """Those not removed, the oldest first."""
    connection = desk.database.conn
    seen = alerts.positions(connection)
    rows = [row for row in alerts.all_rules(connection) if row.state is not State.REMOVED]
    return tuple(Alert(row, seen.get(row.id), _figure(desk, row)) for row in rows)


def _figure(desk: Desk, row: RuleRow) -> Decimal | None:
    track = load_track(desk, row.rule.code, row.rule.every)
    return measure(row.rule, taxed(track, row.rule.tax), len(track.values) - 1) if track else None


def alert_log(desk: Desk, newest: int = 500) -> tuple[Logged, ...]:
    """The newest lines, the newest first."""
    rules = {row.id: row for row in alerts.all_rules(desk.database.conn)}
    return tuple(Logged(line, rules[line.rule]) for line in alerts.log_rows(desk.database.conn, newest))


def codes_watched(desk: Desk) -> frozenset[str]:
    """The series that have an alert which is on."""
    return frozenset(row.rule.code for row in alerts.all_rules(desk.database.conn) if row.state is State.ON)


def last_logged(desk: Desk) -> int:
    """The number of the newest line of the log; 0 where there is none."""
    return alerts.last_log(desk.database.conn)


@dataclass(frozen=True, slots=True)
class AlertNames:
    """What series are called, in Chinese and English by code, as `i18n.series_name` takes it; which of our
    own are indices; what live series say of themselves.
    """

    names: Mapping[str, tuple[str, str]]
    indices: frozenset[str]
    live: Mapping[str, About] = field(default_factory=dict)

    def is_price(self, code: str) -> bool:
        """Whether a series is an own price, in yuan per tonne on either tax basis."""
        return code not in self.indices and not code.startswith((MARK, tick.MARK))


def alert_names(desk: Desk) -> AlertNames:
    """Of every series an alert can be set on."""
    groups, live = asked(desk).groups, {info.code: info.about for info in list_live(desk)}
    names = {product.key: (product.zh, product.en) for product in load_products(desk).all()}
    names |= {group.code: (group.zh, group.en) for group in groups if group.zh}
    names |= {info.code: (info.series.called("zh_CN"), info.series.called("en")) for info in list_official(desk)}
    names |= {code: (about.called("zh_CN"), about.called("en")) for code, about in live.items()}
    return AlertNames(names, frozenset(group.code for group in groups), live)
