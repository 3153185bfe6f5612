"""What a file leaves open before it can be taken, and how an answer is noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.day_form import CHOICES
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.price_unit import TOLD_UNITS
from desk_app.domain.trade.rate import read_rates
from desk_app.jobs.import_options import ImportOptions

_TAXES = tuple(tax.value for tax in Tax)
_BASES = tuple(basis.value for basis in Basis)


@dataclass(frozen=True, slots=True)
class Question:
    """What is open, by the problem that says so; `choices` are the answers there are, none where it is typed."""

    about: str
    choices: tuple[str, ...]
    problem: Problem


def _listed(problem: Problem, fact: str) -> tuple[str, ...]:
    return tuple(problem.facts[fact].split(", "))


_ASKED: Mapping[str, tuple[str, Callable[[Problem, Columns | None], tuple[str, ...]]]] = {
    "tax_not_stated": ("tax", lambda _, __: _TAXES),
    "tax_contradicted": ("tax", lambda _, __: _TAXES),
    "unit_not_stated": ("unit", lambda _, __: TOLD_UNITS),
    "unit_contradicted": ("unit", lambda _, found: tuple(sorted(found.units_said)) if found else TOLD_UNITS),
    "date_form_open": ("day_form", lambda problem, _: _listed(problem, "forms")),
    "basis_open": ("basis", lambda _, __: _BASES),
    "rate_missing": ("rate", lambda _, __: ()),
    "source_open": ("source", lambda problem, _: _listed(problem, "sources")),
}
"""Refusals that an answer settles: what they are about, and the answers there are."""


def question_of(problem: Problem, found: Columns | None) -> Question | None:
    """The question behind a refusal; None for one that no answer settles."""
    asked = _ASKED.get(problem.key)
    return Question(asked[0], asked[1](problem, found), problem) if asked else None


def answered(options: ImportOptions, about: str, value: str) -> ImportOptions:
    """The options with the user's word in them; `ValueError` for what is none of the choices.

    A rate is typed ("usd=7.1023@2026-01-05"); `Refused` for what is none.
    """
    if about == "tax":
        return replace(options, tax=Tax(value))
    if about == "unit" and value in TOLD_UNITS:
        return replace(options, unit=value)
    if about == "day_form" and value in CHOICES:
        return replace(options, day_form=value)
    if about == "basis":
        return replace(options, basis=Basis(value))
    if about == "rate":
        return replace(options, rates=(*options.rates, *read_rates(value.split())))
    if about == "source":
        return replace(options, source=value)
    raise ValueError(f"{value} is no answer about {about}")
