"""What is said of official points wherever they are shown: whose, on which footing, from where and how old."""

from datetime import date
from typing import TYPE_CHECKING

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.i18n import one_line
from desk_app.ui.ages import age_text, today
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from decimal import Decimal

    from desk_app.domain.base.problem import Problem
    from desk_app.domain.index.official_points.tracking import Summary, Tracking
    from desk_app.jobs.list_official import OfficialInfo

_SIGN = "◇"


def figure_text(value: "Decimal") -> str:
    """With the places it was published to, and thousands commas."""
    exponent = value.as_tuple().exponent
    return grouped(value, max(-exponent, 0) if isinstance(exponent, int) else None)


def official_day(info: "OfficialInfo") -> date:
    """The day the newest figure is of: when it was published, or else the end of its period, today at most."""
    newest = info.standing[-1].point
    return date.fromisoformat(newest.published_on) if newest.published_on else min(newest.span.end, today())


def source_of(info: "OfficialInfo") -> str:
    """Where the figures come from: what its owner's source is called, or else the file."""
    return one_line(info.series.source or info.file.file)


def official_unit(hub: Hub, info: "OfficialInfo") -> str:
    """点, or as its owner calls it."""
    return info.series.unit or hub.words("ui.curves.unit_points")


def official_about(hub: Hub, info: "OfficialInfo") -> str:
    """One line: name, owner, base, tax basis, frequency, source, newest period and age."""
    words, series = hub.words, info.series
    about = words(
        "ui.official.about",
        name=series.called(words.language),
        owner=series.owner,
        base=series.base,
        tax=words(f"official.tax.{series.tax}"),
        every=" ".join(part for part in (words(f"official.every.{series.every}"), series.published_at) if part),
        source=source_of(info),
        period=info.latest_period,
        age=age_text(words, official_day(info)),
    )
    return f"{_SIGN} {about}"


def official_stamp(hub: Hub, info: "OfficialInfo") -> str:
    """What stands in the chart itself."""
    name = info.series.called(hub.words.language)
    return f"{_SIGN} {hub.words('ui.official.whose', name=name, owner=info.series.owner)}"


def tracking_text(hub: Hub, found: "Tracking | Problem", info: "OfficialInfo") -> str:
    """The tracking difference in one line, or why there is none."""
    from desk_app.domain.base.problem import Problem

    words = hub.words
    if isinstance(found, Problem):
        return hub.problem_line(found)
    every = words(f"official.every.{info.series.every}")
    lines = [words("ui.official.tracking", period=found.base, count=len(found.periods), every=every)]
    lines.append(words("ui.official.gap", **_figures(found.gap)))
    if found.difference is not None:
        lines.append(words("ui.official.difference", **_figures(found.difference)))
    return "\n".join(lines)


def _figures(of: "Summary") -> dict[str, str]:
    deviation = "—" if of.deviation is None else str(published(of.deviation, 2))
    return {"last": _moved(of.last), "mean": _moved(of.mean), "deviation": deviation}


def _moved(value: float) -> str:
    figure = published(value, 2) + 0
    return signed(figure, 2) if figure else "0.00"
