"""A phrase on the telephone (52.3 8.1 100; 精矿 52.3% 水8.1 百吨 含税) as what was said, or as what is to be asked.

Figures without a name are REO, moisture and wet mass in this order, but only where no other order makes sense. Where
two readings fit, both are handed back; a figure that is missing is named. Nothing is guessed and nothing repaired.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.phrase_figures import Figure, Label, figures_of, labels_of
from desk_app.domain.ore.phrase_fit import Figures, Fits, end_of_reo, fits_of
from desk_app.domain.ore.phrase_period import SpokenPeriod, take_periods
from desk_app.domain.ore.phrase_words import FIELDS, Kind, Word, plain_text, words_in

LONGEST = 200
"""Signs of a phrase; nobody says more in one breath."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was said: REO and moisture in percent, wet mass in tonnes, whether the price is wanted 含税 or 不含税,
    and the quarter (None: not said). `cursor` is where the REO figure ends in the phrase.
    """

    reo: Decimal
    moisture: Decimal
    wet: Decimal
    tax: Tax | None = None
    period: SpokenPeriod | None = None
    cursor: int = field(default=0, compare=False)

    @property
    def lot(self) -> Lot:
        return Lot(self.reo, self.moisture, self.wet)


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings that fit, the likeliest first; one alone waits for a yes."""

    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What was not said, and what was. `fields` in the order of a phrase."""

    fields: tuple[str, ...]
    heard: Figures
    tax: Tax | None = None
    period: SpokenPeriod | None = None


Heard = Reading | Choice | Missing | Problem
"""What becomes of a phrase."""


def hear(phrase: str) -> Heard:
    """Read a phrase: one reading, readings to choose from, what is missing, or one clear problem."""
    try:
        return _hear(phrase)
    except Refused as refused:
        return refused.problem


def _hear(phrase: str) -> Heard:
    if len(phrase) > LONGEST:
        raise refuse("call_too_long", "phrase", most=str(LONGEST))
    periods, text = take_periods(plain_text(phrase))
    words = tuple(word for word in words_in(text) if word.kind is not Kind.NOISE)
    for word in words:
        if word.kind is Kind.DRY:
            raise refuse("call_dry", "phrase", text=word.text)
    figures = figures_of(words, text)
    labels = labels_of(words, figures, text)
    said = _Said(figures, labels, _tax_of(words), _period_of(periods))
    _check(figures, labels)
    return said.heard()


def _tax_of(words: Sequence[Word]) -> Tax | None:
    wishes = {word.says for word in words if word.kind is Kind.TAX}
    if len(wishes) > 1:
        raise refuse("call_twice", "phrase", name="@call.field.tax")
    return Tax(wishes.pop()) if wishes else None


def _period_of(periods: Sequence[SpokenPeriod]) -> SpokenPeriod | None:
    if len(set(periods)) > 1:
        raise refuse("call_twice", "phrase", name="@call.field.quarter")
    return periods[0] if periods else None


def _check(figures: Sequence[Figure], labels: Sequence[Label]) -> None:
    fields = [label.field for label in labels]
    twice = [name for name in FIELDS if fields.count(name) > 1]
    if sum(figure.fields == {"wet"} for figure in figures) > 1:
        twice.append("wet")
    if twice:
        raise refuse("call_twice", "phrase", name=f"@call.field.{twice[0]}")
    if len(figures) > len(FIELDS):
        raise refuse("call_too_many", "phrase")


@dataclass(frozen=True, slots=True)
class _Said:
    """All that a phrase holds."""

    figures: tuple[Figure, ...]
    labels: tuple[Label, ...]
    tax: Tax | None
    period: SpokenPeriod | None

    def heard(self) -> Heard:
        """The reading that alone makes sense, or the question."""
        fits = fits_of(self.figures, self.labels)
        if not fits.said:
            raise refuse("call_too_many", "phrase")
        if len(self.figures) < len(FIELDS):
            return self._missing(fits)
        if len(fits.sense) == 1 and fits.sense[0] in fits.said and not fits.loose:
            return self._reading(fits.sense[0])
        readings = _askable(fits)
        if not readings:
            raise Refused(next(fits.said[0].problems()))
        return Choice(tuple(self._reading(each) for each in readings))

    def _missing(self, fits: Fits) -> Missing:
        known = next((each for each in (*fits.said, *fits.sense) if each.usual), None)
        heard = known or next((each for each in fits.said if each.possible), None)
        if heard is None:
            raise Refused(next(fits.said[0].problems()))
        return Missing(heard.missing(), heard, self.tax, self.period)

    def _reading(self, read: Figures) -> Reading:
        assert read.reo is not None  # noqa: S101 - a way with three numbers has all three
        assert read.moisture is not None  # noqa: S101
        assert read.wet is not None  # noqa: S101
        cursor = end_of_reo(self.figures, self.labels, read)
        return Reading(read.reo, read.moisture, read.wet, self.tax, self.period, cursor)


def _askable(fits: Fits) -> tuple[Figures, ...]:
    """What to choose from: as it was said where that can be; all that makes sense; else REO and moisture swapped."""
    said = [each for each in fits.said if each.possible]
    swapped = [each.swapped() for each in said if not each.sensible and each.swapped().sensible]
    others = fits.sense or swapped
    return tuple(dict.fromkeys((*said, *others)))
