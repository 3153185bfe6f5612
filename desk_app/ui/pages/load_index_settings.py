"""What the dialog of rules and groups asks of the desk, behind the window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from desk_app.domain.base.problem import Problem, Refused

if TYPE_CHECKING:
    from desk_app.jobs.list_index_settings import IndexSettings
    from desk_app.jobs.open_desk import Desk


def load_settings(desk: "Desk") -> "IndexSettings":
    """As they stand."""
    from desk_app.jobs.list_index_settings import list_index_settings

    return list_index_settings(desk)


def save_rules(desk: "Desk", entry: Mapping[str, Any], name: str) -> Problem | None:
    """Take the rules; what is wrong with them is said where they are written."""
    from desk_app.jobs.set_index import take_rules

    return _refusal(lambda: take_rules(desk, entry, name))


def save_group(desk: "Desk", entry: Mapping[str, Any]) -> Problem | None:
    """Add a group, or its new form."""
    from desk_app.jobs.set_index import take_group

    return _refusal(lambda: take_group(desk, entry, str(entry.get("code", ""))))


def drop_group(desk: "Desk", code: str) -> Problem | None:
    """The group is computed no more."""
    from desk_app.jobs import set_index

    return _refusal(lambda: set_index.drop_group(desk, code))


def _refusal(act: Callable[[], object]) -> Problem | None:
    try:
        act()
    except Refused as refused:
        return refused.problem
    return None
