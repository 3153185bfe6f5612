"""A problem in data is a value: key, place, facts. Words are added where a person reads it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """`ERROR` holds the row or refuses the input; `WARNING` is said and taken."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`key` under `problem` in the catalogues), where, and the facts for its blanks.

    `row` is the line of the sheet as its owner sees it, from 1; `field` one of the field names, or `file`.
    """

    key: str
    field: str = "file"
    row: int | None = None
    level: Level = Level.ERROR
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Refused(Exception):
    """An input is refused as a whole. Nothing was written."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.key} {dict(problem.facts)}")
        self.problem = problem


def refuse(key: str, field: str = "file", **facts: str) -> Refused:
    """Make a `Refused` in one breath, to be raised where it is made."""
    return Refused(Problem(key, field, facts=facts))
