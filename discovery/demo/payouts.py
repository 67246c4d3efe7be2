"""What the demo's creator has taken out of what she earned, month after month."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from payments import demo as money
from payments.actions.add_payout_method import add_payout_method
from payments.actions.clear_earnings import clear_earnings
from payments.actions.request_withdrawal import request_withdrawal
from payments.gateways.sandbox import BANK_GOOD
from reelbyte import clock
from reelbyte.money import Money


@dataclass(frozen=True)
class Payout:
    """So many days ago, so many whole euros."""

    ago: int
    euros: int


PAYOUTS = (Payout(270, 500), Payout(185, 1_200), Payout(108, 900), Payout(48, 750))


def pay_out(today: datetime, creator: User, payout: Payout) -> None:
    """From what has cleared until then, to her bank."""
    at = today - timedelta(days=payout.ago)
    with clock.at(at - timedelta(days=2)):
        method = creator.payout_methods.first() or add_payout_method(
            creator, holder=creator.name, number=BANK_GOOD, currency="EUR"
        )
    with clock.at(at):
        clear_earnings()
        request_withdrawal(creator, Money.of(payout.euros, "EUR"), method, key=str(payout.ago))
        money.settle()
    with clock.at(at + timedelta(days=1)):
        money.settle()  # by then it has arrived
