"""What open deliveries have at stake (敞口): 1 % of their value before the price is announced, the true-up after."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desk_app.domain.base.money import FEN
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.ratio import EXACT, Ratio
from desk_app.domain.ore.announced import AnnouncedPrice
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.reprice import Repricing, reprice
from desk_app.domain.ore.terms import Terms
from desk_app.domain.ore.working import drafted, problems_of


@dataclass(frozen=True, slots=True)
class Stake:
    """Deliveries of one contract that were settled at one price: `net` at that price, yuan without VAT; `one_percent`
    of it; `true_up` to the price of their own period, None while that is not announced.
    """

    contract: str
    paid: AnnouncedPrice
    period: str
    deliveries: tuple[Delivery, ...]
    dry_tonnes: Decimal
    net: Decimal
    true_up: Repricing | None

    @property
    def one_percent(self) -> Decimal:
        """What a move of the price by 1 % comes to, yuan without VAT."""
        return Ratio(self.net, Decimal(100)).rounded(FEN)


def stake_of(
    contract: str,
    paid: AnnouncedPrice,
    period: str,
    own: AnnouncedPrice | None,
    deliveries: Sequence[Delivery],
    terms: Terms,
) -> Stake:
    """`period` is the one the deliveries lie in, `own` its price, where it is announced; `Refused` with the first
    delivery that can't be priced.
    """
    net = dry = Decimal(0)
    for each in deliveries:
        for problem in problems_of(paid, each.lot, terms):
            raise Refused(problem)
        draft = drafted(paid, each.lot, terms)
        net = EXACT.add(net, draft.unit.times(draft.paid).rounded(FEN, terms.rounding))
        dry = EXACT.add(dry, draft.dry)
    true_up = None if own is None else reprice(paid, own, deliveries, terms)
    return Stake(contract, paid, period, tuple(deliveries), dry, net, true_up)
