"""The words of a phrase put together: each number with its unit, each name with the numbers it may stand for."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.problem import refuse
from desk_app.domain.base.ratio import EXACT
from desk_app.domain.ore.phrase_number import MULTIPLES
from desk_app.domain.ore.phrase_words import FIELDS, Kind, Word, tonnes_of

_PERCENTS = frozenset(FIELDS[:2])
_MASS = frozenset(FIELDS[2:])


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: tonnes where it was said as a mass, else as it stands. `fields`: what its unit lets it be."""

    value: Decimal
    start: int
    end: int
    fields: frozenset[str] = frozenset(FIELDS)
    stop: int = 0
    """Where its unit ends."""

    @property
    def bare(self) -> bool:
        """Without a unit: 0.523 may be meant as 52.3 %."""
        return self.fields == frozenset(FIELDS)


@dataclass(frozen=True, slots=True)
class Label:
    """A field that was named, and the numbers (by their place) that the name may stand for."""

    field: str
    numbers: tuple[int, ...]


def figures_of(words: Sequence[Word], text: str) -> tuple[Figure, ...]:
    """The numbers in their order, multiples and units taken in; `Refused` where a unit stands alone."""
    found: list[Figure] = []
    of_hundred = False
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        if word.kind in (Kind.NUMBER, Kind.NUMERAL):
            _check_gap(words, at, text)
            _check_half(words, at)
            fields = _PERCENTS if of_hundred else frozenset(FIELDS)
            found.append(Figure(word.value, word.start, word.end, fields, word.end))
        elif word.kind is Kind.MULTIPLE:
            value = EXACT.multiply(found[-1].value, Decimal(MULTIPLES[word.text]))
            found[-1] = dataclasses.replace(found[-1], value=value, end=word.end, stop=word.end)
        elif word.kind in (Kind.UNIT, Kind.PERCENT) and not _named_only(word, before):
            found[-1:] = [_with_unit(found, word, before, text)]
        of_hundred = word.kind is Kind.OF_HUNDRED
    return tuple(found)


def labels_of(words: Sequence[Word], figures: Sequence[Figure], text: str) -> tuple[Label, ...]:
    """The names in their order; the same name twice in a row (REO 品位) counts once."""
    named = [word for word in words if word.kind in (Kind.LABEL, Kind.SUFFIX)]
    following = [*named[1:], None]
    return tuple(
        Label(word.says, _candidates(word, figures, words, text))
        for word, after in zip(named, following, strict=False)
        if after is None or after.says != word.says or text[word.end : after.start].strip(" :=")
    )


def _named_only(word: Word, before: Word | None) -> bool:
    """REO% 52.3: the sign belongs to the name."""
    return word.kind is Kind.PERCENT and before is not None and before.kind is Kind.LABEL and before.says in _PERCENTS


def _with_unit(found: list[Figure], word: Word, before: Word | None, text: str) -> Figure:
    figure = found[-1] if found else None
    if figure is None or figure.stop > word.start or not _touches(text[figure.stop : word.start]) or before is None:
        raise refuse("call_word", "phrase", text=word.text)
    if before.kind not in (Kind.NUMBER, Kind.NUMERAL, Kind.MULTIPLE) or not figure.bare:
        raise refuse("call_word", "phrase", text=word.text)
    if word.kind is Kind.PERCENT:
        if word.text == "点" and text[word.end : word.end + 1].isdigit():
            raise refuse("call_number", "phrase", text=text[figure.start : word.end + 1])
        return dataclasses.replace(figure, fields=_PERCENTS, stop=word.end)
    value = EXACT.multiply(figure.value, tonnes_of(word.says))
    return dataclasses.replace(figure, value=value, fields=_MASS, stop=word.end)


def _touches(between: str) -> bool:
    return not between.strip()


def _check_gap(words: Sequence[Word], at: int, text: str) -> None:
    """8 万吨 with a blank is 80,000 t or 8 and 10,000 t: nobody can know; after a name (水 8 万吨) it is clear."""
    word, before = words[at], words[at - 1] if at else None
    earlier = words[at - 2] if at > 1 else None
    parted = word.kind is Kind.NUMERAL and word.text[0] in "千万" and before is not None
    if parted and before is not None and before.kind is Kind.NUMBER and _touches(text[before.end : word.start]):
        named = earlier is not None and earlier.kind is Kind.LABEL and earlier.says in _PERCENTS
        if not named:
            raise refuse("call_spaced", "phrase", text=text[before.start : word.end])


def _check_half(words: Sequence[Word], at: int) -> None:
    """半吨 is half a tonne; 一吨半 and 半 alone are not taken."""
    unit = words[at + 1].kind if at + 1 < len(words) else None
    if words[at].text == "半" and unit is not Kind.UNIT:
        raise refuse("call_numeral", "phrase", text=words[at].text)


def _candidates(word: Word, figures: Sequence[Figure], words: Sequence[Word], text: str) -> tuple[int, ...]:
    """The numbers beside a name that it may stand for: on the nearer side, or on both where both are as near."""
    earlier = [at for at, figure in enumerate(figures) if figure.stop <= word.start]
    later = [at for at, figure in enumerate(figures) if figure.start >= word.end]
    sides = [(earlier[-1], _gap(text, words, figures[earlier[-1]].stop, word.start))] if earlier else []
    if later and word.kind is not Kind.SUFFIX:
        sides.append((later[0], _gap(text, words, word.end, figures[later[0]].start)))
    fitting = [(at, gap) for at, gap in sides if word.says in figures[at].fields and gap < _FAR]
    nearest = min((gap for _, gap in fitting), default=_FAR)
    return tuple(at for at, gap in fitting if gap == nearest)


_FAR = 9


def _gap(text: str, words: Sequence[Word], start: int, end: int) -> int:
    """0: together, or only : and = between; 1: a blank between; 2: a comma; far: another name between."""
    between = text[start:end]
    for word in words:
        if start <= word.start < end:
            if word.kind in (Kind.LABEL, Kind.SUFFIX):
                return _FAR
            between = between.replace(word.text, "", 1)
    if re.search(r"[,;/|、。!?()\[\]]", between):
        return 2
    return 0 if not between or ":" in between or "=" in between else 1
