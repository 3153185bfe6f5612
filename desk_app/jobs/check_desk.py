"""Look the whole desk over: the database, and that its figures add up."""

from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.store.health import Finding, findings


def check_desk(desk: Desk, progress: Progress = SILENT) -> tuple[Finding, ...]:
    """Every finding; the desk is well when none is wrong."""
    found: list[Finding] = []
    for finding in findings(desk.database.conn):
        progress.step(len(found), 0, "check.looking")
        found.append(finding)
    return tuple(found)
