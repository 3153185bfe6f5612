"""How a long job says how far it is, and hears that it should stop."""

from typing import Protocol


class Cancelled(Exception):
    """The user asked to stop. Nothing half-done is kept."""


class Progress(Protocol):
    """Called by a job at every step worth showing; raises `Cancelled` when the user asked to stop."""

    def step(self, done: int, total: int, key: str) -> None:
        """`done` of `total` (0: not known) of the work that the words key `key` names."""


class _Silent:
    def step(self, done: int, total: int, key: str) -> None:
        """Say nothing."""


SILENT: Progress = _Silent()
