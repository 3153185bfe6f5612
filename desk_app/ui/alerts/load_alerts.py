"""What alerts ask of the desk, behind the window."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.domain.base.problem import Problem, Refused

if TYPE_CHECKING:
    from desk_app.jobs.list_alerts import Alert, AlertNames, Logged
    from desk_app.jobs.open_desk import Desk
    from desk_app.jobs.set_alert import AlertRequest, Set


@dataclass(frozen=True, slots=True)
class Looked:
    """What the last look added to the log, the oldest first; the number of the log's newest line, and how many lines
    came after the one seen last; `codes` are the series that have an alert which is on.
    """

    lines: "tuple[Logged, ...]"
    names: "AlertNames"
    last: int
    unseen: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class AlertsFound:
    """All that the dialog shows; `series` are those an alert can be set on, in order."""

    alerts: "tuple[Alert, ...]"
    log: "tuple[Logged, ...]"
    names: "AlertNames"
    series: tuple[str, ...]


def look_at_alerts(desk: "Desk", seen: int, codes: "Collection[str] | None" = None) -> Looked:
    """Follow all alerts, or those on some series, through what has come since."""
    from desk_app.jobs.check_alerts import check_alerts
    from desk_app.jobs.list_alerts import alert_log, alert_names, codes_watched, last_logged

    added = {line.id for line in check_alerts(desk, codes)}
    log = alert_log(desk)
    lines = tuple(logged for logged in reversed(log) if logged.line.id in added)
    unseen = sum(logged.line.id > seen for logged in log)
    return Looked(lines, alert_names(desk), last_logged(desk), unseen, codes_watched(desk))


def find_alerts(desk: "Desk") -> AlertsFound:
    """The alerts, their log, and what one can be set on."""
    from desk_app.jobs.list_alerts import alert_log, alert_names, list_alerts
    from desk_app.jobs.load_board import load_ground

    names = alert_names(desk)
    series = (*(track.code for track in load_ground(desk).tracks), *names.live)
    return AlertsFound(list_alerts(desk), alert_log(desk), names, series)


def add_alert(desk: "Desk", request: "AlertRequest") -> "Set | Problem":
    """A refusal is read in the dialog, where it can be put right."""
    from desk_app.jobs.set_alert import set_alert

    try:
        return set_alert(desk, request)
    except Refused as refused:
        return refused.problem


def turn_alert(desk: "Desk", number: int, *, on: bool) -> None:
    """Switch one."""
    from desk_app.jobs.set_alert import switch_alert

    switch_alert(desk, number, on=on)


def drop_alert(desk: "Desk", number: int) -> None:
    """Take one away."""
    from desk_app.jobs.set_alert import remove_alert

    remove_alert(desk, number)
