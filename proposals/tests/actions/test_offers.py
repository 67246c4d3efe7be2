"""An offer from a proposal, from a profile, from a chat; and every answer but yes, which is a contract's."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.actions.block import block
from accounts.models import User
from jobs.tests.builders import make_job
from messaging.models import Message
from notifications.models import Notification
from proposals.actions.answer_offer import decline_offer, withdraw_offer
from proposals.actions.counter_offer import counter_offer
from proposals.actions.expire_offers import expire_offers
from proposals.actions.make_offer import make_offer
from proposals.models import Offer, OfferEvent, Proposal
from proposals.offer_terms import Part, Terms, sums_of
from proposals.tests.builders import bid
from reelbyte import clock, policy
from reelbyte.errors import Conflict, Refused
from reelbyte.money import Money

pytestmark = pytest.mark.django_db


def terms(*amounts: int, **options: Any) -> Terms:
    parts = [Part(f"Part {n}", Money(minor, "EUR"), 4) for n, minor in enumerate(amounts or (30_000, 20_005), 1)]
    return Terms(**{"title": "A launch film", "scope": "30 seconds", "parts": parts, "licence": "organic"} | options)


def to_alice(bob: Any, alice: Any, *amounts: int, **options: Any) -> Offer:
    return make_offer(bob, alice, terms(*amounts), is_client=True, **{"key": uuid4()} | options)


@pytest.fixture
def proposal(alice: Any, bob: Any) -> Proposal:
    return bid(make_job(bob), alice)


def told(kind: str, person: Any) -> int:
    return Notification.objects.filter(kind=f"proposals.{kind}", recipient=person).count()


def test_an_offer_is_a_card_a_notice_and_its_sums(alice: Any, bob: Any) -> None:
    key = uuid4()
    offer = to_alice(bob, alice, key=key)
    assert to_alice(bob, alice, key=key) == offer
    assert (offer.total_minor, offer.status) == (50_005, "sent")
    # Each part's fee is rounded by itself, as it will be taken.
    assert (sums_of(offer).fee.minor, sums_of(offer).net.minor) == (3_000 + 2_001, 45_004)
    assert told("offer_made", alice) == 1
    assert Message.objects.filter(card_kind="proposals.offer").count() == 1


def test_an_offer_on_a_proposal_stands_for_it(proposal: Proposal, alice: Any, bob: Any, carol: Any) -> None:
    offer = to_alice(bob, alice, proposal=proposal)
    proposal.refresh_from_db()
    assert proposal.status == "offered"
    with pytest.raises(Exception, match="offer_one_sent_per_proposal"):
        to_alice(bob, alice, proposal=proposal)
    with pytest.raises(Refused):
        make_offer(alice, bob, terms(), key=uuid4(), is_client=False, proposal=proposal)
    decline_offer(alice, offer, reason="Too early")
    decline_offer(alice, offer)
    proposal.refresh_from_db()
    assert (Offer.objects.get().status, Offer.objects.get().reason, proposal.status) == (
        "declined",
        "Too early",
        "shortlisted",
    )
    assert (told("offer_declined", bob), OfferEvent.objects.filter(move="decline").count()) == (1, 1)


def test_another_offer_is_an_answer(proposal: Proposal, alice: Any, bob: Any) -> None:
    offer, key = to_alice(bob, alice, proposal=proposal), uuid4()
    counter = counter_offer(alice, offer, terms(60_000), key=key)
    assert counter_offer(alice, offer, terms(60_000), key=key) == counter
    offer.refresh_from_db()
    proposal.refresh_from_db()
    assert (offer.status, counter.counter_of, counter.made_by, proposal.status) == (
        "countered",
        offer,
        alice,
        "offered",
    )
    assert told("offer_countered", bob) == 1
    with pytest.raises(Refused):
        counter_offer(alice, counter, terms(), key=uuid4())
    withdraw_offer(alice, counter)
    proposal.refresh_from_db()
    assert proposal.status == "shortlisted"


def test_only_the_other_side_says_no_and_only_its_maker_takes_it_back(alice: Any, bob: Any) -> None:
    offer = to_alice(bob, alice)
    with pytest.raises(Refused):
        decline_offer(bob, offer)
    with pytest.raises(Refused):
        withdraw_offer(alice, offer)
    withdraw_offer(bob, offer)
    with pytest.raises(Conflict):
        decline_offer(alice, offer)


def test_what_is_not_answered_in_time_expires(proposal: Proposal, alice: Any, bob: Any) -> None:
    offer = to_alice(bob, alice, proposal=proposal)
    with clock.at(offer.expires_at - timedelta(seconds=1)):
        assert expire_offers() == 0
    with clock.at(offer.expires_at):
        with pytest.raises(Conflict):
            counter_offer(alice, offer, terms(), key=uuid4())
        assert (expire_offers(), expire_offers()) == (1, 0)
    proposal.refresh_from_db()
    assert (Offer.objects.get().status, proposal.status) == ("expired", "shortlisted")
    assert (told("offer_expired", alice), told("offer_expired", bob)) == (1, 1)


def test_who_can_agree_on_nothing(alice: Any, bob: Any, carol: Any, dave: Any) -> None:
    with pytest.raises(Refused):
        to_alice(bob, dave)
    open_one = to_alice(bob, alice)
    block(alice, bob)
    open_one.refresh_from_db()
    assert open_one.status == "withdrawn"
    with pytest.raises(Refused):
        to_alice(bob, alice)
    User.objects.filter(pk=carol.pk).update(contact_from="nobody")
    carol.refresh_from_db()
    with pytest.raises(Refused):
        to_alice(dave, carol)
    User.objects.filter(pk=dave.pk).update(status="limited")
    dave.refresh_from_db()
    with pytest.raises(Refused):
        make_offer(dave, carol, terms(), key=uuid4(), is_client=True)
    assert Offer.objects.get() == open_one


def test_what_no_offer_says(alice: Any, bob: Any) -> None:
    for amounts in ((1,), (30_000,) * (policy.MILESTONES_MAXIMUM + 1)):
        with pytest.raises(Refused):
            to_alice(bob, alice, *amounts)
    with pytest.raises(Refused):
        make_offer(bob, alice, terms(parts=[]), key=uuid4(), is_client=True)
