"""What follows in the window when files have arrived by themselves, from a folder or over the network."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.i18n import one_line
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.jobs.sort_arrivals import Ready, TakenPoints


def take_ready(hub: Hub, ready: "Ready", key: str, arrived: Callable[[list[Path]], None]) -> None:
    """Say how many, hand the trade files on, take the bulletins of official points."""
    if ready.paths:
        paths = list(ready.paths)
        hub.tell(hub.words(key, count=len(paths), known=ready.known))
        arrived(paths)
    if ready.points:
        hub.run(
            lambda _: _take_points(hub, ready.points),
            lambda found: _taken(hub, found),
            title="ui.work.official",
            writes=True,
        )


def _take_points(hub: Hub, paths: Sequence[Path]) -> "tuple[TakenPoints, ...]":
    from desk_app.jobs.sort_arrivals import take_points

    return take_points(hub.desk, paths)


def _taken(hub: Hub, found: "Sequence[TakenPoints]") -> None:
    from desk_app.jobs.sort_arrivals import is_final

    hub.files_settled.emit([each.path for each in found if is_final(each.problem)])
    lines = [_line(hub, each) for each in found]
    wrong = any(each.problem or (each.taken and each.taken.problems) for each in found)
    hub.tell(" ".join(lines), "warning" if wrong else "info")
    if any(each.taken and each.taken.take for each in found):
        hub.curves_changed.emit()


def _line(hub: Hub, each: "TakenPoints") -> str:
    name = one_line(each.path.name)
    if each.taken is None:
        return f"{name}: {hub.problem_line(each.problem)}" if each.problem else name
    counts = {count: getattr(each.taken, count) for count in ("rows", "new", "same", "changed", "refused")}
    key = "official.taken.done" if each.taken.take else "official.taken.nothing_new"
    return hub.words(key, file=name, code=each.taken.series.code, take=each.taken.take or "", **counts)
