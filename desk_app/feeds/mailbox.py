"""Between a feed's thread and its owner's: a bounded box."""

import threading
from collections import deque
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most `size`: where more are put the newest stay, and `lost` counts the others.

    Any thread may put and drain. A feed that may lose nothing looks at `room` first. `bell` is set at each put: one
    that waits for several boxes waits for it.
    """

    def __init__(self, size: int, bell: threading.Event | None = None) -> None:
        self._bell = bell
        self._items: deque[T] = deque(maxlen=size)
        self._size = size
        self._filled = threading.Condition()
        self.lost = 0

    @property
    def room(self) -> int:
        """How many more fit in."""
        with self._filled:
            return self._size - len(self._items)

    def put(self, items: Iterable[T]) -> None:
        """Add these, the oldest first."""
        with self._filled:
            for item in items:
                self.lost += len(self._items) == self._size
                self._items.append(item)
            self._filled.notify_all()
        if self._bell is not None:
            self._bell.set()

    def drain(self, most: int | None = None) -> list[T]:
        """Take out everything, or the oldest `most`."""
        with self._filled:
            count = len(self._items) if most is None else min(most, len(self._items))
            return [self._items.popleft() for _ in range(count)]

    def wait(self, seconds: float) -> bool:
        """Wait until something is in it, at most so long; whether something is."""
        with self._filled:
            return self._filled.wait_for(lambda: bool(self._items), seconds)
