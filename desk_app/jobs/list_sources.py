"""Whose files the desk has taken so far."""

from desk_app.jobs.open_desk import Desk
from desk_app.store.mappings import all_mappings


def list_sources(desk: Desk) -> tuple[str, ...]:
    """The names of the sources, in the order of their last files; one without a name is left out."""
    names = (one.profile.source for one in all_mappings(desk.database.conn))
    return tuple(dict.fromkeys(name for name in names if name))
