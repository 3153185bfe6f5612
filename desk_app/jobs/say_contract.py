"""A contract in words, as the terminal and the window say it."""

from desk_app.i18n import Words
from desk_app.store.contracts import ContractVersion

_SHARED = ("grade_rule", "rounding")
"""Choices that have their words already, from the calculator."""


def choice_text(words: Words, field: str, choice: str) -> str:
    """What a field of choices says."""
    return words(f"ore.{field}.{choice}" if field in _SHARED else f"ore.contract.{field}.{choice}")


def version_line(words: Words, version: ContractVersion) -> str:
    """Name, number, first day, who proposed it and who confirmed it."""
    state = words("ore.contract.waiting", maker=version.made_by)
    if version.confirmed_by is not None:
        state = words("ore.contract.confirmed", maker=version.made_by, by=version.confirmed_by)
    facts = {"name": version.name, "number": version.number, "day": version.valid_from.isoformat()}
    return words("ore.contract.version", state=state, **facts)
