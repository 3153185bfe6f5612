"""Where the crosshair stands: on the points nearest to where one points, or one point further on."""

from desk_app.ui.widgets.chart.canvas import Canvas
from desk_app.ui.widgets.chart.lines import is_line
from desk_app.ui.widgets.chart.shown import Role
from desk_app.ui.widgets.chart.track import Track

_NEAR = 8.0  # pixels within which a deal's dot counts as pointed at


class Crosshair:
    """Over all panels at once; it knows each curve's position."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pointer = canvas.pointer

    @property
    def at(self) -> list[int | None]:
        return self._pointer.at

    @property
    def day(self) -> float | None:
        """The day it stands on; of a week or longer its first."""
        if self._pointer.day is None:
            return None
        lead = self._lead(self._pointer.day)
        steps = [(track, at) for track, at in zip(self._canvas.tracks, self.at, strict=True) if at is not None]
        if lead is None and steps:
            return float(steps[0][0].points.days[steps[0][1]])
        return self._pointer.day

    def put(self, x: float, height: float | None = None) -> bool:
        """On the values nearest to a place on the axis; whether they are others than before."""
        tracks = self._canvas.tracks
        lead = self._lead(x)
        day = x if lead is None else lead
        at = [track.points.nearest(day) for track in tracks]
        first = next(((track, one) for track, one in zip(tracks, at, strict=True) if one is not None), None)
        if first is None:
            return False
        self._pointer.day = first[0].points.place(first[1])[0] if lead is None else lead
        at = [one if self._counts(track, one) else None for track, one in zip(tracks, at, strict=True)]
        changed = at != self.at
        moved = changed or height != self._pointer.height
        self._pointer.at, self._pointer.height = at, height
        if moved:
            self._canvas.overlay.refresh()
        return changed

    def hide(self) -> None:
        """Nowhere."""
        self._pointer.day = self._pointer.height = None
        self._pointer.at = []
        self._canvas.overlay.refresh()

    def further(self, steps: int) -> float | None:
        """The day so many known values of the first curve on; from nowhere, the newest."""
        if not self._canvas.tracks:
            return None
        points = self._canvas.tracks[0].points
        now = self.at[0] if self.at else None
        if now is None:
            now, steps = points.newest, min(steps + 1, 0)
        return None if now is None else float(points.days[points.step(now, steps)])

    # ---- inside
    def _lead(self, x: float) -> float | None:
        """The day of the nearest value of any line that has its values on days; None where all are steps."""
        found = [
            float(track.points.days[at])
            for track in self._canvas.tracks
            if is_line(track) and not track.shown.curve.steps and (at := track.points.nearest(x)) is not None
        ]
        return min(found, key=lambda day: abs(day - x), default=None)

    def _counts(self, track: Track, at: int | None) -> bool:
        if at is None or track.shown.role is not Role.DOTS or self._pointer.day is None:
            return True
        frame = self._canvas.frame
        return abs(frame.x(track.points.place(at)[0]) - frame.x(self._pointer.day)) <= _NEAR
