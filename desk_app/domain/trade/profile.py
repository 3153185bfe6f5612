"""How one source's files are read, remembered by their headings; and what has moved since."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.day_form import CHOICES
from desk_app.domain.trade.field import Field, narrow
from desk_app.domain.trade.price_unit import TOLD_UNITS

LIKE = 0.6
"""Two headings so similar (share of signs in common) are one, renamed."""
NEAR = 0.6
"""A file that has so many of a profile's headings is of its kind."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a source's file is read: the heading line as it was, what each heading gave, and the user's answers.

    `told` are the columns, by position from 0, which the user gave a field or none; `overrule` names the answers that
    stand against the file's own word.
    """

    source: str
    headings: tuple[str, ...]
    columns: tuple[tuple[str, Field], ...]
    unit: str | None = None
    tax: Tax | None = None
    sheet: str | None = None
    day_form: str | None = None
    basis: Basis | None = None
    told: tuple[tuple[int, Field | None], ...] = ()
    overrule: frozenset[str] = frozenset()

    @property
    def fingerprint(self) -> str:
        """That of its headings."""
        return fingerprint(self.headings)


@dataclass(frozen=True, slots=True)
class Drift:
    """One column that is not where or what it was. `kind`: moved, renamed, gone, added. `was` and `now`: headings;
    of a moved one, positions from 1.
    """

    kind: str
    field: str
    was: str
    now: str


def fingerprint(headings: Sequence[str]) -> str:
    """32 hex digits of the headings in their order; width, case and blanks make no difference."""
    said = "\x1f".join(_plain(headings))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def profile_entry(profile: Profile) -> dict[str, Any]:
    """A profile as plain values, for a store or a file."""
    return {
        "source": profile.source,
        "headings": list(profile.headings),
        "columns": [[heading, field.value] for heading, field in profile.columns],
        "unit": profile.unit,
        "tax": profile.tax and profile.tax.value,
        "sheet": profile.sheet,
        "day_form": profile.day_form,
        "basis": profile.basis and profile.basis.value,
        "told": [[at, field and field.value] for at, field in profile.told],
        "overrule": sorted(profile.overrule),
    }


def profile_from(entry: Mapping[str, Any]) -> Profile:
    """What `profile_entry` made of a profile; `KeyError`, `TypeError` or `ValueError` for anything else."""
    return Profile(
        source=_text(entry["source"]),
        headings=tuple(_text(heading) for heading in entry["headings"]),
        columns=tuple((_text(heading), Field(field)) for heading, field in entry["columns"]),
        unit=_one_of(TOLD_UNITS, entry.get("unit")),
        tax=Tax(entry["tax"]) if entry.get("tax") else None,
        sheet=None if entry.get("sheet") is None else _text(entry["sheet"]),
        day_form=_one_of(CHOICES, entry.get("day_form")),
        basis=Basis(entry["basis"]) if entry.get("basis") else None,
        told=tuple((int(at), Field(field) if field else None) for at, field in entry.get("told", ())),
        overrule=frozenset(entry.get("overrule", ())) & {"unit", "tax", "basis"},
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _one_of(choices: Sequence[str], value: object) -> str | None:
    if value is not None and value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(choices)}")
    return None if value is None else str(value)


def is_near(profile: Profile, headings: Sequence[str]) -> bool:
    """Whether a file with these headings is of the profile's kind, though perhaps not the same."""
    was, now = set(_plain(profile.headings)) - {""}, set(_plain(headings)) - {""}
    return len(was & now) >= NEAR * max(len(was), len(now), 1)


def drift(profile: Profile, headings: Sequence[str]) -> tuple[Drift, ...]:
    """What differs from the profile's headings, in their order, then what is new.

    A heading that is gone, with a new one like it, was renamed.
    """
    was, now = _plain(profile.headings), _plain(headings)
    fields = {narrow(heading): field.value for heading, field in profile.columns}
    fresh = [heading for heading in now if heading and heading not in was]
    found: list[Drift] = []
    for at, heading in enumerate(was):
        if not heading or (at < len(now) and now[at] == heading):
            continue
        found.append(_change(fields.get(heading, ""), at, heading, now, fresh))
    return (*found, *(Drift("added", "", "", heading) for heading in fresh))


def _change(field: str, at: int, heading: str, now: Sequence[str], fresh: list[str]) -> Drift:
    if heading in now:
        return Drift("moved", field, str(at + 1), str(now.index(heading) + 1))
    like = max(fresh, key=lambda other: _likeness(heading, other), default="")
    if like and _likeness(heading, like) >= LIKE:
        fresh.remove(like)
        return Drift("renamed", field, heading, like)
    return Drift("gone", field, heading, "")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _plain(headings: Sequence[str]) -> tuple[str, ...]:
    """As compared; blank columns at the end come and go."""
    plain = [narrow(heading) for heading in headings]
    while plain and not plain[-1]:
        plain.pop()
    return tuple(plain)
