"""What went wrong in the demo: one dispute that waits for staff, one for an answer, and one that was settled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from contracts.actions.advance_dispute import advance_dispute
from contracts.actions.answer_split import accept_split
from contracts.actions.offer_split import offer_split
from contracts.actions.open_dispute import open_dispute
from contracts.actions.state_case import state_case
from contracts.models import Dispute
from discovery.demo.catalogue import CLIENT_EMAIL
from discovery.demo.histories import CLEAN, GRADE, MACRO, PATIENCE, Story, Telling
from gigs.models import Gig
from payments import demo as money
from payments.gateways import sandbox_cards
from reelbyte import clock
from reelbyte.money import Money


@dataclass(frozen=True)
class Quarrel:
    """Who ordered what, what each side says, and how far it has come: open, with staff, settling or settled.

    `wanted` and `offered` are what the client should get, in percent, by the client and by the creator.
    """

    order: Story
    reason: str
    client: str
    creator: str
    wanted: int
    offered: int
    until: str


QUARRELS = (
    Quarrel(
        Story(
            "hugo@reelbyte.example",
            GRADE,
            "standard",
            20,
            "delivered",
            (
                ("client", "The velvet must stay black. That is the whole film."),
                ("creator", "It stays black, and you will see the folds in it."),
                ("client", "I see grey folds, on three screens."),
            ),
        ),
        "not_as_agreed",
        "The brief says that the velvet stays black. From 0:04 on it is grey, on every screen we have. We cannot use it.",
        "The velvet was shot two stops over. I said on the second day that the folds would show, and offered a darker "
        "version, which was not answered.",
        100,
        25,
        "with_staff",
    ),
    Quarrel(
        Story(CLIENT_EMAIL, MACRO, "basic", 9, "delivered", (("client", "The scale in shot two is not ours."),)),
        "quality",
        "Shot two shows another grinder than the one we sent. The rest is good.",
        "",
        40,
        0,
        "open",
    ),
    Quarrel(
        Story("dana@reelbyte.example", CLEAN, "basic", 23, "delivered"),
        "quality",
        "The edge of the roof shimmers where the crane was.",
        "It does, in four of thirty shots. I would give a part of it back.",
        60,
        20,
        "settled",
    ),
    Quarrel(
        Story(
            "elena@reelbyte.example",
            "I will film your lodge or guesthouse from gate to bed",
            "basic",
            13,
            "delivered",
            card=sandbox_cards.REFUND_PENDING,
        ),
        "quality",
        "The gate and the garden are as we hoped. Two of the rooms are out of focus.",
        "They are. The second camera failed, and I noticed too late. Half is fair.",
        60,
        50,
        "settling",
    ),
)


def tell(today: datetime, people: dict[str, User], gigs: dict[str, Gig]) -> None:
    """Play every quarrel. Whatever waits for somebody has longer for it than is usual, and waits weeks from now."""
    for quarrel in QUARRELS:
        start = today - timedelta(days=quarrel.order.ago)
        told = Telling(quarrel.order, start, people, gigs[quarrel.order.gig])
        told.play()
        _play(quarrel, told)


def _play(quarrel: Quarrel, told: Telling) -> None:
    milestone, at = told.milestone, told.at + timedelta(hours=20)
    with clock.at(at):
        dispute = open_dispute(
            told.client,
            milestone,
            reason=quarrel.reason,
            text=quarrel.client,
            to_client=_share(milestone.in_escrow, quarrel.wanted),
        )
    if quarrel.until == "open":
        Dispute.objects.filter(pk=dispute.pk).update(deadline_at=at + PATIENCE)
        return
    with clock.at(at + timedelta(days=1)):
        state_case(told.creator, dispute, text=quarrel.creator)
        offer = offer_split(told.creator, dispute, to_client=_share(dispute.amount, quarrel.offered))
    if quarrel.until in ("settling", "settled"):
        with clock.at(at + timedelta(days=2)):
            accept_split(told.client, offer)
            money.settle(milestone.escrow_ref)
            if quarrel.until == "settling":
                money.wait(milestone.escrow_ref, at + PATIENCE)
        return
    for _round in dispute.round_hours:
        dispute.refresh_from_db()
        assert dispute.deadline_at is not None
        with clock.at(dispute.deadline_at):
            advance_dispute(dispute.pk)


def _share(whole: Money, percent: int) -> Money:
    return Money(whole.minor * percent // 100, whole.currency)
