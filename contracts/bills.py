"""What paying for milestones comes to, for both sides, before anybody commits. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from contracts.models import Contract, Milestone
from reelbyte.money import Money, share


@dataclass(frozen=True)
class Bill:
    """`fee` is the creator's, taken out of each milestone as it is released; the client pays `total`."""

    count: int
    total: Money
    fee: Money

    @property
    def net(self) -> Money:
        return self.total - self.fee


def bill(contract: Contract, milestones: Sequence[Milestone]) -> Bill:
    """Of these milestones of `contract`, each at its price."""
    prices = [milestone.amount_minor for milestone in milestones]
    fee = sum(share(price, contract.fee_bps) for price in prices)
    return Bill(len(prices), Money(sum(prices), contract.currency), Money(fee, contract.currency))
