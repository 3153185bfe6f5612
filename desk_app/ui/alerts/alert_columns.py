"""The columns of the alerts and of their log."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from desk_app.i18n import series_name
from desk_app.jobs.list_alerts import AlertNames
from desk_app.jobs.tell_alert import condition_text, figure_text, log_text
from desk_app.store.alerts import Entry, State
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.jobs.list_alerts import Alert, Logged


class AlertTexts:
    """Says alerts in the language in force; `names` are those of the series, once they are known."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.names = AlertNames({}, frozenset())

    def alert_columns(self) -> "tuple[Column[Alert], ...]":
        return (
            Column("alert.column.state", self._state, lambda a: a.row.state.value, colour=self._grey),
            Column("alert.column.series", self._series, self._series, colour=self._grey, tip=self._series),
            Column("alert.column.rule", self._rule, self._rule, colour=self._grey, tip=self._rule),
            Column("alert.column.now", self._now, lambda a: a.figure, RIGHT, colour=self._now_colour, tip=self._beyond),
            Column("alert.column.note", lambda a: a.row.note, lambda a: a.row.note, tip=lambda a: a.row.note),
        )

    def log_columns(self) -> "tuple[Column[Logged], ...]":
        return (
            Column("alert.column.period", lambda x: x.line.period, lambda x: x.line.period),
            Column("alert.column.what", self._text, self._text, colour=self._log_colour, tip=self._text),
            Column("alert.column.found", lambda x: local_time(x.line.at), lambda x: x.line.id),
        )

    def _state(self, alert: "Alert") -> str:
        return self._hub.words(f"alert.state.{alert.row.state.value}")

    def _series(self, alert: "Alert") -> str:
        return series_name(self._hub.words, self.names.names, alert.row.rule.code)

    def _rule(self, alert: "Alert") -> str:
        return condition_text(self._hub.words, self.names, alert.row.rule)

    def _now(self, alert: "Alert") -> str:
        return figure_text(self._hub.words, alert.row.rule, alert.figure)

    def _text(self, logged: "Logged") -> str:
        return log_text(self._hub.words, self.names, logged)

    def _grey(self, alert: "Alert") -> QColor | None:
        return QColor(self._hub.theme.palette["text_faint"]) if alert.row.state is State.OFF else None

    def _now_colour(self, alert: "Alert") -> QColor | None:
        beyond = alert.position is not None and alert.position.side
        return QColor(self._hub.theme.palette["warn"]) if beyond else self._grey(alert)

    def _beyond(self, alert: "Alert") -> str:
        return self._hub.words("alert.told.beyond") if alert.position and alert.position.side else ""

    def _log_colour(self, logged: "Logged") -> QColor | None:
        return None if logged.line.kind is Entry.FIRED else QColor(self._hub.theme.palette["text_soft"])
