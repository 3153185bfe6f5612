"""Compute an index over a panel whose products fall into classes, in two steps; the desk's own data are not touched."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.index.research.aggregate import MEANS
from desk_app.domain.index.research.compute import has_windows, pair_named
from desk_app.domain.index.research.names import named
from desk_app.domain.index.research.sample_lines import WEIGHTS, sample_fields, sample_of, weights_of
from desk_app.domain.index.research.two_step import FIXED, TwoStep, two_step
from desk_app.jobs.compute_index import read_columns, screened

_BY_PRICE = FIXED | {"carli", "harmonic", "cswd", "jevons", "dutot"}
"""Formulas that look at no quantity."""


@dataclass(frozen=True, slots=True)
class Stepped:
    """The levels of the whole and of every class; `notes` what must be known about them."""

    found: TwoStep
    notes: tuple[Problem, ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Period and value of the whole, as text to the last digit."""
        return zip(self.found.periods, map(repr, self.found.level[:, 0].tolist()), strict=True)

    def level_rows(self) -> Iterator[tuple[str, ...]]:
        """Class, period, value and weight, from the whole down."""
        for at, name in enumerate(self.found.names):
            columns = (self.found.level[:, at].tolist(), self.found.weight[:, at].tolist())
            for period, *figures in zip(self.found.periods, *columns, strict=True):
                yield (name, period, *map(repr, figures))


def compute_two_step(path: Path, weights: Path, name: str, upper: str, rule: str | None = None) -> Stepped:
    """`name` compares products, `upper` puts classes together. `Refused` names the line or the name that won't do."""
    has_windows(name)
    second = named(MEANS, upper, "index_upper_unknown")
    known = weights_of(read_columns(weights, lambda _: WEIGHTS), weights.name)
    sample, priceless = sample_of(read_columns(path, sample_fields), path.name)
    if name not in _BY_PRICE and not sample.by_quantity:
        raise refuse("two_step_needs_quantity", name=name, known=", ".join(sorted(_BY_PRICE)))
    panel, notes = screened(replace(sample.panel, weightless=sample.panel.weightless - priceless), rule)
    found = two_step(replace(sample, panel=panel), known, pair_named(name), second)
    return Stepped(found, (*notes, *_notes(found, priceless)))


def _notes(found: TwoStep, priceless: int) -> Iterator[Problem]:
    facts = {
        "two_step_priceless": str(priceless or ""),
        "two_step_imputed": str(found.imputed or ""),
        "two_step_weightless": ", ".join(found.weightless),
        "two_step_silent": ", ".join(found.silent),
    }
    for key, said in facts.items():
        if said:
            yield Problem(key, level=Level.WARNING, facts={"said": said})
