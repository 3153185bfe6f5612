"""The contract of all feeds.

* A feed has one thread. `look` runs in it; all else is called by the owner, from one thread of the owner's.
* A feed never calls its owner. It puts what came into the mailbox; the owner drains that when it likes.
* To start or stop twice is to do it once. What was stopped can be started again.
* Once `stop` is back nothing is put any more. It waits for the thread only for a while: a call to a dead share may
  hang for a minute, and neither a window nor the end of the program waits for that. Such a thread ends by itself.
* A source out of reach is no error: the state says so, with the reason, and the tries go on with growing waits.
"""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from desk_app.feeds.failing import Failing, Reason, Trouble
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.retry import Retry

T = TypeVar("T")
PATIENCE = 2.0
"""So many seconds `stop` waits for the thread."""


class State(StrEnum):
    """How a feed is."""

    OFF = "off"
    WATCHING = "watching"
    UNREACHABLE = "unreachable"


class Post(Generic[T]):
    """One run of a feed, from start to stop: the way into the mailbox, closed by `stop`.

    `hang_up` is what ends a call that waits in the feed's thread; the feed sets it for as long as one does.
    """

    def __init__(self, mailbox: Mailbox[T]) -> None:
        self._mailbox = mailbox
        self._lock = threading.Lock()
        self.stopped = threading.Event()
        self.state = State.WATCHING
        self.trouble: Trouble | None = None
        self.hang_up: Callable[[], None] | None = None

    @property
    def room(self) -> int:
        """How many more the mailbox takes without losing any."""
        return self._mailbox.room

    def put(self, items: Sequence[T]) -> bool:
        """Put these; False, and nothing is put, once the feed was stopped."""
        with self._lock:
            if self.stopped.is_set():
                return False
            self._mailbox.put(items)
            return True

    def close(self) -> None:
        """From now on nothing is put."""
        with self._lock:
            self.stopped.set()
        if (hang_up := self.hang_up) is not None:
            hang_up()

    def reached(self) -> None:
        """The source answers."""
        self.state, self.trouble = State.WATCHING, None

    def failed(self, error: OSError, wait: float) -> None:
        """It does not; the next try is in so many seconds."""
        now = time.time()
        reason, detail = (error.reason, error.detail) if isinstance(error, Failing) else (Reason.UNREACHABLE, "")
        since = self.trouble.since if self.trouble else now
        self.state, self.trouble = State.UNREACHABLE, Trouble(reason, detail, since, now + wait)


class Feed(ABC, Generic[T]):
    """A source that is watched. `failure` is the exception that ended the thread: a mistake of ours."""

    def __init__(self, retry: Retry) -> None:
        self.failure: Exception | None = None
        self._retry = retry
        self._post: Post[T] | None = None
        self._thread: threading.Thread | None = None

    @abstractmethod
    def look(self, post: Post[T]) -> float:
        """Put what is new, and say after how many seconds to look again; `OSError` when it can't be reached."""

    @property
    def state(self) -> State:
        """How it is, as of the last look."""
        return self._post.state if self._post else State.OFF

    @property
    def trouble(self) -> Trouble | None:
        """Why it is out of reach, since when, and when it is tried again."""
        return self._post.trouble if self._post else None

    def start(self, mailbox: Mailbox[T]) -> None:
        """Begin to watch."""
        if self._post is None:
            self._post = Post(mailbox)
            before = self._thread
            self._thread = threading.Thread(target=self._serve, args=(self._post, before), name="feed", daemon=True)
            self._thread.start()

    def stop(self, patience: float = PATIENCE) -> None:
        """Put nothing any more; wait at most so many seconds for the thread."""
        if self._post is not None and self._thread is not None:
            self._post.close()
            self._post = None
            self._thread.join(patience)

    def _serve(self, post: Post[T], before: threading.Thread | None) -> None:
        if before is not None:
            before.join()  # it may still hang, and two threads would share what they know of the source
        try:
            while not post.stopped.is_set():
                post.stopped.wait(self._turn(post))
        except Exception as error:  # the owner raises it, in the owner's thread
            self.failure = error
            post.state = State.OFF

    def _turn(self, post: Post[T]) -> float:
        try:
            pause = self.look(post)
        except OSError as error:
            wait = self._retry.wait()
            post.failed(error, wait)
            return wait
        post.reached()
        self._retry.reset()
        return pause
