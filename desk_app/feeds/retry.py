"""How long to wait for a source that is out of reach."""


class Retry:
    """Each wait is twice the one before, from `first` seconds up to `longest`; a success starts anew."""

    def __init__(self, first: float, longest: float) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def wait(self) -> float:
        """Seconds until the next try."""
        now, self._next = self._next, min(self._next * 2, self._longest)
        return now

    def reset(self) -> None:
        """The source was reached."""
        self._next = self._first
