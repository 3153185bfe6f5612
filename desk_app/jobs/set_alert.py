"""Set an alert, switch it off and on, take it away."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from desk_app.domain.base.exact import NotExact, exact
from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve import tick
from desk_app.domain.curve.alert import Kind, Over, Rule, Side, checked
from desk_app.domain.index.official_points.official import MARK
from desk_app.jobs.list_official import official_info
from desk_app.jobs.load_curve import find_series
from desk_app.jobs.load_live import load_live
from desk_app.jobs.open_desk import Desk
from desk_app.store import alerts
from desk_app.store.alerts import RuleRow, State
from desk_app.store.database import Connection, writing

_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class AlertRequest:
    """An alert as someone asks for it; figures are text as it was typed. `code` may be a product's name."""

    code: str
    kind: Kind
    side: Side
    threshold: str
    back: str = ""
    count: int = 1
    over: Over = Over.VALUES
    every: Every = Every.DAY
    tax: Tax = Tax.EXCL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """A rule that was set; `beyond`: its figure lies past the threshold already, it has to come back first."""

    row: RuleRow
    beyond: bool


def set_alert(desk: Desk, request: AlertRequest) -> Set:
    """Keep it; it fires at the next crossing. `Refused` where the series is none or a figure can't be one."""
    from desk_app.jobs.check_alerts import check_alerts

    rule = _rule(desk, request)
    note = request.note.strip()
    if len(note) > _LONGEST_NOTE:
        raise refuse("alert_note", "note", most=str(_LONGEST_NOTE))
    with writing(desk.database, desk.folder) as connection:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        number = alerts.add_rule(connection, rule, note, now)
    check_alerts(desk, [rule.code])  # it takes its side now, not when the next value comes
    seen = alerts.positions(desk.database.conn).get(number)
    return Set(RuleRow(number, rule, note, now, State.ON), bool(seen and seen.side))


def _rule(desk: Desk, asked: AlertRequest) -> Rule:
    threshold = _figure("threshold", asked.threshold)
    back = _figure("back", asked.back) if asked.back.strip() else Decimal(0)
    code, every = asked.code, asked.every
    if code.startswith(tick.MARK):
        every = load_live(desk, code).every
    elif code.startswith(MARK):
        every = official_info(desk, code.removeprefix(MARK)).series.every  # at its owner's frequency, never coarser
    else:
        code = find_series(desk, code).code
    return checked(Rule(code, every, asked.kind, asked.side, threshold, back, asked.count, asked.over, asked.tax))


def _figure(name: str, text: str) -> Decimal:
    try:
        return exact(text, commas=True, full_width=True)
    except NotExact as error:
        raise refuse("alert_number", name, text=text[:40]) from error


def switch_alert(desk: Desk, number: int, *, on: bool) -> None:
    """Off, it looks at nothing; on again, it begins with the newest value."""
    from desk_app.jobs.check_alerts import check_alerts

    with writing(desk.database, desk.folder) as connection:
        row = _find(connection, number)
        alerts.set_state(connection, number, State.ON if on else State.OFF)
    if on:
        check_alerts(desk, [row.rule.code])


def remove_alert(desk: Desk, number: int) -> RuleRow:
    """Take it away; what it has fired stays in the log."""
    with writing(desk.database, desk.folder) as connection:
        row = _find(connection, number)
        alerts.set_state(connection, number, State.REMOVED)
    return row


def _find(connection: Connection, number: int) -> RuleRow:
    for row in alerts.all_rules(connection):
        if row.id == number and row.state is not State.REMOVED:
            return row
    raise refuse("alert_unknown", "alert", number=str(number))
