"""What is on the chart, and how: curves, the look they are drawn in, what is said of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.ui.hub import Hub
from desk_app.ui.pages.curve_facts import CurveFacts

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Floats
    from desk_app.domain.curve.look import Look
    from desk_app.domain.curve.pieces import Ground, Pieces
    from desk_app.ui.curves.readings import Reading
    from desk_app.ui.widgets.chart.chart_view import ChartView
    from desk_app.ui.widgets.chart.shown import Pin
    from desk_app.ui.widgets.curve_picture import Picture


class Easel:
    """`view` is there from the first curve on. What it draws is made anew whenever anything of it changes."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.view: ChartView | None = None
        self.ground: Ground | None = None
        self.made: Pieces | None = None
        self.facts = CurveFacts(hub)
        self.look: Look | None = None
        self.stretches: Sequence[tuple[float, float]] = ()
        self.pins: Sequence[Pin] = ()
        self.renew: Callable[[], object] = lambda: None  # brings ground and facts up to what has come in since

    @property
    def looks(self) -> "Look":
        """How it is drawn."""
        from desk_app.domain.curve.look import Look

        return self.look or Look()

    @property
    def codes(self) -> list[str]:
        """Of the curves shown, the leading one first."""
        return [curve.code for curve in self.ground.curves] if self.ground else []

    @property
    def colours(self) -> dict[str, str]:
        """The colour each curve has on the chart."""
        if self.view is None or self.made is None:
            return {}
        pairs = zip(self.made.pieces, self.view.shown, strict=True)
        return {piece.of[0]: each.colour for piece, each in pairs if piece.kind.value == "line"}

    @property
    def extent(self) -> tuple[float, float] | None:
        """From the first day of all curves to their newest value's (axis); None where there is no value."""
        known = [curve for curve in (self.ground.curves if self.ground else ()) if curve.newest is not None]
        if not known:
            return None
        oldest = min(float(curve.days[0]) for curve in known)
        return oldest, max(float(curve.ends[curve.newest or 0]) for curve in known)

    def append(self, code: str, days: "Floats", values: "Floats") -> None:
        """Ticks at the end of a curve on view, on the footing that it is drawn on."""
        from desk_app.domain.curve.pieces import footed

        curve = self.facts.ground(code)
        if self.view is None or self.ground is None or curve is None or code not in self.codes:
            return
        drawn = footed(replace(curve, values=values), curve, self.ground, self.looks, self.view.days_shown[0])
        self.view.append(code, days, drawn.values)

    def draw(self) -> None:
        """In the look, language and palette in force; the crosshair stays on its day."""
        from desk_app.domain.curve.pieces import pieces
        from desk_app.ui.curves.drawing import drawn

        self.renew()
        view, look = self.view, self.looks
        if view is None or self.ground is None:
            return
        pointed = view.point_day
        self.made = pieces(self.ground, look, view.days_shown[0])
        shown = drawn(self.made.pieces, self.facts, self._hub.words, self._hub.theme.palette)
        view.show_curves(shown, self.facts.stamp(self.codes))
        view.set_log(look.log and not look.percent)
        view.shade(self.stretches if look.closed else ())
        view.pin(self.pins if look.events else ())
        if pointed is not None:
            view.point_at(pointed)

    def beneath(self) -> str:
        """The lines under the chart: whose curves these are, and which of their days the calendar does not know."""
        from desk_app.domain.curve.curve import day_of
        from desk_app.ui.calendar_words import unshaded

        lines, calendar, extent = [self.facts.beneath(self.codes)], self.facts.calendar, self.extent
        if self.looks.closed and calendar is not None and extent is not None:
            lines.append(unshaded(self._hub.words, calendar, *map(day_of, extent)))
        return "\n".join(filter(None, lines))

    def problems(self) -> str:
        """What could not be made of the curves; empty where all could."""
        from desk_app.ui.curves.drawing import problem_lines

        if self.made is None:
            return ""
        lines = [problem_lines(self._hub.words, self.made.problems, self.facts)]
        mixed = None if self.looks.rebase is not None or self.looks.percent else self.facts.mixed(self.codes)
        if mixed is not None:
            first, second = map(self.facts.name, mixed)
            lines.append(self._hub.words("curve.mixed", first=first, second=second))
        return "\n".join(filter(None, lines))

    def readings(self, at: Sequence[int | None]) -> "list[Reading]":
        """What stands at these positions."""
        from desk_app.ui.curves.readings import readings

        if self.view is None or self.made is None:
            return []
        return readings(self.made.pieces, self.view, at, self.facts, self._hub.words)

    def describe(self, at: Sequence[int | None]) -> str:
        """The same in plain words."""
        from desk_app.ui.curves.readings import plain

        return plain(self.readings(at), self._hub.words)

    def picture(self) -> "Picture":
        """The chart to send on, with its source and age in it."""
        from desk_app.ui.curves.drawing import picture

        assert self.view is not None  # noqa: S101 - the buttons come alive with the first curve
        return picture(self.view, self.facts, self.codes, self._hub.words, self._hub.theme)
