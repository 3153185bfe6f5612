"""Trades as columns: what the index reads of them."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from desk_app.domain.index.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Lines:
    """Arrays of one length. `product`, `source`, `buyer` and `seller` are positions in the lists of names, which are
    sorted, so that the order in which names were met cannot show.

    `day` is a date's ordinal, `price` yuan per tonne without VAT, `mass` tonnes, `purity` percent (NaN: not said).
    A party that is not stated is the empty name.
    """

    products: tuple[str, ...]
    sources: tuple[str, ...]
    parties: tuple[str, ...]
    trade: Ints
    product: Ints
    day: Ints
    price: Floats
    mass: Floats
    source: Ints
    buyer: Ints
    seller: Ints
    purity: Floats

    def __len__(self) -> int:
        return len(self.trade)

    def take(self, places: Ints) -> "Lines":
        """These lines only, in this order."""
        return Lines(
            self.products,
            self.sources,
            self.parties,
            self.trade[places],
            self.product[places],
            self.day[places],
            self.price[places],
            self.mass[places],
            self.source[places],
            self.buyer[places],
            self.seller[places],
            self.purity[places],
        )


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of names as positions in a list of them."""

    names: Sequence[str]
    codes: Ints


def lines_of(parts: Sequence["Part"], source_of: Mapping[int, str]) -> Lines:
    """Put parts together; `source_of` names each batch's source."""
    products, product = _joined([part.product for part in parts])
    parties, party = _joined([column for side in ("buyer", "seller") for column in (getattr(p, side) for p in parts)])
    batches, batch = np.unique(_end_to_end([part.batch for part in parts], np.int64), return_inverse=True)
    sources, source = _joined([Coded([source_of[number] for number in batches.tolist()], np.arange(len(batches)))])
    grades, grade = _joined([part.grade for part in parts])
    purities = np.array([purity(name) for name in grades], np.float64)
    trade = _end_to_end([part.trade for part in parts], np.int64)
    return Lines(
        products,
        sources,
        parties,
        trade,
        product,
        _end_to_end([part.day for part in parts], np.int64),
        _end_to_end([part.price for part in parts], np.float64),
        _end_to_end([part.mass for part in parts], np.float64),
        source[batch] if len(batch) else batch,
        party[: len(trade)],
        party[len(trade) :],
        purities[grade] if len(grades) else np.zeros(0),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """Some trades as they are read: prices in yuan per tonne, days as ordinals."""

    trade: Ints
    batch: Ints
    day: Ints
    price: Floats
    mass: Floats
    product: Coded
    buyer: Coded
    seller: Coded
    grade: Coded


def _end_to_end(parts: Sequence[Any], kind: type) -> Any:
    return np.concatenate(parts).astype(kind, copy=False) if parts else np.zeros(0, kind)


def _joined(columns: Sequence[Coded]) -> tuple[tuple[str, ...], Ints]:
    """One list of names, sorted, and the positions in it."""
    names = tuple(sorted({name for column in columns for name in column.names}))
    place = {name: number for number, name in enumerate(names)}
    codes = [np.array([place[name] for name in column.names], np.int64)[column.codes] for column in columns]
    return names, _end_to_end(codes, np.int64)


_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]?")


def purity(grade: str) -> float:
    """The last percentage that a grade's words give ("REO 50 %" is 50); NaN where they give none up to 100."""
    found = [float(text) for text in _PERCENT.findall(grade)]
    return found[-1] if found and 0 < found[-1] <= 100 else math.nan


def by_product(lines: Lines) -> Iterator[Lines]:
    """The lines of each product, `in_order`."""
    kind = np.int16 if len(lines.products) < 2**15 else np.int64  # few products: sorted in one pass
    order = np.argsort(lines.product.astype(kind), kind="stable")
    bounds = np.searchsorted(lines.product[order], np.arange(len(lines.products) + 1)).tolist()
    for start, end in pairwise(bounds):
        some = order[start:end]
        yield lines.take(some[_order(lines, some)])


def in_order(lines: Lines) -> Lines:
    """By product, day, price and mass, then parties and source: what a line says, never when it came in.

    Lines that say the same are by number: one of them may be another's duplicate, and it must always be the same one.
    """
    return lines.take(_order(lines, np.arange(len(lines))))


def _order(lines: Lines, some: Ints) -> Ints:
    """In which order to take `some` of the lines. Few have their price and day in common: only those are looked at."""
    product, day, price = lines.product[some], lines.day[some], lines.price[some]
    order = np.lexsort((price, day, product))
    same = (np.diff(day[order]) == 0) & (np.diff(product[order]) == 0)
    same &= ~(price[order][1:] > price[order][:-1])
    tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
    lines_tied, run = some[order[tied]], np.cumsum(np.append(True, ~same))[tied]
    who = (lines.buyer[lines_tied] * len(lines.parties) + lines.seller[lines_tied]) * len(lines.sources)
    who += lines.source[lines_tied]
    order[tied] = order[tied][np.lexsort((lines.trade[lines_tied], who, lines.mass[lines_tied], run))]
    return order
