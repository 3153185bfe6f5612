"""Questions to the desk of which only the last one asked is answered: the user has gone on meanwhile."""

from collections.abc import Callable
from typing import Any, TypeVar

from desk_app.jobs.progress import Progress
from desk_app.ui.hub import Hub

T = TypeVar("T")


class Newest:
    """One question is under way at a time; of those that wait, the earlier are dropped, and so is a late answer."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._number = 0
        self._busy = False
        self._waiting: tuple[Callable[[Progress], Any], Callable[[Any], None]] | None = None

    def ask(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Do `work` behind the window; `then` gets its value unless something else is asked before."""
        self._number += 1
        self._waiting = work, then
        if not self._busy:
            self._go_on()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._number += 1
        self._waiting = None

    def _go_on(self) -> None:
        if self._waiting is None:
            return
        (work, then), self._waiting, number = self._waiting, None, self._number
        self._busy = True

        def answered(value: object) -> None:
            if number == self._number:
                then(value)

        self._hub.run(work, answered, ended=self._ended)

    def _ended(self) -> None:
        self._busy = False
        self._go_on()
