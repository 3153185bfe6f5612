"""The user's own word on how a file is to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.rate import Rate

NO_HEADINGS = 0
"""In place of a heading line: the first line is data already."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says where a file is silent. `source` separates trade numbers of different senders.

    `encoding` is one of `files.encoding.CHOICES`; `fixes` are texts typed in place of the file's, by line of the
    sheet from 1 and column from 0; `day_form` is one of `domain.trade.day_form.CHOICES`. `basis` stands for what the
    file leaves open of masses and prices; `rates` are the only ones that foreign prices are converted by. `header` is
    the heading line, from 1, or `NO_HEADINGS`; `columns` what its columns are, by position from 0, None for one that
    is not to be read. `overrule` names those of "unit", "tax" and "basis" where the user's word stands against the
    file's; `confirmed` are lines whose unlikely figures are right. `owner` is who is to settle what waits; empty: who
    is logged in.
    """

    source: str = ""
    unit: str | None = None
    tax: Tax | None = None
    sheet: str | None = None
    encoding: str | None = None
    fixes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    day_form: str | None = None
    header: int | None = None
    columns: Mapping[int, Field | None] = field(default_factory=dict)
    overrule: frozenset[str] = frozenset()
    confirmed: frozenset[int] = frozenset()
    dry_run: bool = False
    sample: bool = False
    basis: Basis | None = None
    rates: tuple[Rate, ...] = ()
    owner: str = ""
