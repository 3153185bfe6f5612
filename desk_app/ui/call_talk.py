"""What is said into the call bar and what becomes of it: the outcome, the answer before, the phrases that were kept."""

from datetime import date

from desk_app.domain.ore.announced import PriceList
from desk_app.domain.ore.phrase import Reading, hear
from desk_app.i18n import Words
from desk_app.jobs.answer_call import (
    CallAnswer,
    CallDifference,
    CallQuestion,
    Outcome,
    answer_call,
    answer_option,
    difference,
)
from desk_app.jobs.call_text import phrase_of


class Kept:
    """Phrases that were answered, with their answers; walked through from the newest back."""

    def __init__(self) -> None:
        self._entries: list[tuple[str, CallAnswer]] = []
        self._at = 0

    def keep(self, phrase: str, answer: CallAnswer) -> None:
        """Keep a phrase as the newest; the same one again is kept once."""
        if self._entries and self._entries[-1][0] == phrase:
            self._entries.pop()
        self._entries.append((phrase, answer))
        self.rewind()

    def step(self, by: int) -> tuple[str, CallAnswer] | None:
        """The phrase before (-1) or after (1); None where there is none."""
        at = self._at + by
        if not 0 <= at < len(self._entries):
            return None
        self._at = at
        return self._entries[at]

    def rewind(self) -> None:
        """Begin at the newest again."""
        self._at = len(self._entries)


class CallTalk:
    """One phrase after another. `outcome` is None while nothing is said, or the announced prices are not there yet."""

    def __init__(self) -> None:
        self.prices: PriceList | None = None
        self.outcome: Outcome | None = None
        self.before: CallAnswer | None = None
        self._kept = Kept()

    @property
    def answer(self) -> CallAnswer | None:
        """The answer, where there is one."""
        return self.outcome if isinstance(self.outcome, CallAnswer) else None

    @property
    def change(self) -> CallDifference | None:
        """The difference from the answer before, where another lot or price is answered now."""
        answer, before = self.answer, self.before
        if answer is None or before is None or before.working == answer.working:
            return None
        return difference(before, answer)

    @property
    def asks(self) -> bool:
        """Whether there is something to choose."""
        return isinstance(self.outcome, CallQuestion) and bool(self.outcome.options)

    def begin(self) -> None:
        """Nothing is said yet, and there is nothing to compare with."""
        self.before = self.outcome = None
        self._kept.rewind()

    def listen(self, phrase: str, today: date) -> None:
        """A phrase as it stands at this key."""
        if not phrase.strip():
            self.begin()
        else:
            self.outcome = answer_call(phrase, self.prices, today) if self.prices is not None else None

    def choose(self, at: int, today: date, words: Words) -> str:
        """Take an option. The phrase that says the chosen reading without doubt; empty where none does."""
        question = self.outcome
        if not isinstance(question, CallQuestion) or not 0 <= at < len(question.options) or self.prices is None:
            return ""
        self.outcome = answer_option(question.options[at], self.prices, today)
        answer = self.answer
        if answer is None or answer.instead_of:
            return ""
        phrase = phrase_of(words, answer.reading)
        return phrase if hear(phrase) == answer.reading else ""

    def keep(self, phrase: str) -> None:
        """Keep a phrase that is answered."""
        if self.answer is not None:
            self._kept.keep(phrase, self.answer)

    def step(self, by: int) -> tuple[str, int] | None:
        """The phrase before or after, its answer on show and to compare with; and where its REO figure ends."""
        found = self._kept.step(by)
        if found is None:
            return None
        phrase, self.before = found
        self.outcome = self.before
        heard = hear(phrase)
        return phrase, heard.cursor if isinstance(heard, Reading) else len(phrase)
