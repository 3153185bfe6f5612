"""The text of a stream of events, so bounded that no source can fill the memory of whoever reads it by lines."""

import codecs
from collections.abc import Iterator

import httpx

from desk_app.domain.curve.tick import LONGEST
from desk_app.feeds.failing import Failing, Reason

_LINE = LONGEST + 64
"""Characters that are passed on of one line: a field's name, and enough to count as oversized."""

_EVENT = 4 * _LINE
_ENDLESS = 16_000_000


class BoundedText:
    """Stands for the answer where its lines are read: long lines are cut, of long events only the ids go on.

    `Failing` where an event has no end.
    """

    def __init__(self, answer: httpx.Response) -> None:
        self.headers = answer.headers
        self._answer = answer
        self._line = self._event = 0
        self._passes = True

    def iter_text(self) -> Iterator[str]:
        """The text, piece by piece. What is no UTF-8 becomes single surrogates, which no reader takes for text."""
        decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        for piece in self._answer.iter_raw():
            text = "".join(map(self._bounded, decoder.decode(piece).splitlines(keepends=True)))
            if self._event > _ENDLESS:
                raise Failing(Reason.GARBAGE, "endless")
            if text:
                yield text

    def _bounded(self, piece: str) -> str:
        """What goes on of a line, or of a piece of one; the end of a line always does, with something before it."""
        body = piece.rstrip("\r\n")
        end = piece[len(body) :]
        if not self._line:
            self._passes = self._event < _EVENT or body.startswith("id")
        room = max(_LINE - self._line, 0)
        self._line += len(body)
        self._event += len(body)
        if end and not self._line:
            self._event = 0
            return end
        if end:
            self._line = 0
        return body[:room] + end if self._passes else ""
