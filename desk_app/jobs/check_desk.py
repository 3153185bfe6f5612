"""Look the whole desk over: the database, that its figures add up, that what was taken is still what was signed."""

from collections.abc import Iterator

from desk_app.jobs.load_calendar import list_taken
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.store.health import Finding, findings


def check_desk(desk: Desk, progress: Progress = SILENT) -> tuple[Finding, ...]:
    """Every finding; the desk is well when none is wrong."""
    found: list[Finding] = []
    for finding in _all(desk):
        progress.step(len(found), 0, "check.looking")
        found.append(finding)
    return tuple(found)


def _all(desk: Desk) -> Iterator[Finding]:
    yield from findings(desk.database.conn)
    problems = [taken.problem.key if taken.problem else "" for taken in list_taken(desk)]
    wrong = [key for key in problems if key not in ("", "seal_unknown_key")]  # whose key is trusted no more is whole
    yield Finding("calendar_files", len(problems), len(wrong))
