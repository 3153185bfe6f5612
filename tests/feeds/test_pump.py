"""A thread that comes when it is rung for."""

import threading

from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.pump import Pump
from tests.feeds.looking import until


class Counted:
    def __init__(self) -> None:
        self.turns = self.ends = 0
        self.pump = Pump(self._turn, self._end)

    def _turn(self) -> float:
        self.turns += 1
        return 3_600

    def _end(self) -> None:
        self.ends += 1


def test_it_comes_once_for_what_was_put_and_ends_once() -> None:
    counted = Counted()
    box = Mailbox[int](10, counted.pump.bell)
    counted.pump.start()
    counted.pump.start()
    until(lambda: counted.turns == 1)
    box.put([1])
    until(lambda: counted.turns == 2)
    counted.pump.stop()
    assert (counted.turns, counted.ends) in ((2, 1), (3, 1))
    assert not [thread for thread in threading.enumerate() if thread.name == "pump"]


def test_stopped_before_it_began_it_is_no_matter() -> None:
    counted = Counted()
    counted.pump.stop()
    assert (counted.turns, counted.ends) == (0, 0)


def test_a_mistake_is_kept_for_the_owner() -> None:
    def wrong() -> float:
        raise ValueError("wrong")

    pump = Pump(wrong, lambda: None)
    pump.start()
    until(lambda: pump.failure is not None)
    assert str(pump.failure) == "wrong"
    pump.stop()
