"""What the dialog of announced prices says while somebody types: the period's days, the step, how far from the last."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.base.period import Every, period_of
from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.ore.announced import AnnouncedPrice, PriceList, change_between
from desk_app.domain.ore.check_announced import FAR, is_far, neighbour, price_period, step_of
from desk_app.domain.ore.limits import check_basis, check_price
from desk_app.domain.ore.price_age import stand_in
from desk_app.i18n import Words, problem_text
from desk_app.ui.ages import today


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; None where nothing readable stands."""

    quarter: str
    price: Decimal | None
    basis: Decimal | None
    step: Decimal | None


@dataclass(frozen=True, slots=True)
class Live:
    """The lines below the fields; empty: nothing to say. `odd`: the step is another; `far`: it has to be confirmed."""

    days: str = ""
    step: str = ""
    change: str = ""
    corrects: str = ""
    odd: bool = False
    far: bool = False


def wanted_quarter(prices: PriceList) -> str:
    """The quarter somebody most likely registers: the present one where it is missing, else the one to come."""
    found = stand_in(prices.prices, today())
    if found is not None:
        return found.quarter
    following = prices.latest().effective_to + timedelta(days=1)
    return period_of(following, Every.QUARTER).key


def live(words: Words, prices: PriceList, typed: Typed) -> Live:
    """All that can be said of what is typed so far."""
    try:
        period = price_period(typed.quarter)
    except Refused as refused:
        return Live(days=problem_text(words, refused.problem))
    days = words("ore.announce.dialog.days", start=period.start.isoformat(), end=period.end.isoformat())
    price, basis = typed.price, typed.basis
    if price is None or basis is None or any(_problems(price, basis)):
        return Live(days=days, corrects=_corrects(words, prices, typed.quarter))
    new = _as_announced(typed.quarter, price, basis, typed.step)
    step, odd = _step(words, new, typed.step)
    change, far = _change(words, prices, new)
    return Live(days, step, change, _corrects(words, prices, typed.quarter), odd, far)


def _problems(price: Decimal, basis: Decimal) -> tuple[Problem, ...]:
    return (*check_price(price), *check_basis(basis))


def _as_announced(quarter: str, price: Decimal, basis: Decimal, step: Decimal | None) -> AnnouncedPrice:
    from desk_app.jobs.announce_price import Announcing, stated_price

    return stated_price(Announcing(quarter, price, basis, step), "")


def _step(words: Words, new: AnnouncedPrice, typed: Decimal | None) -> tuple[str, bool]:
    facts = {"price": grouped(new.price), "basis": exact_text(new.basis)}
    step = grouped(step_of(new.price, new.basis))
    if typed is None:
        return words("ore.announce.dialog.step_computed", step=step, **facts), False
    if new.step_fits:
        return words("ore.announce.dialog.step_fits", step=grouped(typed), **facts), False
    return words("ore.announce.dialog.step_odd", step=step, typed=grouped(typed), **facts), True


def _change(words: Words, prices: PriceList, new: AnnouncedPrice) -> tuple[str, bool]:
    other = neighbour(new, prices)
    if other is None:
        return "", False
    change, far = change_between(other, new), is_far(new, other)
    facts = {"before": grouped(change.earlier_at_basis, FEN), "basis": exact_text(new.basis)}
    percent = signed(change.percent, FEN)
    line = words("ore.announce.dialog.change", against=change.against, percent=percent, **facts)
    return (f"{line}\n{words('ore.announce.dialog.far', far=exact_text(FAR))}" if far else line), far


def _corrects(words: Words, prices: PriceList, quarter: str) -> str:
    stood = next((price for price in prices.prices if price.period == quarter), None)
    if stood is None:
        return ""
    return words("ore.announce.dialog.corrects", period=quarter, price=grouped(stood.price, FEN), source=stood.source)
