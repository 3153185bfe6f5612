"""A long read hears that it should stop: whoever starts it says how to ask, and readers ask at every piece."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ASK: ContextVar[Callable[[], object]] = ContextVar("ask", default=lambda: None)


@contextmanager
def heeding(ask: Callable[[], object]) -> Iterator[None]:
    """Within it, readers call `ask` at every piece of a file; what it raises ends the read."""
    before = _ASK.set(ask)
    try:
        yield
    finally:
        _ASK.reset(before)


def heed() -> None:
    """Ask whether to go on."""
    _ASK.get()()
