"""What a screen reader says of the chart."""

from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from desk_app.i18n import Words
from desk_app.ui.widgets.chart.date_ticks import day_text
from desk_app.ui.widgets.chart.figures import figure
from desk_app.ui.widgets.chart.track import Track


def say(widget: QWidget, text: str, *, aloud: bool) -> None:
    """Keep it as the widget's description; `aloud`: and have it read now."""
    widget.setAccessibleDescription(text)
    if aloud and text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def plain_words(words: Words, tracks: Sequence[Track], at: Sequence[int | None], day: float | None) -> str:
    """A point in words where nobody else has any: its day, and each curve's value."""
    if day is None:
        return ""
    found = [(track, one) for track, one in zip(tracks, at, strict=False) if one is not None]
    values = [
        words("chart.spoken_value", name=track.shown.name, value=figure(track.points.place(one)[1], 2))
        for track, one in found
    ]
    return " · ".join([day_text(words, day, timed=True), *values])
