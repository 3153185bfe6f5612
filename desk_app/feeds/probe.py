"""Knock at a source: it is asked, and let go of as soon as it answers."""

from desk_app.feeds.feed import Post
from desk_app.feeds.mailbox import Mailbox
from desk_app.feeds.web import Door, Limits, asking, check_status

_OK = 200
_SHORT = Limits(connect=5, silence=5)


def probe(door: Door) -> None:
    """`Failing` where it can't be reached, or answers with something else."""
    post: Post[object] = Post(Mailbox(1))
    with door.client(_SHORT) as client, asking(client, door.address, post, {}) as answer:
        check_status(answer, _OK)
