"""Tracking difference as JSON or as a table."""

from collections.abc import Iterator
from typing import Any

from desk_app.cli.columns import columns
from desk_app.domain.base.exact import published
from desk_app.domain.index.official_points.tracking import Summary, Tracked, Tracking
from desk_app.i18n import Words

TRACKED = ("period", "official", "ours", "gap", "official_change", "ours_change", "difference")
_PLACES, _SHOWN = 4, 20


def tracking_document(found: Tracking) -> dict[str, Any]:
    """Figures as text, to four decimals."""
    return {
        "base": found.base,
        "points": len(found.periods),
        "gap": _summary(found.gap),
        "difference": _summary(found.difference),
        "periods": [dict(zip(TRACKED, _figures(one), strict=True)) for one in found.periods],
    }


def _summary(of: Summary | None) -> dict[str, str | None] | None:
    if of is None:
        return None
    return {name: _figure(getattr(of, name)) for name in ("mean", "deviation", "last")}


def _figures(one: Tracked) -> Iterator[str | None]:
    return (one.period if name == "period" else _figure(getattr(one, name)) for name in TRACKED)


def _figure(value: float | None) -> str | None:
    return None if value is None else str(published(value, _PLACES) + 0)  # no minus before a zero


def tracking_lines(words: Words, found: Tracking) -> Iterator[str]:
    """The newest periods as a table, and the figures that sum all of them up."""
    heads = tuple(words(f"official.column.{name}") for name in TRACKED)
    rows = [tuple(figure or "" for figure in _figures(one)) for one in found.periods[-_SHOWN:]]
    yield from columns([heads, *rows], frozenset(range(1, len(TRACKED))))
    yield words("official.track.base", period=found.base, count=len(found.periods))
    for name, of in (("gap", found.gap), ("difference", found.difference)):
        if of is not None:
            figures = {key: figure or "—" for key, figure in (_summary(of) or {}).items()}
            yield words(f"official.track.{name}", **figures)
