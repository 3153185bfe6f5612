"""The box between two threads."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from desk_app.feeds.mailbox import Mailbox


@given(st.integers(1, 8), st.lists(st.lists(st.integers(), max_size=12)))
def test_the_newest_stay_and_the_others_are_counted(size: int, puts: list[list[int]]) -> None:
    box: Mailbox[int] = Mailbox(size)
    for items in puts:
        box.put(items)
    every = [item for items in puts for item in items]
    assert box.room == size - min(size, len(every))
    assert box.drain() == every[-size:]
    assert box.lost == max(0, len(every) - size)
    assert box.drain() == []


def test_the_oldest_come_out_first() -> None:
    box: Mailbox[int] = Mailbox(5)
    box.put(range(5))
    assert box.drain(2) == [0, 1]
    assert box.drain(9) == [2, 3, 4]


def test_it_can_be_waited_for() -> None:
    box: Mailbox[str] = Mailbox(1)
    assert not box.wait(0.001)
    thread = threading.Thread(target=box.put, args=(["here"],))
    thread.start()
    assert box.wait(30)
    thread.join()


def test_nothing_is_lost_between_threads() -> None:
    box: Mailbox[int] = Mailbox(10_000)

    def fill() -> None:
        for number in range(1_000):
            box.put([number])

    threads = [threading.Thread(target=fill) for _ in range(4)]
    for thread in threads:
        thread.start()
    taken: list[int] = []
    while len(taken) < 4_000:
        assert box.wait(30)
        taken += box.drain(7)
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted([*range(1_000)] * 4)
    assert box.lost == 0
