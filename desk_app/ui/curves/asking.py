"""Between the page and the desk: what is to be read for what is chosen, and what is made of what came back."""

from typing import TYPE_CHECKING

from desk_app.ui.hub import Hub
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.pages.load_curves import Around, Asked, Loaded

if TYPE_CHECKING:
    from desk_app.domain.curve.look import Look
    from desk_app.domain.curve.pieces import Ground
    from desk_app.ui.curves.live_curves import LiveCurves
    from desk_app.ui.curves.side import Side
    from desk_app.ui.curves.study_card import StudyCard


def asked_of(side: "Side", chart: "StudyCard") -> Asked:
    """The chosen series, and what the look needs besides."""
    look, codes = chart.looks, tuple(code for code in side.codes if code not in side.live)
    own = side.series.get(codes[0]) if codes and look.deals else None
    more: tuple[str, ...] = ()
    if look.template:
        from desk_app.domain.curve.pieces import TEMPLATE

        more = tuple(code for _, code in TEMPLATE if code in side.series)
    looks_back = not chart.vintages.isHidden()
    before = chart.vintages.known_before if looks_back else None
    return Asked(codes, chart.every, before, more, own.product if own else "", looks_back)


def ground_of(
    hub: Hub, side: "Side", found: Loaded, live: "LiveCurves", chart: "StudyCard", around: Around | None
) -> "tuple[Ground, CurveFacts]":
    """The curves that still have a name, in the order they were chosen in, and all that is said of them."""
    from desk_app.domain.curve.pieces import Ground

    names = side.names
    here = {curve.code: curve for curve in found.curves if curve.code in names}
    here |= {code: curve for code in side.live if code in side.codes and (curve := live.curve(code)) is not None}
    curves = [here[code] for code in side.codes if code in here]
    facts = CurveFacts(
        hub,
        side.series,
        found.official,
        names,
        found.tracking,
        {curve.code: curve for curve in (*curves, *found.more.values())},
        found.grades,
        chart.vintages.known_at if found.asked.known_before else "",
        around.calendar if around else None,
        side.live,
        footing(hub, chart.looks),
    )
    scale = facts.scale([curve.code for curve in curves])
    return Ground(curves, found.more, found.now, found.deals, facts.basis(), scale), facts


def footing(hub: Hub, look: "Look") -> str:
    """The day on which all were set to 100, or that they are changes; empty where they are as they are."""
    from desk_app.domain.curve.curve import day_of

    if look.rebase is not None:
        return hub.words("curve.rebased", day=day_of(look.rebase))
    return hub.words("curve.in_percent") if look.percent else ""
