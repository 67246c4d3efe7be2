"""A longer piece of work in the demo: three milestones in different states, and a change that waits for an answer."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from contracts.actions.accept import accept
from contracts.actions.add_milestone import add_milestone
from contracts.actions.agree import agree
from contracts.actions.answer_brief import answer_brief
from contracts.actions.deliver import deliver
from contracts.actions.give_tip import give_tip
from contracts.actions.open_funding import open_funding
from contracts.actions.order import place_order
from contracts.actions.propose_change import propose_change
from contracts.models import Contract, Milestone
from discovery.demo.catalogue import CLIENT_EMAIL
from discovery.demo.histories import BRIEFS, GRADE
from gigs.models import Gig
from gigs.quote import quote
from payments import demo as money
from reelbyte import clock
from reelbyte.money import Money
from videos.models import Video

AGO = 14


def tell(today: datetime, people: dict[str, User], gigs: dict[str, Gig], key: UUID) -> Contract:
    """One order that grew: graded and released, a vertical cut in work, subtitles agreed and not paid for yet."""
    client, gig = people[CLIENT_EMAIL], gigs[GRADE]
    at = today - timedelta(days=AGO)
    with clock.at(at):
        package = gig.packages.get(tier="basic")
        contract = place_order(client, package, order_key=key, seen=quote(package, [], 1).total)
        first = contract.milestones.get()
        _pay(client, first)
        answer_brief(client, contract, {row.position: BRIEFS[0] for row in contract.brief.all()})
    with clock.at(at + timedelta(days=2)):
        _deliver(first, gig)
        cut = _agreed(contract, "Vertical cut", "The same film, framed again for phones: 9:16, 30 seconds.", 180, 20)
        _agreed(
            contract,
            "Subtitles in four languages",
            "English, Swedish, German and French, burned in and as SRT.",
            140,
            5,
        )
    with clock.at(at + timedelta(days=3)):
        accept(client, first, version=1)
        money.settle(first.escrow_ref)
    with clock.at(at + timedelta(days=4)):
        _pay(client, cut)
        tip = give_tip(
            client,
            contract,
            amount=Money.of(20, contract.currency),
            words="For the second look at the amber.",
            return_url="/",
            cancel_url="/",
        )
        money.pay(tip)
        money.settle(tip.escrow_ref)
    with clock.at(at + timedelta(days=5)):
        propose_change(
            contract.creator,
            cut,
            reason="You asked for a square version on top: that is half a day more.",
            amount=cut.amount + Money.of(60, contract.currency),
        )
    return contract


def _agreed(contract: Contract, title: str, scope: str, price: int, days: int) -> Milestone:
    amount = Money.of(price, contract.currency)
    key = UUID(int=contract.order_key.int + price)
    added = add_milestone(contract.creator, contract, key=key, title=title, scope=scope, amount=amount, days=days)
    return agree(contract.client, added, amount=amount, days=days)


def _pay(client: User, milestone: Milestone) -> None:
    money.pay(open_funding(client, milestone, return_url="/", cancel_url="/"))


def _deliver(milestone: Milestone, gig: Gig) -> None:
    from discovery.demo.load import film

    video = film(gig.creator.user, Video.Purpose.DELIVERY, "ember", gig.title)
    deliver(gig.creator.user, milestone, videos=[video], note="Graded, with the amber kept.")
