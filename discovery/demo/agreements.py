"""Longer work in the demo: an offer that became three milestones, a change that waits, and offers to answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from contracts.actions.accept import accept
from contracts.actions.accept_offer import accept_offer
from contracts.actions.add_milestone import add_milestone
from contracts.actions.deliver import deliver
from contracts.actions.give_tip import give_tip
from contracts.actions.open_funding import open_funding
from contracts.actions.propose_change import propose_change
from contracts.models import Contract, Milestone
from discovery.demo.catalogue import CLIENT_EMAIL, CREATOR_EMAIL
from payments import demo as money
from proposals.actions.make_offer import make_offer
from proposals.models import Offer
from proposals.offer_terms import Part, Terms
from reelbyte import clock
from reelbyte.money import Money
from videos.models import Video

AGO = 14
MAKING_OF = "Making-of, sixty seconds"
SERIES = Terms(
    title="Autumn series: three films from the roastery",
    scope=(
        "One hero film of 45 seconds, the same framed again for phones, and subtitles in four languages.\n\n"
        "We send all footage as ProRes, log. You grade, cut and mix; music from our library."
    ),
    parts=[
        Part("Hero film", Money(42_000, "EUR"), 6),
        Part("Vertical cut, 9:16", Money(18_000, "EUR"), 24),
        Part("Subtitles in four languages", Money(14_000, "EUR"), 5),
    ],
    licence="paid",
    revisions=2,
    message="The same eye as in spring, please. We liked it at once.",
)
TO_CREATOR = Terms(
    title="Look book for the winter shop",
    scope="Twelve product loops of six seconds, graded to match the spring film. Square and upright.",
    parts=[
        Part("Six loops to agree on the look", Money(24_000, "EUR"), 7),
        Part("The other six", Money(21_000, "EUR"), 7),
    ],
    licence="organic",
    revisions=1,
    message="Would you do these, too?",
)
TO_CLIENT = Terms(
    title="Two more hooks for the launch film",
    scope="Two alternative first three seconds, cut from what we have.",
    parts=[Part("Both hooks", Money(16_000, "EUR"), 4)],
    licence="paid",
    revisions=1,
    message="I saw where people drop off. This would help.",
)


def agree(today: datetime, people: dict[str, User], keys: Sequence[UUID]) -> Contract:
    """The series, as far as it has come, and two offers nobody has answered yet: one for each of the demo's logins.

    `keys` are those of the three offers and of the milestone that she proposes.
    """
    client, creator = people[CLIENT_EMAIL], people[CREATOR_EMAIL]
    at = today - timedelta(days=AGO)
    with clock.at(at):
        offer = _offer(client, creator, SERIES, keys[0], is_client=True)
    with clock.at(at + timedelta(hours=5)):
        contract = accept_offer(offer, creator)
        hero, upright, _subtitles = contract.milestones.order_by("position")
        _pay(client, hero)
    with clock.at(at + timedelta(days=3)):
        _deliver(creator, hero)
    with clock.at(at + timedelta(days=4)):
        accept(client, hero, version=1)
        money.settle(hero.escrow_ref)
        _thank(client, contract)
        _pay(client, upright)
    with clock.at(at + timedelta(days=6)):
        propose_change(
            creator,
            upright,
            reason="You asked for a square version on top: that is half a day more.",
            amount=upright.amount + Money(6_000, "EUR"),
        )
    with clock.at(at + timedelta(days=8)):
        words = "From the footage you sent anyway: how the roastery sounds in the morning."
        add_milestone(creator, contract, key=keys[3], title=MAKING_OF, amount=Money(9_000, "EUR"), days=6, scope=words)
    with clock.at(today - timedelta(hours=20)):
        _offer(client, creator, TO_CREATOR, keys[1], is_client=True)
        _offer(creator, client, TO_CLIENT, keys[2], is_client=False)
    return contract


def _offer(maker: User, other: User, terms: Terms, key: UUID, *, is_client: bool) -> Offer:
    return make_offer(maker, other, terms, key=key, is_client=is_client)


def _pay(client: User, milestone: Milestone) -> None:
    money.pay(open_funding(client, milestone, return_url="/", cancel_url="/"))


def _thank(client: User, contract: Contract) -> None:
    words = "For the second look at the amber."
    tip = give_tip(client, contract, amount=Money(2_500, "EUR"), words=words, return_url="/", cancel_url="/")
    money.pay(tip)
    money.settle(tip.escrow_ref)


def _deliver(creator: User, milestone: Milestone) -> None:
    from discovery.demo.load import film

    video = film(creator, Video.Purpose.DELIVERY, "ember", milestone.title)
    deliver(creator, milestone, videos=[video], note="Graded, with the amber kept.")
