"""Waits that grow."""

from desk_app.feeds.retry import Retry


def test_waits_double_up_to_the_longest_and_start_anew() -> None:
    retry = Retry(2, 10)
    assert [retry.wait() for _ in range(5)] == [2, 4, 8, 10, 10]
    retry.reset()
    assert retry.wait() == 2
